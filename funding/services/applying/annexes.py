"""A town adds, replaces and removes the annexes of its draft, or says when they will follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from funding.definition.annexes import SLOTS, Slot
from funding.errors import Fault, Invalid, NotFound
from funding.models import Annex, StoredFile
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.applying.annexes import AnnexFile, annexes_of, later, promised
from funding.queries.case import Case
from funding.services import step
from funding.services.applying.store_file import Kept, add_file_row, clean_name, lock_case
from workflows.application import State
from workflows.core import Reason, StepRefused


def add_annex(  # noqa: PLR0913 - who, which case, which slot, and the file with its name
    session: Session, actor: Actor, key: UUID | str, code: str, kept: Kept, name: str
) -> Annex:
    """Put a kept file into a slot; raise ``Invalid`` where it does not fit or is there already."""
    case = _editable(session, actor, key)
    slot, held = _slot(code), annexes_of(case)
    if sum(one.slot == code for one in held) >= slot.most:
        raise Invalid(Fault("file", "files_too_many", {"most": slot.most}))
    return _add(case, slot, kept, name, held)


def replace_annex(  # noqa: PLR0913 - as in add_annex
    session: Session, actor: Actor, key: UUID | str, annex_id: UUID, kept: Kept, name: str
) -> Annex:
    """Put a kept file in the place of another one, which stays where the new one does not fit."""
    case = _editable(session, actor, key)
    held = annexes_of(case)
    old = _one_of(held, annex_id)
    with session.begin_nested():
        _end(case, old)
        return _add(case, SLOTS[old.slot], kept, name, held)


def remove_annex(session: Session, actor: Actor, key: UUID | str, annex_id: UUID) -> str:
    """Take a file out of its slot and return its name; its content stays for others who have it."""
    case = _editable(session, actor, key)
    old = _one_of(annexes_of(case), annex_id)
    _end(case, old)
    step.touch(case, None)
    return old.name


def promise_annexes(
    session: Session, actor: Actor, key: UUID | str, days: Mapping[str, date | None]
) -> None:
    """Keep by which day annexes are to follow; no day takes the promise back."""
    case = _editable(session, actor, key)
    new = {code: day for code, day in days.items() if day != promised(case, code)}
    for code, day in new.items():
        if not _slot(code).may_follow:
            raise Invalid(Fault("file", "cannot_follow"))
        case.answers.keep(later(code), day.isoformat() if day else None)
    if new:
        step.touch(case, None)


def _editable(session: Session, actor: Actor, key: UUID | str) -> Case:
    """Find a draft that the actor writes, and let others who change its files wait."""
    lock_case(session, key)
    case = find.case(session, actor, key)
    require(actor, "act", "edit", case.scope)
    if case.application.state != State.DRAFT:
        reason = Reason("wrong_state", {"state": case.application.state.value})
        raise StepRefused("application", "edit", [reason])
    return case


def _slot(code: str) -> Slot:
    if code not in SLOTS:
        raise Invalid(Fault("file", "unknown_slot"))
    return SLOTS[code]


def _one_of(held: list[AnnexFile], annex_id: UUID) -> AnnexFile:
    found = next((one for one in held if one.id == annex_id), None)
    if found is None:
        raise NotFound(str(annex_id))
    return found


def demand_new(held: list[AnnexFile], kept: Kept, name: str) -> None:
    """Raise ``Invalid`` where the same content is among the annexes already."""
    known = next((one for one in held if one.sha256 == kept.sha256), None)
    if known is not None:
        params = {"name": clean_name(name), "slot": SLOTS[known.slot].label}
        raise Invalid(Fault("file", "file_known", params))


def _add(case: Case, slot: Slot, kept: Kept, name: str, held: list[AnnexFile]) -> Annex:
    demand_new(held, kept, name)
    row = add_file_row(case.session, case.actor, case, kept, name)
    annex = Annex(
        application_id=case.application.id,
        slot=slot.code,
        file_id=row.id,
        added_by_id=case.actor.account_id,
        added_at=case.now,
    )
    case.session.add(annex)
    case.answers.keep(later(slot.code), None)
    step.touch(case, None)
    return annex


def _end(case: Case, old: AnnexFile) -> None:
    """Let a draft forget the file; nobody has read it yet."""
    session = case.session
    session.delete(session.get_one(Annex, old.id))
    session.flush()  # the file may go once nothing refers to it
    session.delete(session.get_one(StoredFile, old.file_id))
    session.flush()
