"""A connection to a mail server: each letter on it has a time of its own, and ends with it."""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import threading
import time
from contextlib import nullcontext, suppress
from email.message import EmailMessage
from email.policy import Policy
from functools import lru_cache
from smtplib import quoteaddr
from typing import Any

# Each answer of the server.
PATIENCE_SECONDS = 3.0
TRY_ELSEWHERE = 421
READY, GO_ON, GONE = 250, 354, -1
WELCOME = (250, 251)
ENDS = ("From", "To")
LINE_END = "\r\n"
LINE_WITH_A_POINT = re.compile(rb"^\.", re.MULTILINE)
# A socket without any time at all would be one that never waits.
LEAST_SECONDS = 0.001


class Exchange(smtplib.SMTP):
    """A connection for one letter after the other, cut off when the time of one is over.

    However the server drips: no letter takes longer than it may, and half an answer is none.
    """

    def __init__(self, host: str, port: int, ends: float) -> None:
        self.ends = ends
        self.over = self.left = False
        # Whether the text of the letter may be with the server already.
        self.told = False
        self.turn = threading.Condition()
        self.line: socket.socket | None = None
        seconds = max(LEAST_SECONDS, min(ends - time.monotonic(), PATIENCE_SECONDS))
        super().__init__(host, port, timeout=seconds)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        # smtplib's own place for other sockets. The second handle of the line stays when TLS
        # has taken the first.
        found: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self.line = found.dup()
        self.line.settimeout(0)
        threading.Thread(target=self._watch, args=(self.line,), daemon=True).start()
        return found

    def _watch(self, line: socket.socket) -> None:
        with self.turn:
            while not self.left and (rest := self.ends - time.monotonic()) > 0:
                self.turn.wait(rest)
            if not self.left:
                self.over = True
                with suppress(OSError):  # the server may have hung up already
                    line.shutdown(socket.SHUT_RDWR)

    def begin(self, ends: float) -> bool:
        """Give the next letter its own time; ``False`` if the server is not there any more.

        What it says unasked is a farewell, or nothing that the next letter should take for its own.
        """
        with self.turn:
            if self.sock is None or self.over or not self._silent():
                return False
            # The watch wakes at the old end and finds the new one.
            self.ends = ends
        self.sock.settimeout(PATIENCE_SECONDS)
        return True

    def _silent(self) -> bool:
        """Tell whether nothing was said since the last answer; what it reads stays unread."""
        try:
            if self.sock is None or self.line is None or self._heard():
                return False
            self.line.recv(1, socket.MSG_PEEK)  # nothing at all means that it hung up
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def _heard(self) -> bool:
        if self.sock is None or self.file is None:
            return False
        self.sock.settimeout(0)
        try:
            return bool(self.file.peek(1))
        except ssl.SSLWantReadError:
            return False

    def hand_over(self, message: EmailMessage) -> None:
        """Hand a letter over; the connection stays open where the server only refused it."""
        self.told = False
        try:
            self._send(message)
            self._demand_whole_answer()
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
            self._demand_whole_answer()
            self._forget()
            raise
        except BaseException:
            self.close()
            raise

    def _send(self, message: EmailMessage) -> None:
        """Say in one breath who writes to whom, where the server offers it (RFC 2920)."""
        self.ehlo_or_helo_if_needed()
        raw = {name: str(value) for name, value in message.raw_items() if name in ENDS}
        sender, reader = (_address(raw[name]) for name in ENDS)
        if not (self.has_extn("pipelining") and sender.isascii() and reader.isascii()):
            self.send_message(message)
            return
        text = message.as_bytes(policy=_with_whole_line_ends(message.policy))
        size = f" SIZE={len(text)}" if self.has_extn("size") else ""
        self.send(f"MAIL FROM:{sender}{size}\r\nRCPT TO:{reader}\r\nDATA\r\n")
        self._demand_go_on(sender, reader)
        code, words = self._tell(text)
        if code != READY:
            raise smtplib.SMTPDataError(code, words)

    def _demand_go_on(self, sender: str, reader: str) -> None:
        """Read the three answers; raise what the first refusal among them means."""
        mail = self.getreply()
        refused = mail[0] != READY
        rcpt = self._further(refused=refused)
        refused = refused or rcpt[0] not in WELCOME
        data = self._further(refused=refused)
        if refused and data[0] in (GO_ON, GONE):
            self.close()  # it waits for a text that nobody will send, or it has hung up
        if mail[0] != READY:
            raise smtplib.SMTPSenderRefused(*mail, sender)
        if refused:
            raise smtplib.SMTPRecipientsRefused({reader: rcpt})
        if data[0] != GO_ON:
            raise smtplib.SMTPDataError(*data)

    def _further(self, *, refused: bool) -> tuple[int, bytes]:
        """Return the next answer; whoever has refused need not give any more."""
        if self.sock is not None or not refused:
            with suppress(smtplib.SMTPServerDisconnected) if refused else nullcontext():
                return self.getreply()
        return GONE, b""

    def _demand_whole_answer(self) -> None:
        if self.over:  # half an answer may read like a whole one
            self.close()
            raise TimeoutError("the mail server took too long")

    def _forget(self) -> None:
        """Let the server forget a letter that it refused, or hang up where it does not."""
        try:
            forgotten = self.sock is not None and self.rset()[0] == READY
        except (smtplib.SMTPException, OSError):
            forgotten = False
        if not forgotten:
            self.close()

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Send the text of a letter once the server asks for it."""
        self.putcmd("data")
        answer = self.getreply()
        if answer[0] != GO_ON:
            raise smtplib.SMTPDataError(*answer)
        return self._tell(msg)

    def _tell(self, text: bytes) -> tuple[int, bytes]:
        """Send a text; from here on nobody knows whether the server has it."""
        if not self._silent() or self.sock is None:  # an answer that comes before it is none
            self.close()
            raise smtplib.SMTPServerDisconnected("the mail server said more than it was asked")
        self.sock.settimeout(PATIENCE_SECONDS)
        self.told = True
        whole = text if text.endswith(LINE_END.encode()) else text + LINE_END.encode()
        self.send(LINE_WITH_A_POINT.sub(b"..", whole) + b".\r\n")
        return self.getreply()

    def declined(self, trouble: Exception) -> bool:
        """Tell whether the server would not go on here, before it was told the letter's text."""
        gone = isinstance(trouble, smtplib.SMTPServerDisconnected)
        return not self.told and (gone or code_of(trouble) == TRY_ELSEWHERE)

    def part(self) -> None:
        """Say goodbye and hang up; whatever is said at parting changes nothing."""
        if self.sock is not None:
            with self.turn:
                self.ends = min(self.ends, time.monotonic() + PATIENCE_SECONDS)
                self.turn.notify()
            with suppress(smtplib.SMTPException, OSError):
                self.quit()
        self.close()

    def close(self) -> None:
        """Hang up, and stop the watch."""
        super().close()
        with self.turn:
            self.left = True
            self.turn.notify()
            if self.line is not None:
                self.line.close()
                self.line = None


_address = lru_cache(512)(quoteaddr)


@lru_cache(8)
def _with_whole_line_ends(policy: Policy) -> Policy:
    return policy if policy.linesep == LINE_END else policy.clone(linesep=LINE_END)


def code_of(trouble: Exception) -> int | None:
    """Return the code with which a server refused a letter, if it did."""
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return next(code for code, _words in trouble.recipients.values())
    return trouble.smtp_code if isinstance(trouble, smtplib.SMTPResponseException) else None
