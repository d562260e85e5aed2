"""Ways a letter leaves the house: a mail server, or a folder on this machine."""

from __future__ import annotations

import mailbox
import smtplib
from collections.abc import Callable
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

Transport = Callable[[EmailMessage], None]
# Each answer of the server; an exchange has five, and must end within its lease of 20 seconds.
PATIENCE_SECONDS = 3
PERMANENT = range(500, 600)


class Undeliverable(Exception):
    """The mail server has refused the letter for good (5xx)."""


def transport_for(url: str) -> Transport:
    """Return the transport of an address such as ``file:var/mail`` or ``smtp://host:25``."""
    if url.startswith("file:"):
        return _folder(Path(url.removeprefix("file:")))
    return _server(url)


def _folder(path: Path) -> Transport:
    path.parent.mkdir(parents=True, exist_ok=True)
    box = mailbox.Maildir(str(path), create=True)

    def put(message: EmailMessage) -> None:
        box.add(message)

    return put


def _server(url: str) -> Transport:
    parts = urlsplit(url)

    @contextmanager
    def connection():  # type: ignore[no-untyped-def]  # a context of smtplib's own client
        server = smtplib.SMTP(parts.hostname or "", parts.port or 25, timeout=PATIENCE_SECONDS)
        with server:
            if parts.scheme.endswith("+starttls"):
                server.starttls()
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            yield server

    def send(message: EmailMessage) -> None:
        try:
            with connection() as server:
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            _raise_if_permanent(code, words, refused)
            raise
        except smtplib.SMTPResponseException as answer:
            _raise_if_permanent(answer.smtp_code, answer.smtp_error, answer)
            raise

    return send


def _raise_if_permanent(code: int, words: bytes | str, cause: Exception) -> None:
    if code in PERMANENT:
        text = words.decode(errors="replace") if isinstance(words, bytes) else words
        raise Undeliverable(f"{code} {text}") from cause
