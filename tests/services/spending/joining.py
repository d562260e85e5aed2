"""Municipalities that are asked about a change of the partners of a joint project, for tests."""

from __future__ import annotations

from sqlalchemy import select

from funding.db import reading
from funding.errors import NotFound
from funding.models import ChangePartner, Partner
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.spending.partner_changes import asked
from funding.services.spending import change_partners
from funding.services.spending.change_partners import Joining
from tests.services.spending import changing as c
from tests.stages import EDITOR, PARTNERS

LENGENFELD, FRANKENBERG = PARTNERS
RODEWISCH = "14523360"
SIGNS = {
    LENGENFELD: "zeichnung@lengenfeld.example",
    FRANKENBERG: "zeichnung@frankenberg.example",
    RODEWISCH: "zeichnung@rodewisch.example",
}
TASK = "Übernimmt die Schulungen."
JOINS = Joining(RODEWISCH, TASK, 40_000)


def drafted(story, reference, leaving=(LENGENFELD,), joining=JOINS):
    key = c.draft(story, reference, "partner")
    c.write(story, reference, key, leaving=frozenset(leaving), joining=joining)
    return key


def ask(story, reference, key, who=EDITOR) -> None:
    version = c.change(key).version
    story.act(who, lambda s, a: change_partners.ask_partners(s, a, reference, key, version=version))


def read(key) -> str:
    at = c.change(key).asked_at
    return at.isoformat() if at else ""


def agree(story, reference, key, town, who="", *, asked_at="", reauthenticated=True) -> None:
    given = {"partner_key": town, "asked_at": asked_at or read(key)}
    given["reauthenticated"] = reauthenticated
    story.act(who or SIGNS[town], lambda s, a: change_partners.agree(s, a, reference, key, **given))


def decline(story, reference, key, town, reason="Das ist anders vereinbart.") -> None:
    given = {"partner_key": town, "asked_at": read(key), "reason": reason}
    story.act(SIGNS[town], lambda s, a: change_partners.decline(s, a, reference, key, **given))


def agreed(story, reference, **sides):
    """Return a change of the partners to which all have agreed."""
    key = drafted(story, reference, **sides)
    ask(story, reference, key)
    for row in rows(key):
        agree(story, reference, key, row.municipality_key)
    return key


def requested(story, reference, **sides):
    key = agreed(story, reference, **sides)
    c.sign(story, reference, key)
    return key


def granted(story, reference, **sides):
    key = requested(story, reference, **sides)
    c.assess(story, reference, key)
    c.decide(story, reference, key)
    return key


def rows(key) -> list[ChangePartner]:
    with reading() as session:
        query = select(ChangePartner).where(ChangePartner.change_id == key)
        return list(session.scalars(query.order_by(ChangePartner.position)))


def partners_of(reference) -> list[str]:
    with reading() as session:
        case = find.case_for_anybody(session, by_email(session, EDITOR), reference)
        query = select(Partner.municipality_key).where(
            Partner.application_id == case.application.id
        )
        return list(session.scalars(query.order_by(Partner.position)))


def sees(reference, email) -> bool:
    """Tell whether somebody finds the case."""
    with reading() as session:
        try:
            find.case(session, by_email(session, email), reference)
        except NotFound:
            return False
    return True


def reads_change(reference, key, email) -> bool:
    """Tell whether somebody reads the change as one who is asked about it."""
    with reading() as session:
        try:
            asked(session, by_email(session, email), reference, key)
        except NotFound:
            return False
    return True
