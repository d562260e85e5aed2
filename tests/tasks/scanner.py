"""A virus scanner on loopback that speaks as clamd does, and may be rude."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.samples import EICAR


class Conversation(socketserver.StreamRequestHandler):
    """One INSTREAM conversation."""

    def handle(self) -> None:
        """Take the file in pieces and say what is in it."""
        mood = self.server.mood
        if mood == "hang up":
            return
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(self.rfile.read(4), "big"):
            piece = self.rfile.read(length)
            assert len(piece) == length
            content += piece
        self.server.scanned.append(content)
        found = EICAR in content
        said = mood or ("stream: Eicar-Test-Signature FOUND" if found else "stream: OK")
        self.server.before_answer()
        self.wfile.write(said.encode() + (b"" if mood == "stream: O" else b"\0"))


class Clamd(socketserver.ThreadingTCPServer):
    """The scanner; ``mood`` is what it says whatever it gets."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.scanned: list[bytes] = []
        self.mood = ""
        self.before_answer = lambda: None

    @property
    def url(self) -> str:
        """Return the address as the setting has it."""
        return f"tcp://127.0.0.1:{self.server_address[1]}"


class LocalClamd(Clamd):
    """The same at a socket of the file system."""

    address_family = socket.AF_UNIX

    def __init__(self, path: str) -> None:
        socketserver.BaseServer.__init__(self, path, Conversation)
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(path)
        self.socket.listen()
        self.scanned, self.mood, self.before_answer = [], "", lambda: None
        self.path = path

    @property
    def url(self) -> str:
        """Return the address as the setting has it."""
        return f"unix://{self.path}"


@contextmanager
def serving(server: Clamd) -> Iterator[Clamd]:
    """Let a scanner answer until the block ends."""
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)
