"""A mail server that counts its connections, insists on the order of words, and ends them early."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from funding.cli.chaos_post import Exchange, MailServer

TOO_MANY, HANGS_UP, UNASKED, TWICE = ENDINGS = ("421 too many", "hangs up", "421 idle", "250 twice")
RCPT, DATA, TEXT = ("RCPT", "DATA", ".")
DROPS, PAUSE = 60, 0.05


class StrictServer(MailServer):
    """``lines`` has the letters of each connection, ``quits`` how many were given back."""

    def __init__(self):
        super().__init__()
        self.RequestHandlerClass = Strict
        self.lines, self.quits, self.texts = [], 0, []
        self.ending, self.most = None, 0
        self.refusal, self.refused = "", None
        self.loses, self.drips, self.slow = -1, -1, 0.0
        self.hasty = -1  # after so many letters it takes one before it has its text
        self.vanishes = -1  # hangs up after so many letters, once a further one was announced
        # After a refusal: whether it would take a text all the same, or hangs up.
        self.hopeful, self.leaves, self.refused_sender = False, False, ""
        self.broken_off = []  # texts that did not end
        self.breaths = 0  # how many letters were announced without waiting for an answer


class Strict(Exchange):
    """One connection, which may be ended after some letters."""

    def handle(self):
        self.open = False
        self.letters = []
        self.server.lines.append(self.letters)
        super().handle()

    def answer(self, line):
        verb, server = line.split(maxsplit=1)[0].upper().decode(), self.server
        server.breaths += verb == "MAIL" and b"DATA" in self.waiting()
        if verb == "MAIL":
            if self.open:
                self.say("503 another letter is open; say RSET")
                return True
            if server.ending == TOO_MANY and len(self.letters) >= server.most:
                self.say(TOO_MANY)
                return False
            if server.refused_sender:
                self.say(server.refused_sender)
                return True
            self.open = True
            if server.vanishes == len(self.letters):
                server.vanishes = -1
                self.say("250 ok")
                return False
        elif verb == "RSET":
            self.open = False
        elif verb == "RCPT":
            found = re.search(rb"<(.*)>", line)
            self.reader = found[1].decode()
        elif verb == "QUIT":
            server.quits += 1
        if self.reader_refused(verb):
            self.welcome = verb == RCPT and server.hopeful
            self.say(server.refusal)
            return not server.leaves
        return super().answer(line)

    def waiting(self):
        """Return what was said already and is not read yet."""
        self.connection.settimeout(0)
        try:
            return self.rfile.peek()
        finally:
            self.connection.settimeout(None)

    def reader_refused(self, verb):
        place, reader = self.server.refused or ("", "")
        return verb == place and self.open and self.reader == reader

    def take(self):
        server = self.server
        early = len(server.kept) == server.hasty
        self.say("354 go on\r\n250 kept already" if early else "354 go on")
        server.hasty = -1 if early else server.hasty
        text = []
        for line in self.rfile:
            text.append(line.removeprefix(b".") if line != b".\r\n" else b"")
            if line.lower().startswith(b"message-id:"):
                found = line.split(b":", 1)[1].strip().decode()
            if line == b".\r\n":
                break
        else:
            server.broken_off.append(b"".join(text))
            return False
        if early:
            self.say("451 not after all")
            return True
        if self.reader_refused(TEXT):
            self.say(server.refusal)
            return True
        self.open = False
        if len(server.kept) == server.drips:
            server.drips = -1
            self.drip()
        server.over.wait(server.slow)
        server.kept.append(found)
        server.texts.append(b"".join(text))
        self.letters.append(found)
        if len(server.kept) == server.loses:
            return False
        last = len(self.letters) == server.most
        self.say("250 kept\r\n250 kept" if last and server.ending == TWICE else "250 kept")
        if last and server.ending == UNASKED:
            self.say(UNASKED)
        return not (last and server.ending in {HANGS_UP, UNASKED})

    def drip(self):
        for drop in [b"2", b"5", b"0", b"-"] + [b"x"] * DROPS:
            self.wfile.write(drop)
            self.server.over.wait(PAUSE)
        self.wfile.write(b"\r\n")


@contextmanager
def strict_server() -> Iterator[StrictServer]:
    """Open such a server on a free port."""
    with StrictServer() as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
