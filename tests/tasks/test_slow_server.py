"""A mail server that drips its answers byte by byte is left after the time of one exchange."""

from __future__ import annotations

import smtplib
import socket
import threading
import time

import pytest

from funding.services.notices.lease import LEASE
from funding.tasks.transport import EXCHANGE_SECONDS, Undeliverable, transport_for

DROPS, PAUSE, PATIENT = 60, 0.05, 0.6
# What a server says to take a letter.
GREETING, HELLO, MAIL, RCPT, DATA, TAKEN = (
    b"220 x\r\n",
    b"250-x\r\n250 STARTTLS\r\n",
    b"250 ok\r\n",
    b"250 ok\r\n",
    b"354 go on\r\n",
    b"250 taken\r\n",
)


class Dripping(threading.Thread):
    """A mail server for one letter that drips one of its answers, each byte within patience."""

    def __init__(self, dripped, answers=(GREETING, HELLO, MAIL, RCPT, DATA, TAKEN, b"221 bye\r\n")):
        super().__init__(daemon=True)
        self.dripped, self.answers = dripped, answers
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.over = threading.Event()
        self.left_alone = False
        self.start()

    def run(self):
        line, _address = self.listening.accept()
        with line, self.listening:
            try:
                for number, answer in enumerate(self.answers):
                    if number:
                        self.hear(line, b"\r\n.\r\n" if number == 5 else b"\r\n")
                    if number == self.dripped:
                        self.drip(line, answer)
                    line.sendall(answer)
            except OSError:
                self.left_alone = True

    def hear(self, line, end):
        heard = b""
        while not heard.endswith(end):
            more = line.recv(65536)
            if not more:
                raise ConnectionResetError
            heard += more

    def drip(self, line, answer):
        head = answer[:3] + b"-"
        for drop in [head[n : n + 1] for n in range(len(head))] + [b"x"] * DROPS:
            line.sendall(drop)
            self.over.wait(PAUSE)
        line.sendall(b"\r\n")


class Half(Dripping):
    """A mail server of whose refusal only the code arrives in time."""

    def drip(self, line, answer):
        line.sendall(b"550")
        self.over.wait(DROPS * PAUSE)


@pytest.fixture
def dripping():
    servers = []

    def start(*args, **more):
        servers.append(Dripping(*args, **more))
        return servers[-1]

    yield start
    for server in servers:
        server.over.set()
        server.join(timeout=10)


@pytest.mark.parametrize("dripped", range(6))
def test_a_server_that_drips_an_answer_is_left_and_tried_again(dripping, letter, dripped):
    server = dripping(dripped)
    began = time.monotonic()
    with pytest.raises((OSError, smtplib.SMTPException)):
        transport_for(f"smtp://127.0.0.1:{server.port}", seconds=PATIENT)(letter)
    assert time.monotonic() - began < 0.8 * DROPS * PAUSE, "it waited until the last drop"
    server.join(timeout=10)
    assert server.left_alone


def test_a_server_that_drips_its_farewell_has_taken_the_letter(dripping, letter):
    server = dripping(6)
    transport_for(f"smtp://127.0.0.1:{server.port}", seconds=PATIENT)(letter)
    server.join(timeout=10)
    assert server.left_alone


def test_an_even_slower_server_is_no_reason_to_give_a_letter_up(dripping, letter):
    server = dripping(None, answers=(b"554 not today\r\n",))
    with pytest.raises(smtplib.SMTPConnectError) as refusal:
        transport_for(f"smtp://127.0.0.1:{server.port}")(letter)
    assert not isinstance(refusal.value, Undeliverable)


@pytest.mark.parametrize("dripped", [2, 3, 4, 5])
def test_half_a_refusal_gives_no_letter_up(letter, dripped):
    server = Half(dripped)
    with pytest.raises((OSError, smtplib.SMTPException)):
        transport_for(f"smtp://127.0.0.1:{server.port}", seconds=PATIENT)(letter)
    server.over.set()
    server.join(timeout=10)


def test_two_letters_one_after_the_other_end_within_their_lease():
    assert LEASE.total_seconds() > 2 * EXCHANGE_SECONDS
