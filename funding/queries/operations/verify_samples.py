"""Every draw is made once more from its seed, and compared with its cases and the audit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, AuditEntry, Call, SampleCase, SampleDraw
from funding.queries.reporting.draws import SAMPLE, disagreements

TOLD = ("seed", "percent", "receipts_percent", "receipts_least", "pool_sha256")


def samples(session: Session) -> Iterator[str]:
    """List the draws that come out otherwise than they are kept or than the audit tells."""
    kept: dict[UUID, dict[str, bool]] = defaultdict(dict)
    for draw_id, reference, drawn in session.execute(
        select(SampleCase.draw_id, Application.reference, SampleCase.drawn).join(
            Application, Application.id == SampleCase.application_id
        )
    ):
        kept[draw_id][reference] = drawn
    entries = {
        (entry.subject_id, entry.version): entry
        for entry in session.scalars(select(AuditEntry).where(AuditEntry.workflow == SAMPLE))
    }
    codes = {call.id: call.code for call in session.scalars(select(Call))}
    for draw in session.scalars(select(SampleDraw).order_by(SampleDraw.call_id, SampleDraw.number)):
        where = f"draw {draw.number} of call {codes[draw.call_id]}"
        for wrong in disagreements(draw, kept[draw.id]):
            yield f"{where}: {wrong}"
        entry = entries.pop((draw.call_id, draw.number), None)
        if entry is None:
            yield f"{where}: the audit does not know it"
        elif _told(entry) != _is(draw, kept[draw.id]):
            yield f"{where}: the audit tells it otherwise"
    for call_id, number in sorted(entries, key=str):
        yield f"draw {number} of call {codes.get(call_id, call_id)}: it is gone, the audit says"


def _told(entry: AuditEntry) -> dict[str, Any]:
    return entry.details | {"at": entry.at, "by": entry.person_id}


def _is(draw: SampleDraw, kept: dict[str, bool]) -> dict[str, Any]:
    told = {name: getattr(draw, name) for name in TOLD}
    lists = {"pool": sorted(kept), "drawn": sorted(key for key, drawn in kept.items() if drawn)}
    return told | lists | {"at": draw.drawn_at, "by": draw.drawn_by_id}
