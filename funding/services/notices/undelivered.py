"""A letter that could not be delivered: tell administration and the holder of the case."""

from __future__ import annotations

from sqlalchemy.orm import Session

from funding import clock
from funding.models import Application, Notice
from funding.notices import outbox
from funding.notices.addresses import masked, without_addresses
from funding.notices.paces import SETS_PERIOD
from funding.notices.people import About, admins, candidates, either, holder


def tell_undelivered(session: Session, notice: Notice, cause: str, trouble: str) -> None:
    """Owe the news, once for each cause; of failed news nobody is told, or it would never end."""
    if notice.kind == "delivery_failed":
        return
    case = session.get(Application, notice.application_id) if notice.application_id else None
    about = About(holder_id=case.holder_id if case else None)
    audience = either(admins, holder) if case else admins
    facts = {
        "reference": case.reference if case else "",
        "address": masked(notice.email),
        "subject_line": str(notice.subject or notice.facts.get("title") or notice.kind),
        "reason": without_addresses(trouble),
        "legal": notice.kind in SETS_PERIOD,
        "path": "/verwaltung/mails",
    }
    outbox.post(
        session,
        cause=cause,
        kind="delivery_failed",
        recipients=outbox.told(candidates(session, about), audience, about),
        facts=lambda _r: facts,
        now=clock.now(),
        application_id=notice.application_id,
    )
