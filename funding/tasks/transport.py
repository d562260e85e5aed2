"""Ways a letter leaves the house: a mail server, or a folder on this machine."""

from __future__ import annotations

import mailbox
import smtplib
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from funding.tasks.exchange import Exchange

Transport = Callable[[EmailMessage], None]
# A letter, from the first word to the last answer: two of them, one after the other, must end
# within their lease of 20 seconds.
EXCHANGE_SECONDS = 8.0
PERMANENT = range(500, 600)


class Undeliverable(Exception):
    """The mail server has refused the letter for good (5xx); ``reader``: because of its reader."""

    def __init__(self, words: str, *, reader: bool = False) -> None:
        super().__init__(words)
        self.reader = reader


# The connections that the letters of this thread keep open until their round is over.
_kept: ContextVar[dict[_Server, Exchange] | None] = ContextVar("kept", default=None)


@contextmanager
def one_round() -> Iterator[None]:
    """Send the letters of this thread over one connection, and part when the round is over."""
    kept: dict[_Server, Exchange] = {}
    before = _kept.set(kept)
    try:
        yield
    finally:
        _kept.reset(before)
        for exchange in kept.values():
            exchange.part()


def transport_for(url: str, seconds: float = EXCHANGE_SECONDS) -> Transport:
    """Return the transport of an address such as ``file:var/mail`` or ``smtp://host:25``."""
    if url.startswith("file:"):
        return _folder(Path(url.removeprefix("file:")))
    return _Server(url, seconds)


def _folder(path: Path) -> Transport:
    path.parent.mkdir(parents=True, exist_ok=True)
    box = mailbox.Maildir(str(path), create=True)

    def put(message: EmailMessage) -> None:
        box.add(message)

    return put


class _Server:
    """A mail server; a letter outside any round is a round of its own."""

    def __init__(self, url: str, seconds: float) -> None:
        self.place, self.seconds = urlsplit(url), seconds

    def __call__(self, message: EmailMessage) -> None:
        kept = _kept.get()
        if kept is None:
            with one_round():
                return self(message)
        try:
            return self._send(message, kept)
        except smtplib.SMTPRecipientsRefused as refused:
            code, words = next(iter(refused.recipients.values()))
            _raise_if_permanent(code, words, refused, reader=True)
            raise
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as answer:
            # Greeting and sign-in are about the portal, not about the letter: those pass.
            _raise_if_permanent(answer.smtp_code, answer.smtp_error, answer)
            raise

    def _send(self, message: EmailMessage, kept: dict[_Server, Exchange]) -> None:
        ends = time.monotonic() + self.seconds
        exchange = kept.pop(self, None)
        if exchange is not None and exchange.begin(ends):
            kept[self] = exchange
            try:
                return exchange.hand_over(message)
            except smtplib.SMTPException as trouble:
                if not exchange.declined(trouble):
                    raise
        if exchange is not None:
            exchange.close()
        # What happened to the connection between two letters is no letter's fault.
        kept[self] = self._open(ends)
        return kept[self].hand_over(message)

    def _open(self, ends: float) -> Exchange:
        place = self.place
        exchange = Exchange(place.hostname or "", place.port or 25, ends)
        try:
            if place.scheme.endswith("+starttls"):
                # Checks the certificate: whoever sits in between would read every letter.
                exchange.starttls(context=ssl.create_default_context())
            if place.username:
                exchange.login(unquote(place.username), unquote(place.password or ""))
        except BaseException:
            exchange.close()
            raise
        return exchange


def _raise_if_permanent(
    code: int, words: bytes | str, cause: Exception, *, reader: bool = False
) -> None:
    if code in PERMANENT:
        text = words.decode(errors="replace") if isinstance(words, bytes) else words
        raise Undeliverable(f"{code} {text}", reader=reader) from cause
