"""The postman: takes notices from the outbox to the mail server, outside any transaction."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from funding import clock
from funding.config import Settings
from funding.db import one_connection, reading, transaction
from funding.forms.paper import pdf_of
from funding.models import Notice
from funding.notices.along import Along
from funding.notices.letters import Letter, write
from funding.notices.reports import closes_address, status_of
from funding.notices.typed import Typed
from funding.queries.accounts.wishes import Reader
from funding.services.notices import lease as outbox
from funding.services.notices.bounce import stop_mail
from funding.tasks.enclosing import TYPESETTING_SECONDS, WITHOUT_PDF, Typeset, enclosed, typesets
from funding.tasks.envelope import envelope
from funding.tasks.errands import Errand, errands
from funding.tasks.transport import (
    EXCHANGE_SECONDS,
    Transport,
    Undeliverable,
    one_round,
    transport_for,
)

logger = logging.getLogger(__name__)
THREADS = 2
# So many letters go over one connection. Where the mail server is too slow for them, what would
# outlive the lease is given back.
PORTION = 20
# Wishes and addresses count as they were so long before a letter goes at the most.
FRESH_SECONDS = 2.0
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

    def deliver(
        self, ids: Sequence[UUID], lease: str, stopping: Callable[[], bool] = lambda: False
    ) -> None:
        """Send leased notices one after the other, each marked before the next one goes.

        They share a connection, and are read together, but never long before they are sent.
        """
        left, known, read_at = deque(ids), dict[UUID, Errand](), -FRESH_SECONDS
        with one_round(), one_connection():
            while left and not stopping():
                if time.monotonic() - read_at >= FRESH_SECONDS:
                    read_at = time.monotonic()
                    with reading() as session:
                        known = errands(session, left, lease)
                errand = known.get(left.popleft())
                if errand is not None and self._deliver(errand, lease):
                    read_at = -FRESH_SECONDS
        if left:
            self._give_back(left, lease)

    def _give_back(self, ids: Sequence[UUID], lease: str, why: str | None = None) -> None:
        _mark(outbox.give_back, lease, ids, clock.now(), why)

    def _deliver(self, errand: Errand, lease: str) -> bool:
        """Write and send one notice, then mark the result; tell if it changed who is mailed."""
        notice, reader, typed, pointless = errand
        if reader.withheld and not pointless:
            self._keep(notice, reader, lease, typed)
            return False
        typesetting = TYPESETTING_SECONDS if self.typeset and typesets(notice) else 0.0
        if _too_late(notice, typesetting + EXCHANGE_SECONDS):
            self._give_back([notice.id], lease)
            return False
        if pointless:
            _mark(outbox.mark_dropped, notice.id, lease, "deadline moved or ended")
            return False
        along, missing = enclosed(notice, self.base_url, self.typeset)
        if typesetting and _too_late(notice, EXCHANGE_SECONDS):
            # The machine stood still: next time it goes without.
            self._give_back([notice.id], lease, f"{WITHOUT_PDF}too slow")
            return False
        return self._carry(notice, reader.name, lease, along, missing, typed)

    def _keep(self, notice: Notice, reader: Reader, lease: str, typed: Typed | None) -> None:
        """Let a notice stand in the inbox of the portal, and mail nothing."""
        name, facts = reader.name, notice.facts
        try:
            letter = write(
                notice.kind, notice.language, name, facts, self.base_url, UNMAILED, typed
            )
        except Exception as trouble:  # whatever it was, the notice is not lost
            logger.warning("notice %s not written: %s", notice.id, type(trouble).__name__)
            _mark(outbox.postpone, notice.id, lease, repr(trouble)[:500])
            return
        _mark(outbox.mark_kept, notice.id, lease, letter, str(reader.withheld))

    def _carry(  # noqa: PLR0913 - a letter has a reader, a lease, enclosures and a text
        self,
        notice: Notice,
        name: str,
        lease: str,
        along: Along,
        missing: str | None,
        typed: Typed | None,
    ) -> bool:
        letter = None
        try:
            facts = notice.facts
            letter = write(notice.kind, notice.language, name, facts, self.base_url, along, typed)
            message = envelope(
                notice, letter, self.sender, self.base_url, self.reply_to, along.files
            )
            self.transport(message)
        except Undeliverable as refusal:
            logger.warning("notice %s refused for good", notice.id)
            return bool(_mark(_refused, notice, lease, refusal, letter))
        except Exception as trouble:  # whatever it was, the notice is not lost
            logger.warning("notice %s not sent: %s", notice.id, type(trouble).__name__)
            _mark(outbox.postpone, notice.id, lease, repr(trouble)[:500], letter)
        else:
            _mark(outbox.mark_sent, notice.id, lease, letter, message["Message-ID"], missing)
        return False


def _mark(marking: Callable[..., Any], *what: Any) -> Any:
    """Write down what became of a letter; once more where the database had hung up meanwhile.

    A mark that was written already is not written twice: the lease does not hold the notice then.
    """
    try:
        with transaction() as session:
            return marking(session, *what)
    except DBAPIError as trouble:
        if not trouble.connection_invalidated:
            raise
    with transaction() as session:
        return marking(session, *what)


def _refused(
    session: Session, notice: Notice, lease: str, refusal: Undeliverable, letter: Letter | None
) -> bool:
    """Give a letter up; tell if its address takes none any more, which changes who is mailed."""
    failed = outbox.mark_failed(session, notice.id, lease, str(refusal)[:500], letter)
    if failed and refusal.reader and closes_address(status_of(str(refusal))):
        stop_mail(session, notice, str(refusal))
        return True
    return False


def _too_late(notice: Notice, seconds: float) -> bool:
    """Tell whether so many might outlive the lease; then a new one has to take the notice.

    A lease that lies further ahead than leases do is from before the clock was set back.
    """
    now = clock.now()
    until = notice.lease_until
    return until is None or not now + timedelta(seconds=seconds) <= until <= now + outbox.LEASE


def deliver_all(postman: Postman, most: int = 1_000) -> int:
    """Send what is due in this thread, e.g. for a command; return how many were taken."""
    taken = 0
    while taken < most:
        with transaction() as session:
            lease, ids = outbox.lease_notices(session, min(PORTION, most - taken))
        if not ids:
            break
        postman.deliver(ids, lease)
        taken += len(ids)
    return taken
