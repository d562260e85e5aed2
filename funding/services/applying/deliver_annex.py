"""The town delivers an annex that it promised; what was submitted stays, the file is added."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from funding.definition.annexes import SLOTS
from funding.errors import Fault, Invalid, NotFound
from funding.models import Annex, Application
from funding.policy import Actor
from funding.queries import find
from funding.queries.applying.annexes import annexes_of
from funding.queries.applying.promises import deadline_of
from funding.queries.case import Case
from funding.queries.details import Details
from funding.services import step
from funding.services.applying.annexes import demand_new
from funding.services.applying.store_file import Kept, add_file_row, lock_case
from funding.services.deadlines.run_timers import end_timer
from workflows.application import Trigger


def deliver_annex(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Note that a promised annex has come; its deadline is met, whatever the day."""
    lock_case(session, key)
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.DELIVER_ANNEX, version=version)
    end_timer(case, deadline_of(details["slot"]), Trigger.DELIVER_ANNEX)
    return case.application


def deliver_files(
    session: Session, actor: Actor, key: UUID | str, code: str, sent: Sequence[tuple[Kept, str]]
) -> None:
    """Put kept files, each with its name, into the slot that was promised, in one step.

    No version is compared: the guard says who was quicker. Raises ``Invalid`` where a file does
    not fit or is in the case already.
    """
    slot = SLOTS.get(code)
    if slot is None:
        raise NotFound(code)
    details = Details(slot=code, files=[kept.sha256 for kept, _name in sent])
    deliver_annex(session, actor, key, details)
    if len(sent) > slot.most:
        raise Invalid(Fault("file", "files_too_many", {"most": slot.most}))
    case = find.case(session, actor, key)
    for kept, name in sent:
        _add(case, code, kept, name)


def _add(case: Case, code: str, kept: Kept, name: str) -> None:
    demand_new(annexes_of(case), kept, name)
    row = add_file_row(case.session, case.actor, case, kept, name)
    case.session.add(
        Annex(
            application_id=case.application.id,
            slot=code,
            file_id=row.id,
            added_by_id=case.actor.account_id,
            added_at=case.now,
        )
    )
    case.session.flush()
