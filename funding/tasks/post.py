"""The postman: takes notices from the outbox to the mail server, outside any transaction."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID

from funding import clock
from funding.config import Settings
from funding.db import reading, transaction
from funding.forms.paper import pdf_of
from funding.models import Notice
from funding.notices.along import CALENDAR, Along, Enclosure
from funding.notices.letters import Letter, write
from funding.notices.paces import DIGEST, PART_OF
from funding.notices.reports import closes_address, status_of
from funding.notices.typed import Typed
from funding.queries.accounts.wishes import Reader, reader_of
from funding.queries.notices.texts import text_of
from funding.services.notices import lease as outbox
from funding.services.notices.bounce import stop_mail
from funding.tasks.enclosing import TYPESETTING_SECONDS, WITHOUT_PDF, Typeset, enclosed, typesets
from funding.tasks.transport import EXCHANGE_SECONDS, Transport, Undeliverable, transport_for

logger = logging.getLogger(__name__)
THREADS = 2
UNMAILED = Along()


@dataclass(frozen=True, slots=True)
class Postman:
    """Carries letters for one process; without a typesetter, they enclose no PDF."""

    transport: Transport
    sender: str
    base_url: str
    typeset: Typeset | None = None
    reply_to: str = ""
    bounce_box: str = ""

    @classmethod
    def from_settings(cls, settings: Settings) -> Postman:
        """Equip a postman as the settings say."""
        carry = transport_for(settings.mail_url)
        return cls(
            carry,
            settings.mail_from,
            settings.base_url,
            typeset=pdf_of,
            reply_to=settings.mail_reply_to,
            bounce_box=settings.bounce_box,
        )

    def deliver(self, notice_id: UUID, lease: str) -> None:
        """Send one leased notice: read, write and send it, then mark the result."""
        with reading() as session:
            notice = outbox.leased(session, notice_id, lease)
            if notice is None:
                return
            reader = reader_of(session, notice)
            pointless = outbox.obsolete(session, notice)
            typed = text_of(session, notice)
        if reader.withheld and not pointless:
            self._keep(notice, reader, lease, typed)
            return
        typesetting = TYPESETTING_SECONDS if self.typeset and typesets(notice) else 0.0
        if _too_late(notice, typesetting + EXCHANGE_SECONDS):
            with transaction() as session:
                outbox.give_back(session, lease, [notice_id], clock.now())
            return
        if pointless:
            with transaction() as session:
                outbox.mark_dropped(session, notice_id, lease, "deadline moved or ended")
            return
        along, missing = enclosed(notice, self.base_url, self.typeset)
        if typesetting and _too_late(notice, EXCHANGE_SECONDS):
            # The machine stood still: next time it goes without.
            with transaction() as session:
                why = f"{WITHOUT_PDF}too slow"
                outbox.give_back(session, lease, [notice_id], clock.now(), why)
            return
        self._carry(notice, reader.name, lease, along, missing, typed)

    def _keep(self, notice: Notice, reader: Reader, lease: str, typed: Typed | None) -> None:
        """Let a notice stand in the inbox of the portal, and mail nothing."""
        name, facts = reader.name, notice.facts
        try:
            letter = write(
                notice.kind, notice.language, name, facts, self.base_url, UNMAILED, typed
            )
        except Exception as trouble:  # whatever it was, the notice is not lost
            logger.warning("notice %s not written: %s", notice.id, type(trouble).__name__)
            with transaction() as session:
                outbox.postpone(session, notice.id, lease, repr(trouble)[:500])
            return
        with transaction() as session:
            outbox.mark_kept(session, notice.id, lease, letter, str(reader.withheld))

    def _carry(  # noqa: PLR0913 - a letter has a reader, a lease, enclosures and a text
        self,
        notice: Notice,
        name: str,
        lease: str,
        along: Along,
        missing: str | None,
        typed: Typed | None,
    ) -> None:
        letter = None
        try:
            facts = notice.facts
            letter = write(notice.kind, notice.language, name, facts, self.base_url, along, typed)
            message = self.envelope(notice, letter, along.files)
            self.transport(message)
        except Undeliverable as refusal:
            logger.warning("notice %s refused for good", notice.id)
            with transaction() as session:
                failed = outbox.mark_failed(session, notice.id, lease, str(refusal)[:500], letter)
                if failed and refusal.reader and closes_address(status_of(str(refusal))):
                    stop_mail(session, notice, str(refusal))
        except Exception as trouble:  # whatever it was, the notice is not lost
            logger.warning("notice %s not sent: %s", notice.id, type(trouble).__name__)
            with transaction() as session:
                outbox.postpone(session, notice.id, lease, repr(trouble)[:500], letter)
        else:
            with transaction() as session:
                outbox.mark_sent(session, notice.id, lease, letter, message["Message-ID"], missing)

    def envelope(
        self, notice: Notice, letter: Letter, enclosures: Sequence[Enclosure] = ()
    ) -> EmailMessage:
        """Make the message; its id follows from the notice's key, so a twin can be recognised.

        But for its date, a twin is the same in every byte.
        """
        domain = self.sender.rpartition("@")[2]
        message = EmailMessage(policy=SMTP)
        message["From"] = f"Förderportal Kommunale Prävention <{self.sender}>"
        message["To"] = notice.email
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(clock.now())
        digest = hashlib.sha256(notice.key.encode()).hexdigest()[:40]
        message["Message-ID"] = f"<{digest}@{domain}>"
        message["Auto-Submitted"] = "auto-generated"
        if notice.application_id:
            # All letters about a case answer the same first one, which was never sent.
            thread = f"<case-{notice.application_id}@{domain}>"
            message["In-Reply-To"], message["References"] = thread, thread
        if self.reply_to:
            message["Reply-To"] = self.reply_to
        if notice.account_id and (notice.kind in PART_OF or notice.kind == DIGEST):
            # A page to sign in for: nobody else can switch off what somebody is told.
            message["List-Unsubscribe"] = f"<{self.base_url}/konto#mitteilungen>"
        message.set_content(letter.text)
        message.add_alternative(letter.html, subtype="html")
        for one in enclosures:
            _enclose(message, one)
        for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
            part.set_boundary(f"=_{digest}.{number}")
        message["Content-Language"] = notice.language  # of the whole: parts take earlier ones along
        return message


def _enclose(message: EmailMessage, one: Enclosure) -> None:
    kind, _, sort = one.mimetype.partition("/")
    params = {"charset": "utf-8", "method": "PUBLISH"} if one.mimetype == CALENDAR else {}
    message.add_attachment(
        one.content, maintype=kind, subtype=sort, filename=one.name, params=params
    )


def _too_late(notice: Notice, seconds: float) -> bool:
    """Tell whether so many might outlive the lease; then a new one has to take the notice."""
    needed = clock.now() + timedelta(seconds=seconds)
    return notice.lease_until is None or notice.lease_until < needed


def deliver_all(postman: Postman, most: int = 1_000) -> int:
    """Send what is due in this thread, e.g. for a command; return how many were taken."""
    taken = 0
    while taken < most:
        with transaction() as session:
            lease, ids = outbox.lease_notices(session, 2 * THREADS)
        if not ids:
            break
        for notice_id in ids:
            postman.deliver(notice_id, lease)
        taken += len(ids)
    return taken
