"""A client of the virus scanner clamd: one file, one conversation, within a limit of time."""

from __future__ import annotations

import socket
import time
from typing import IO
from urllib.parse import urlsplit

BLOCK = 64 * 1024
LONGEST_ANSWER = 4 * 1024
SILENCE_SECONDS = 30.0
SCAN_SECONDS = 120.0  # with all its silences less than the lease of a file
BEGIN, END = b"zINSTREAM\0", bytes(4)


class NoVerdict(OSError):
    """The scanner did not say whether the file is clean."""


def scan(url: str, file: IO[bytes]) -> str:
    """Send a file to clamd and return what it found, ``""`` if nothing; raises ``OSError``."""
    ends = time.monotonic() + SCAN_SECONDS
    with _connect(url) as line:
        line.sendall(BEGIN)
        while block := file.read(BLOCK):
            _hurry(line, ends)
            line.sendall(len(block).to_bytes(4, "big") + block)
        line.sendall(END)
        return _verdict(_answer(line, ends))


def _connect(url: str) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname or "", parts.port or 0), SILENCE_SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SILENCE_SECONDS)
    try:
        line.connect(parts.path)
    except OSError:
        line.close()
        raise
    return line


def _hurry(line: socket.socket, ends: float) -> None:
    """Give the next exchange no more time than is left for all."""
    left = ends - time.monotonic()
    if left <= 0:
        raise NoVerdict("the scanner takes too long")
    line.settimeout(min(SILENCE_SECONDS, left))


def _answer(line: socket.socket, ends: float) -> bytes:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        _hurry(line, ends)
        more = line.recv(LONGEST_ANSWER)
        if not more:
            break
        said += more
    return said


def _verdict(said: bytes) -> str:
    text = said.rstrip(b"\0\n").decode("utf-8", "replace").removeprefix("stream: ")
    if said.endswith(b"\0") and text == "OK":
        return ""
    if said.endswith(b"\0") and text.endswith(" FOUND"):
        return text.removesuffix(" FOUND").strip() or "?"
    raise NoVerdict(f"the scanner said '{text}'")
