"""Ways a letter leaves the house: a mail server, or a folder on this machine."""

from __future__ import annotations

import mailbox
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

Transport = Callable[[EmailMessage], None]
# Each answer of the server.
PATIENCE_SECONDS = 3.0
# All of them together: two letters one after the other must end within their lease of 20 seconds.
EXCHANGE_SECONDS = 8.0
PERMANENT = range(500, 600)


class Undeliverable(Exception):
    """The mail server has refused the letter for good (5xx); ``reader``: because of its reader."""

    def __init__(self, words: str, *, reader: bool = False) -> None:
        super().__init__(words)
        self.reader = reader


class Exchange(smtplib.SMTP):
    """One exchange with a mail server, cut off when its time is over, however it drips."""

    def __init__(self, host: str, port: int, seconds: float) -> None:
        self.ends = time.monotonic() + seconds
        self.over = threading.Event()
        self.line: socket.socket | None = None
        self.watch: threading.Timer | None = None
        super().__init__(host, port, timeout=min(seconds, PATIENCE_SECONDS))

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        # smtplib's own place for other sockets. The second handle of the line stays when TLS
        # has taken the first.
        found: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self.line = found.dup()
        self.watch = threading.Timer(max(0.0, self.ends - time.monotonic()), self._cut)
        self.watch.daemon = True
        self.watch.start()
        return found

    def _cut(self) -> None:
        self.over.set()
        with suppress(OSError):  # the server may have hung up already
            if self.line is not None:
                self.line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Hang up, and stop the watch."""
        super().close()
        if self.watch is not None:
            self.watch.cancel()
        if self.line is not None:
            self.line.close()


def transport_for(url: str, seconds: float = EXCHANGE_SECONDS) -> Transport:
    """Return the transport of an address such as ``file:var/mail`` or ``smtp://host:25``."""
    if url.startswith("file:"):
        return _folder(Path(url.removeprefix("file:")))
    return _server(url, seconds)


def _folder(path: Path) -> Transport:
    path.parent.mkdir(parents=True, exist_ok=True)
    box = mailbox.Maildir(str(path), create=True)

    def put(message: EmailMessage) -> None:
        box.add(message)

    return put


def _server(url: str, seconds: float) -> Transport:
    parts = urlsplit(url)

    @contextmanager
    def connection() -> Iterator[Exchange]:
        with closing(Exchange(parts.hostname or "", parts.port or 25, seconds)) as server:
            if parts.scheme.endswith("+starttls"):
                # Checks the certificate: whoever sits in between would read every letter.
                server.starttls(context=ssl.create_default_context())
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            yield server
            # The letter is accepted: whatever is said at parting changes nothing.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()

    def send(message: EmailMessage) -> None:
        try:
            with connection() as server:
                server.send_message(message)
                if server.over.is_set():  # half an answer may read like a whole one
                    raise TimeoutError("the mail server took too long")
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            _raise_if_permanent(code, words, refused, reader=True)
            raise
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as answer:
            # Greeting and sign-in are about the portal, not about the letter: those pass.
            _raise_if_permanent(answer.smtp_code, answer.smtp_error, answer)
            raise

    return send


def _raise_if_permanent(
    code: int, words: bytes | str, cause: Exception, *, reader: bool = False
) -> None:
    if code in PERMANENT:
        text = words.decode(errors="replace") if isinstance(words, bytes) else words
        raise Undeliverable(f"{code} {text}", reader=reader) from cause
