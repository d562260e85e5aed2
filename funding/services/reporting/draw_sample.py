"""A proof auditor draws which granted cases of a call are audited in depth (§ 44 Abs. 2 SäHO)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import NotFound
from funding.law import berlin, sampling
from funding.models import Call, SampleCase, SampleDraw
from funding.policy import Actor, acting_role, require
from funding.queries.administration import rules
from funding.queries.reporting.draws import DRAW_SAMPLE, SAMPLE, next_number, undrawn
from funding.services.operations.write_audit import append_act
from workflows.core import Reason, StepRefused

SEED_BYTES = 16


def draw_sample(session: Session, actor: Actor, call_code: str) -> SampleDraw:
    """Draw from the granted cases of a call that no draw was made from, by a seed of its own.

    Those are the cases that stand in approved, in_progress, report_due or reported. Each is in
    one draw at most; what is granted later is drawn in a further draw. Raises ``StepRefused``
    where there is no such case, or where somebody has drawn in the same moment.
    """
    require(actor, "act", DRAW_SAMPLE)
    call = session.scalar(select(Call).where(Call.code == call_code))
    if call is None or actor.person_id is None:
        raise NotFound(call_code)
    pool = undrawn(session, call.id)
    if not pool:
        raise StepRefused(SAMPLE, DRAW_SAMPLE, [Reason("cases_left")])
    now = clock.now()
    today = berlin.local_date(now)
    references = [row.reference for row in pool]
    draw = SampleDraw(
        id=uuid4(),
        call_id=call.id,
        number=next_number(session, call.id),
        seed=secrets.token_hex(SEED_BYTES),
        percent=rules.number(session, "sample_percent", today),
        receipts_percent=rules.number(session, "sample_receipts_percent", today),
        receipts_least=rules.number(session, "sample_receipts", today),
        pool_sha256=sampling.fingerprint(references),
        drawn_at=now,
        drawn_by_id=actor.person_id,
    )
    take = sampling.size(len(pool), draw.percent)
    drawn = sampling.drawn(draw.seed, references, take)
    session.add(draw)
    try:
        session.flush()
        session.add_all(
            SampleCase(draw_id=draw.id, application_id=row.id, drawn=row.reference in drawn)
            for row in pool
        )
        session.flush()
    except IntegrityError:  # each draw has its number once, and each case one draw
        raise StepRefused(SAMPLE, DRAW_SAMPLE, [Reason("sample_first")]) from None
    _record(session, actor, draw, references, sorted(drawn))
    return draw


def _record(
    session: Session, actor: Actor, draw: SampleDraw, pool: Sequence[str], drawn: Sequence[str]
) -> None:
    """Write the draw into the audit with all that it takes to draw once more."""
    append_act(
        session.connection(),
        actor,
        workflow=SAMPLE,
        subject_id=draw.call_id,
        act=DRAW_SAMPLE,
        role=acting_role(actor, "act", DRAW_SAMPLE),
        at=draw.drawn_at,
        details={
            "seed": draw.seed,
            "percent": draw.percent,
            "receipts_percent": draw.receipts_percent,
            "receipts_least": draw.receipts_least,
            "pool_sha256": draw.pool_sha256,
            "pool": list(pool),
            "drawn": list(drawn),
        },
    )
