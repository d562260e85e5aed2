"""The annexes of a case: which there are, which are needed, what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from funding.definition.annexes import SLOTS, Slot
from funding.models import Account, Annex, Person, StoredFile
from funding.models.annex import INFECTED
from funding.queries.applying.people import knows_people_of
from funding.queries.case import Case

NOT_BOUGHT = frozenset({"personnel", "in_kind"})


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """A file in a slot: its own id and that of the annex, name, size in bytes, who, when, state."""

    id: UUID
    file_id: UUID
    slot: str
    name: str
    size: int
    sha256: str
    scan_state: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot with what lies in it: whether it is needed, and by when the town will follow.

    ``promised`` is the day on its own page, ``follows`` that or the one given elsewhere.
    """

    slot: Slot
    files: tuple[AnnexFile, ...]
    needed: bool
    promised: date | None
    follows: date | None

    @property
    def full(self) -> bool:
        """Tell whether no other file fits in."""
        return len(self.files) >= self.slot.most


def annexes_of(case: Case) -> list[AnnexFile]:
    """List the annexes of a case that have not ended, in the order in which they came.

    Who handed one in is told to the own town and to the office only.
    """
    rows = case.session.execute(
        select(
            Annex.id,
            Annex.file_id,
            Annex.slot,
            StoredFile.name,
            StoredFile.size,
            StoredFile.sha256,
            StoredFile.scan_state,
            Person.name,
            Annex.added_at,
        )
        .join(StoredFile, StoredFile.id == Annex.file_id)
        .join(Account, Account.id == Annex.added_by_id)
        .join(Person, Person.id == Account.person_id)
        .where(Annex.application_id == case.application.id, Annex.ended_at.is_(None))
        .order_by(Annex.added_at, Annex.id)
    )
    named = knows_people_of(case, case.application.lead_key)
    found = [AnnexFile(*row) for row in rows]
    return found if named else [replace(one, by="") for one in found]


def slots_of(case: Case) -> list[Filled]:
    """List every slot with its files, in the order of the page."""
    found = annexes_of(case)
    return [
        Filled(
            slot,
            tuple(one for one in found if one.slot == code),
            needed=is_needed(case, code),
            promised=promised(case, code),
            follows=follows_on(case, code),
        )
        for code, slot in SLOTS.items()
    ]


def later(code: str) -> str:
    """Return the name under which the day is kept by which an annex is to follow."""
    return f"annex_later_{code}"


def promised(case: Case, code: str) -> date | None:
    """Return the day by which the town wants to follow with an annex."""
    text = case.answers.value(later(code))
    return date.fromisoformat(text) if text else None


def follows_on(case: Case, code: str) -> date | None:
    """Return the day by which an annex is to follow, wherever in the form the town said so."""
    day, a = promised(case, code), case.answers
    if day is None and code == "agreement" and a.together and a.agreement == "planned":
        return a.agreement_on
    return day


def _agreement(case: Case) -> bool:
    a = case.answers
    return a.value("together") is True and a.value("agreement") == "signed"


def _personnel(case: Case) -> bool:
    return any(line.kind == "personnel" for line in case.lines)


def _offers(case: Case) -> bool:
    threshold = case.rule("offers_from_cents")
    bought = (line for line in case.lines if line.kind not in NOT_BOUGHT)
    return any(line.amount_cents >= threshold for line in bought)


NEEDED: Mapping[str, Callable[[Case], bool]] = {
    "resolution": lambda _case: True,
    "agreement": _agreement,
    "job": _personnel,
    "degree": _personnel,
    "offers": _offers,
    "supervision": lambda case: case.answers.value("budget_consolidation") is True,
    "passing_on": lambda case: case.answers.value("passing_on") is True,
}


def is_needed(case: Case, code: str) -> bool:
    """Tell whether the answers of a case ask for an annex."""
    ask = NEEDED.get(code)
    return ask is not None and ask(case)


def annex_findings(case: Case) -> list[tuple[str, str, dict[str, Any]]]:
    """List what stands in the way of submission: (code of the slot, code of the rule, facts)."""
    return [
        (one.slot.code, *finding)
        for one in slots_of(case)
        if (finding := _finding(case, one)) is not None
    ]


def _finding(case: Case, one: Filled) -> tuple[str, dict[str, Any]] | None:
    infected = next((file for file in one.files if file.scan_state == INFECTED), None)
    if infected is not None:
        return "annex_infected", {"name": infected.name}
    if one.files or not one.needed:
        return None
    if one.promised is None:
        facts = {"threshold": case.rule("offers_from_cents")} if one.slot.code == "offers" else {}
        return f"annex_missing_{one.slot.code}", facts
    return ("annex_promise_past", {"date": one.promised}) if one.promised < case.today else None
