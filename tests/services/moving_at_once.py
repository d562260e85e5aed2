"""Many moving, blocking and asking for the money of the same lines at once; run in children."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from funding import clock
from funding.db import connect, reading, transaction
from funding.models import Application, Transfer
from funding.queries import facts
from funding.queries.accounts.actors import by_email
from funding.services.budget import book, shift_totals, transfer_funds
from funding.services.budget.transfer_funds import decide_transfer
from tests.services import racing
from tests.stages import FIRST
from workflows.core import StepRefused
from workflows.transfer import Trigger


def release(key: str) -> str:
    """Release a transfer; tell what became of it."""
    try:
        with transaction() as session:
            decide_transfer(
                session, by_email(session, FIRST), UUID(key), Trigger.RELEASE, version=1
            )
    except StepRefused as refused:
        assert {r.code for r in refused.reasons} == {"line_covers"}
        return "refused"
    return "released"


def ask(reference: str) -> str:
    """Ask for a grant; tell what became of it."""
    return "reserved" if racing.ask(reference) else "short"


def unguard() -> None:
    """Take the guards of the statements away: the mutant that must overspend a line."""
    shift_totals.GIVE = shift_totals.ONE.values(
        total_cents=shift_totals.LINES.c.total_cents - shift_totals.bound("cents")
    ).returning(*shift_totals.counters(shift_totals.LINES))
    questions = transfer_funds.facts_of

    def all_well(*given):
        found = questions(*given)
        found.answers["line_covers"] = True
        return found

    transfer_funds.facts_of = all_well
    facts.ANSWERS["money_left"] = lambda _case: True
    book.Movement.claims = property(lambda _self: 0)


def race(url: str, share: int, shares: int, instant: str, *, guarded: bool) -> dict[str, int]:
    """Release every n-th transfer and ask for every n-th case from eight threads at once."""
    connect(url)
    if not guarded:
        unguard()
    with reading() as session:
        keys = session.scalars(select(Transfer.id).order_by(Transfer.id)).all()
        cases = session.scalars(
            select(Application.reference)
            .where(Application.reference.like("KP-2022-9%"))
            .order_by(Application.reference)
        ).all()
    deeds = [(release, str(key)) for key in keys] + [(ask, one) for one in cases]
    deeds.sort(key=lambda deed: deed[1][::-1])  # mixed, and the same in every run
    with clock.reading(lambda: datetime.fromisoformat(instant)), ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda deed: deed[0](deed[1]), deeds[share::shares]))
    return {word: done.count(word) for word in ("released", "refused", "reserved", "short")}


if __name__ == "__main__":
    url, share, shares, instant, guarded = sys.argv[1:6]
    print(json.dumps(race(url, int(share), int(shares), instant, guarded=guarded == "guarded")))
