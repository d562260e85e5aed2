"""What tests of the post share: a port of one's own, and a letter."""

from __future__ import annotations

import socket
from email.message import EmailMessage

import pytest


@pytest.fixture
def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def letter():
    message = EmailMessage()
    message["From"], message["To"] = "noreply@x.example", "zeichnung@floeha.example"
    message["Subject"] = "KP-2022-0001: Ihr Antrag ist eingegangen – mit Umlauten äöüß"
    message.set_content("Guten Tag")
    return message
