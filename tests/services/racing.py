"""Many asking for money at once, from threads and processes; run in children of a test."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

from sqlalchemy import insert, select, text

from funding import clock
from funding.db import connect, reading, transaction
from funding.models import (
    Answers,
    Application,
    Assessment,
    AuditEntry,
    BiasDeclaration,
    BudgetLine,
    Deadline,
    Envelope,
    Hand,
    Line,
    Submission,
)
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import FIELDS
from funding.queries.reviewing import answers as reviewing
from funding.services.budget import book
from funding.services.operations.write_audit import GENESIS, digest
from funding.services.perform import perform
from tests.stages import REVIEWER
from workflows.application import Trigger
from workflows.core import StepRefused

ASKED = 1_000_000
COPIED = (Answers, Line, Assessment, Hand, BiasDeclaration, Deadline, Submission)


def copies(session, reference: str, count: int) -> None:
    """Copy a case that is ready for a proposal, with all that belongs to it, so many times."""
    source = session.scalars(select(Application).where(Application.reference == reference)).one()
    rows = {
        model: [
            {c.key: getattr(row, c.key) for c in model.__table__.columns}
            for row in session.scalars(select(model).where(model.application_id == source.id))
        ]
        for model in COPIED
    }
    base = {c.key: getattr(source, c.key) for c in Application.__table__.columns}
    entries = select(AuditEntry).where(AuditEntry.subject_id == source.id)
    history = [
        {name: getattr(entry, name) for name in FIELDS}
        for entry in session.scalars(entries.order_by(AuditEntry.version))
    ]
    for number in range(count):
        new = uuid4()
        told = _told_of(history, new)
        own = {"id": new, "reference": f"KP-2022-9{number:04d}", "audit_hash": told[-1]["hash"]}
        session.execute(insert(Application), [base | own])
        session.execute(insert(AuditEntry), told)
        for model, found in rows.items():
            fresh = [r | {"application_id": new} | _key(r) for r in found]
            if fresh:
                session.execute(insert(model), fresh)


def _told_of(history: list[dict], case_id: UUID) -> list[dict]:
    """Tell the same history of a copy, in a chain of its own."""
    told, previous = [], GENESIS
    for entry in history:
        own = {"id": uuid4(), "subject_id": case_id, "previous_hash": previous}
        told.append(entry | own)
        previous = told[-1]["hash"] = digest(told[-1])
    return told


def _key(row: dict) -> dict:
    return {"id": uuid4()} if "id" in row else {}


def widen(session) -> None:
    """Make one action field as large as the envelope."""
    total = session.scalars(select(Envelope.total_cents)).one()
    for line in session.scalars(select(BudgetLine)):
        line.total_cents = line.planned_cents = total


def remove_the_guards(session) -> None:
    """Take every guard of the envelope away: the mutant that must overspend."""
    dialect = session.get_bind().dialect.name
    for table in ("envelope", "budget_line"):
        if dialect == "postgresql":
            for name in ("not_overspent", "unblocked"):
                session.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_{name}"))


def ask(reference: str) -> bool:
    """Ask for a grant; tell whether the money was reserved."""
    try:
        with transaction() as session:
            actor = by_email(session, REVIEWER)
            perform(session, actor, reference, Trigger.RECOMMEND, {"reason": "Kürzung"})
    except StepRefused as refused:
        codes = {r.code for r in refused.reasons}
        assert codes <= {"money_left"}, codes
        return False
    return True


def race(url: str, share: int, shares: int, instant: str, *, guarded: bool) -> int:
    """Ask for every n-th case from eight threads; return how many were reserved."""
    from datetime import datetime

    connect(url)
    if not guarded:
        reviewing.ANSWERS["money_left"] = lambda _case: True
        from funding.queries import facts

        facts.ANSWERS["money_left"] = lambda _case: True
        book.Movement.claims = property(lambda _self: 0)
    with reading() as session:
        found = session.scalars(
            select(Application.reference)
            .where(Application.reference.like("KP-2022-9%"))
            .order_by(Application.reference)
        ).all()
    with clock.reading(lambda: datetime.fromisoformat(instant)), ThreadPoolExecutor(8) as pool:
        return sum(pool.map(ask, found[share::shares]))


if __name__ == "__main__":
    url, share, shares, instant, guarded = sys.argv[1:6]
    print(race(url, int(share), int(shares), instant, guarded=guarded == "guarded"))
