"""The message of a letter: its headers, its text twice, and what goes along."""

from __future__ import annotations

import hashlib
from binascii import b2a_qp
from collections.abc import Sequence
from email.message import EmailMessage, MIMEPart
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from funding import clock
from funding.models import Notice
from funding.notices.along import CALENDAR, Enclosure
from funding.notices.letters import Letter
from funding.notices.paces import DIGEST, PART_OF

# Of one drain, with room for the headers that only one letter has.
HEADERS = 512
# No two letters have the same ones, and nobody asks for their parts.
AS_WRITTEN = ("content-type", "message-id")
# Of a boundary: so much that its header fits a line.
LONG = 20


@lru_cache(HEADERS)
def _read(name: str, value: str) -> tuple[str, Any]:
    return EmailPolicy.header_store_parse(LETTERS, name, value)


@lru_cache(HEADERS)
def _most(name: str) -> int | None:
    return EmailPolicy.header_max_count(LETTERS, name)


@lru_cache(HEADERS)
def _folded(name: str, value: str) -> bytes:
    return EmailPolicy.fold_binary(LETTERS, name, value)


class Headers(EmailPolicy):
    """Headers of letters: many letters have the same ones, and most need not be read at all."""

    def header_store_parse(self, name: str, value: str) -> tuple[str, Any]:
        """Keep a header; one that goes out as it is is read when somebody asks for it."""
        plain = value.isascii() and value.isprintable()
        if plain and len(name) + len(": ") + len(value) <= (self.max_line_length or 0):
            return name, value
        return _read(name, value)

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Read a header, or find it read; two of each letter's own were written to be found."""
        if hasattr(value, "name") or name.lower() in AS_WRITTEN:
            return value
        return _read(name, value)[1]

    def header_max_count(self, name: str) -> int | None:
        """Tell how many headers of a name a letter may have."""
        return _most(name)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Fold a header, or find it folded as most servers want it."""
        usual = not self.utf8 and self.max_line_length == LETTERS.max_line_length
        return _folded(name, value) if usual else super().fold_binary(name, value)


LETTERS = Headers(linesep="\r\n")


def envelope(  # noqa: PLR0913 - of a notice, a letter, the house that sends it, and enclosures
    notice: Notice,
    letter: Letter,
    sender: str,
    base_url: str,
    reply_to: str = "",
    enclosures: Sequence[Enclosure] = (),
) -> EmailMessage:
    """Make the message; its id follows from the notice's key, so a twin can be recognised.

    But for its date, a twin is the same in every byte.
    """
    domain = sender.rpartition("@")[2]
    digest = hashlib.sha256(notice.key.encode()).hexdigest()[:40]
    message = EmailMessage(policy=LETTERS)
    message["From"] = f"Förderportal Kommunale Prävention <{sender}>"
    message["To"] = notice.email
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{digest}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if notice.application_id:
        # All letters about a case answer the same first one, which was never sent.
        thread = f"<case-{notice.application_id}@{domain}>"
        message["In-Reply-To"], message["References"] = thread, thread
    if reply_to:
        message["Reply-To"] = reply_to
    if notice.account_id and (notice.kind in PART_OF or notice.kind == DIGEST):
        # A page to sign in for: nobody else can switch off what somebody is told.
        message["List-Unsubscribe"] = f"<{base_url}/konto#mitteilungen>"
    message["MIME-Version"] = "1.0"
    message["Content-Language"] = notice.language
    texts = _part("plain", letter.text), _part("html", letter.html)
    if enclosures:
        _gather(message, "mixed", f"{digest[:LONG]}.0")
        both = MIMEPart(LETTERS)
        _gather(both, "alternative", f"{digest[:LONG]}.1", *texts)
        message.attach(both)  # type: ignore[arg-type]  # typeshed's parts have no policy
    else:
        _gather(message, "alternative", f"{digest[:LONG]}.0", *texts)
    for one in enclosures:
        _enclose(message, one)
    return message


def _gather(whole: MIMEPart, how: str, boundary: str, *parts: MIMEPart) -> None:
    whole["Content-Type"] = f'multipart/{how}; boundary="=_{boundary}"'
    whole.set_payload(list(parts))


def _part(sort: str, text: str) -> MIMEPart:
    part = MIMEPart(LETTERS)
    part["Content-Type"] = f'text/{sort}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    lines = text.rstrip("\n") + "\n"
    part.set_payload(b2a_qp(lines.encode(), istext=True).decode("ascii"))
    return part


def _enclose(message: EmailMessage, one: Enclosure) -> None:
    kind, _, sort = one.mimetype.partition("/")
    params = {"charset": "utf-8", "method": "PUBLISH"} if one.mimetype == CALENDAR else {}
    message.add_attachment(
        one.content, maintype=kind, subtype=sort, filename=one.name, params=params
    )
