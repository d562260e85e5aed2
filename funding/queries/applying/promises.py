"""Annexes that a town promised: by which day, whether they have come, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.definition.annexes import SLOTS, Slot
from funding.models import Annex, Deadline, StoredFile
from funding.models.annex import INFECTED
from funding.queries.applying.annexes import AnnexFile, annexes_of, follows_on
from funding.queries.case import Case

DEADLINE = "annex_"
Answer = Callable[[Case], bool]


@dataclass(frozen=True, slots=True)
class Promise:
    """A slot that the town said it would fill by a day, and the sound files that lie in it."""

    slot: Slot
    on: date
    files: tuple[AnnexFile, ...]

    @property
    def kept(self) -> bool:
        """Tell whether a file has come; one with malware in it is none."""
        return bool(self.files)


def deadline_of(slot: str) -> str:
    """Return the kind of the deadline by which a promised annex is to come."""
    return f"{DEADLINE}{slot}"


def promises_of(case: Case) -> list[Promise]:
    """List what the town promised, in the order of the page of the annexes."""
    days = {code: day for code in SLOTS if (day := follows_on(case, code))}
    held = annexes_of(case) if days else []
    return [Promise(SLOTS[code], day, _sound(held, code)) for code, day in days.items()]


def open_promises(case: Case) -> list[Promise]:
    """List what was promised and has not come."""
    return [one for one in promises_of(case) if not one.kept]


def delivered_later(case: Case) -> list[AnnexFile]:
    """List the annexes that came after submission, in the order in which they came."""
    since = case.application.submitted_at
    return [one for one in annexes_of(case) if since is not None and one.at > since]


def promised_dues(session: Session, ids: Sequence[UUID]) -> dict[UUID, date]:
    """Return for each of these cases the first day of what was promised and has not come."""
    if not ids:
        return {}
    came = (
        select(Annex.application_id, Annex.slot)
        .join(StoredFile, StoredFile.id == Annex.file_id)
        .where(
            Annex.application_id.in_(ids),
            Annex.ended_at.is_(None),
            StoredFile.scan_state != INFECTED,
        )
    )
    kept = {(row.application_id, deadline_of(row.slot)) for row in session.execute(came)}
    # Whether its deadline runs is not asked: a promise can be kept after its day as well.
    due = select(Deadline.application_id, Deadline.kind, Deadline.due_on).where(
        Deadline.application_id.in_(ids), Deadline.kind.in_([deadline_of(code) for code in SLOTS])
    )
    found: dict[UUID, date] = {}
    for key, kind, on in session.execute(due):
        if key is not None and (key, kind) not in kept:
            found[key] = min(on, found.get(key, on))
    return found


def promised_day(code: str) -> Callable[[Case], date | None]:
    """Build the question until when an annex is waited for; what came or is past, is not."""

    def day(case: Case) -> date | None:
        on = follows_on(case, code)
        if on is None or on < case.today or _sound(annexes_of(case), code):
            return None
        return on

    return day


def _sound(held: Sequence[AnnexFile], code: str) -> tuple[AnnexFile, ...]:
    return tuple(one for one in held if one.slot == code and one.scan_state != INFECTED)


def _meant(case: Case) -> list[Promise]:
    """List the promises that a delivery is about; all of them while nothing is chosen."""
    found = promises_of(case)
    if case.details is None:
        return found
    return [one for one in found if one.slot.code == case.given("slot")]


def annex_promised(case: Case) -> bool:
    """Did the town say that this annex will follow?"""
    return bool(_meant(case))


def annex_missing(case: Case) -> bool:
    """Is the promised annex still missing? What was never promised is another question."""
    meant = _meant(case)
    return not meant or not all(one.kept for one in meant)


def file_given(case: Case) -> bool:
    """Does a file come with it?"""
    return case.details is None or bool(case.given("files"))


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer for answer in (annex_promised, annex_missing, file_given)
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    meant = [one for one in _meant(case) if one.kept]
    if code == "annex_missing" and meant:
        last = meant[-1]
        return {"annex": last.slot.label, "at": last.files[-1].at, "name": last.files[-1].name}
    return {}
