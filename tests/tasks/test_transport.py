"""A real mail server on loopback answers in every way; what is for good is told from what passes."""

from __future__ import annotations

import smtplib
import socket

import pytest
from aiosmtpd.controller import Controller

from funding.tasks.transport import Undeliverable, transport_for


class Answering:
    """A mail server that answers a phase with a code of our choice."""

    def __init__(self, phase, answer):
        self.phase, self.answer = phase, answer
        self.taken = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        if self.phase == "rcpt":
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.phase == "data":
            return self.answer
        self.taken.append(envelope)
        return "250 taken"


@pytest.fixture
def serve():
    running = []

    def start(phase="", answer="250 OK"):
        handler = Answering(phase, answer)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        controller = Controller(handler, hostname="127.0.0.1", port=port)
        controller.start()
        running.append(controller)
        return handler, transport_for(f"smtp://127.0.0.1:{port}")

    yield start
    for controller in running:
        controller.stop()


def test_a_letter_arrives_whole(serve, letter):
    handler, send = serve()
    send(letter)
    assert len(handler.taken) == 1
    assert b"Guten Tag" in handler.taken[0].content


@pytest.mark.parametrize("phase", ["rcpt", "data"])
@pytest.mark.parametrize("code", [550, 552, 554])
def test_a_5xx_answer_is_for_good(serve, letter, phase, code):
    _handler, send = serve(phase, f"{code} no")
    with pytest.raises(Undeliverable, match=str(code)):
        send(letter)


@pytest.mark.parametrize("phase", ["rcpt", "data"])
@pytest.mark.parametrize("code", [421, 450, 451, 452])
def test_a_4xx_answer_passes_and_is_tried_again(serve, letter, phase, code):
    _handler, send = serve(phase, f"{code} later")
    with pytest.raises(smtplib.SMTPException):
        send(letter)


def test_a_server_that_is_away_is_tried_again(letter):
    with pytest.raises(OSError, match=r".*"):
        transport_for("smtp://127.0.0.1:1")(letter)
