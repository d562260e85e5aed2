"""The reviewer judges the points of the formal check."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid, NotPermitted
from funding.models import Application, CheckPoint
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.queries.reviewing.persons import bias_declared, is_holder, stands_in
from funding.services import step
from funding.words.checkpoints import CHECKPOINTS
from workflows.application import Deed, State, Trigger
from workflows.core import Reason, StepRefused

Verdicts = Mapping[str, tuple[str, str]]


def judge_points(
    session: Session, actor: Actor, key: UUID | str, verdicts: Verdicts, version: int | None = None
) -> Application:
    """Keep verdict ('met', 'failed' or 'open') and note for each point; code → (verdict, note)."""
    case = find.case(session, actor, key)
    require(actor, "act", "judge", case.scope)
    if code := _objection(case):
        raise StepRefused("application", "judge_points", [Reason(code)])
    judge = actor.person_id
    if judge is None:  # the rules let nobody but a reviewer judge, and a reviewer is a person
        raise NotPermitted("judge")
    known = {
        point.code: point
        for point in session.scalars(
            select(CheckPoint).where(CheckPoint.application_id == case.application.id)
        )
    }
    for code, (verdict, note) in verdicts.items():
        if code not in CHECKPOINTS or verdict not in ("met", "failed", "open"):
            raise Invalid(Fault(code, "unknown_verdict"))
        point = known.get(code)
        if point is None:
            point = CheckPoint(application_id=case.application.id, code=code)
            session.add(point)
        point.verdict, point.note = verdict, note
        point.judged_by_id, point.at = judge, case.now
    step.touch(case, version)
    if stands_in(case):
        step.record_hand(case, Deed.HELD)
    return case.application


def _objection(case: Case) -> str:
    """Name what stands in the way, or nothing; who holds it has declared no bias."""
    if not is_holder(case):
        return "is_holder"
    if case.application.state != State.IN_CHECK:
        return "wrong_state"
    return "" if bias_declared(case) else "bias_declared"


def accept_complete(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Find the application complete and go on to the assessment."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.ACCEPT_COMPLETE, version=version, check_finished_at=case.now)
    return case.application
