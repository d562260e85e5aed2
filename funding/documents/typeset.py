"""The process that typesets documents: an order in JSON comes in, a PDF goes out.

It is run by its path and stands ready for the next order. For each it splits off a process of its
own, with limits of its own: what people typed may make that one fail, and then nothing fails but
it. Order and PDF are framed by their length in four bytes; a length of nothing says that it failed.
"""

from __future__ import annotations

import json
import os
import resource
import select
import socket
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

MOST_MEMORY = 1024**3
MOST_SECONDS = 20
# A desk without work for so long is given up; the next order pays for a new one.
IDLE_SECONDS = 60
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
BYTES_OF_LENGTH = 4
BLOCK = 1 << 16


def main() -> None:
    """Typeset what comes on standard input, which is a socket, until it is closed or idle."""
    desk = socket.socket(fileno=os.dup(0))
    while select.select([desk], [], [], IDLE_SECONDS)[0]:
        length = _taken(desk, BYTES_OF_LENGTH)
        if not length:
            return
        order = _taken(desk, int.from_bytes(length))
        made = _apart(order)
        desk.sendall(len(made).to_bytes(BYTES_OF_LENGTH) + made)


def _taken(desk: socket.socket, length: int) -> bytes:
    """Take so many bytes from the socket; fewer where the other side has gone."""
    taken = bytearray()
    while len(taken) < length and (block := desk.recv(min(length - len(taken), BLOCK))):
        taken += block
    return bytes(taken)


def _apart(order: bytes) -> bytes:
    """Let a process of its own fill one order; nothing comes where it fails.

    This process never runs the typesetter itself: it has no threads, and can be split at any time.
    """
    outcome, income = os.pipe()
    child = os.fork()
    if child == 0:
        _fill(order, income)
    os.close(income)
    with os.fdopen(outcome, "rb") as made:
        document = made.read()
    _pid, status = os.waitpid(child, 0)
    return b"" if status else document


def _fill(order: bytes, income: int) -> None:
    """Typeset an order, write the document, and end this process without cleaning up."""
    ended = 1
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        with os.fdopen(income, "wb") as file:
            file.write(_compiled(json.loads(order)))
        ended = 0
    finally:
        os._exit(ended)


def _compiled(order: dict[str, Any]) -> bytes:
    made: bytes = typst.compile(
        Path(__file__).with_name(order["sheet"]),
        root=Path(__file__).parent,
        ignore_system_fonts=True,  # the same bytes on every machine
        sys_inputs=order["inputs"],
        pdf_standards=STANDARDS,
        timestamp=datetime.fromisoformat(order["at"]),
    )
    return made


if __name__ == "__main__":
    main()
