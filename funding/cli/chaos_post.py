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
        # What it offers to those who ask (EHLO).
        self.offers: tuple[str, ...] = ("PIPELINING",)
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
    welcome = False
    # Answers go at once, as those of real servers do, also where several were asked for.
    disable_nagle_algorithm = True

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
        if verb == "DATA" and self.welcome:
            self.welcome = False
            return self.take()
        if verb == "RCPT":
            self.welcome = self.server.mood != GREY
        self.say(self._words(verb))
        return verb != "QUIT"

    def _words(self, verb: str) -> str:
        if verb == "EHLO":
            words = ("mail server of a storm", *self.server.offers)
            return "".join(f"250-{word}\r\n" for word in words[:-1]) + f"250 {words[-1]}"
        if verb == "RCPT" and not self.welcome:
            return "451 come back later"
        answers = {"QUIT": "221 bye", "DATA": "503 nobody to give it to"}
        return answers.get(verb, "250 ok")

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
