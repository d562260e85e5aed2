"""A letter goes over a sealed line only to a server whose certificate is right."""

from __future__ import annotations

import smtplib
import ssl

import pytest
import trustme
from aiosmtpd.controller import Controller

from funding.tasks.transport import one_round, transport_for


class Taking:
    """A mail server that takes every letter, and remembers whether the line was sealed."""

    def __init__(self):
        self.sealed, self.sessions = [], set()

    async def handle_DATA(self, _server, session, _envelope):  # noqa: N802 - aiosmtpd's name
        self.sealed.append(session.ssl is not None)
        self.sessions.add(session.peer)
        return "250 taken"


@pytest.fixture
def authority(tmp_path, monkeypatch):
    """Make this process trust an authority of the test's own."""
    made = trustme.CA()
    path = tmp_path / "authority.pem"
    made.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return made


@pytest.fixture
def serve(free_port):
    running = []

    def start(certificate):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        handler = Taking()
        controller = Controller(
            handler,
            hostname="127.0.0.1",
            port=free_port,
            tls_context=context,
            require_starttls=True,
        )
        controller.start()
        running.append(controller)
        return handler, transport_for(f"smtp+starttls://127.0.0.1:{free_port}")

    yield start
    for controller in running:
        controller.stop()


def test_a_letter_goes_over_a_sealed_line(serve, authority, letter):
    handler, send = serve(authority.issue_cert("127.0.0.1"))
    send(letter)
    assert handler.sealed == [True]


def test_many_letters_go_over_one_sealed_line(serve, authority, letter):
    handler, send = serve(authority.issue_cert("127.0.0.1"))
    with one_round():
        for _ in range(3):
            send(letter)
    assert handler.sealed == [True] * 3
    assert len(handler.sessions) == 1


@pytest.mark.parametrize("fault", ["unknown authority", "another host"])
def test_a_wrong_certificate_gets_no_letter_and_is_tried_again(serve, authority, letter, fault):
    issuer = trustme.CA() if fault == "unknown authority" else authority
    host = "127.0.0.1" if fault == "unknown authority" else "post.example"
    handler, send = serve(issuer.issue_cert(host))
    with pytest.raises(ssl.SSLCertVerificationError):
        send(letter)
    assert handler.sealed == []


def test_a_server_without_tls_gets_no_letter(free_port, letter):
    handler = Taking()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port)
    controller.start()
    try:
        with pytest.raises(smtplib.SMTPNotSupportedError):
            transport_for(f"smtp+starttls://127.0.0.1:{free_port}")(letter)
    finally:
        controller.stop()
    assert handler.sealed == []
