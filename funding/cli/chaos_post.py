"""The mail server of a storm: it keeps what it accepts, and has moods."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.policy import SMTP

WELL, REFUSING, GREY, SILENT, DROPPING = MOODS = ("well", "refusing", "grey", "silent", "dropping")
# Longer than a letter waits for an answer.
SILENCE_SECONDS = 4.0
LONGEST_LINE = 65_536
PHASES = ("EHLO", "MAIL", "RCPT", "DATA", ".")


class MailServer(socketserver.ThreadingTCPServer):
    """Takes letters on loopback; ``kept`` are the Message-IDs of those it has, copies included."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.mood, self.phase = WELL, PHASES[0]
        self.kept: list[str] = []
        self.dropped = 0
        self.over = threading.Event()

    @property
    def url(self) -> str:
        """Return the address under which the portal reaches it."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Exchange(socketserver.StreamRequestHandler):
    """One exchange, in the mood that the server is in."""

    server: MailServer

    def handle(self) -> None:
        """Talk until the other side says goodbye, or is cut off."""
        with suppress(OSError):
            if self.server.mood == REFUSING:
                self.say("421 not now")
                return
            self.say("220 mail server of a storm")
            while (line := self.rfile.readline(LONGEST_LINE)) and self.answer(line):
                pass

    def say(self, words: str) -> None:
        """Answer with a line."""
        self.wfile.write(f"{words}\r\n".encode())

    def answer(self, line: bytes) -> bool:
        """Answer one command; ``False`` ends the exchange."""
        verb = line.split(maxsplit=1)[0].upper().decode(errors="replace") if line.strip() else ""
        if self._silent(verb):
            return False
        if verb == "DATA":
            return self.take()
        if verb == "RCPT" and self.server.mood == GREY:
            self.say("451 come back later")
        else:
            self.say("221 bye" if verb == "QUIT" else "250 ok")
        return verb != "QUIT"

    def take(self) -> bool:
        """Take a letter; in a dropping mood keep it and hang up without a word."""
        self.say("354 go on")
        lines = list(iter(lambda: self.rfile.readline(LONGEST_LINE), b".\r\n"))
        if self._silent("."):
            return False
        letter = message_from_bytes(b"".join(lines), policy=SMTP)
        self.server.kept.append(str(letter["Message-ID"]))
        if self.server.mood == DROPPING:
            self.server.dropped += 1
            return False
        self.say("250 kept")
        return True

    def _silent(self, phase: str) -> bool:
        if self.server.mood == SILENT and self.server.phase == phase:
            self.server.over.wait(SILENCE_SECONDS)
            return True
        return False


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Open a mail server on a free port, and close it afterwards."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
