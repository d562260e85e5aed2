"""The town writes an interim proof and hands it in."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid, NotFound
from funding.models import InterimGoal, InterimLine, InterimProof
from funding.models.interim_proof import STANDINGS
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.deadlines.due import due
from funding.queries.reporting.goals import planned_goals
from funding.queries.reporting.hearings import writable
from funding.queries.reporting.interims import Interim, interim_of
from funding.services import step
from funding.services.reporting.interim_step import take
from workflows.core import Reason, StepRefused
from workflows.interim_proof import CHECK, INTERIM_PROOF, WRITABLE, Trigger

WORDS = ("narrative", "deviations", "confirmed")


def save_interim(  # noqa: PLR0913 - who writes what of which year, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    year: int,
    values: Mapping[str, str | bool],
    actuals: Mapping[UUID, int],
    version: int | None = None,
    goals: Mapping[str, tuple[str, str]] | None = None,
) -> Case:
    """Keep an interim proof so far; ``actuals``: line → cents spent on it in the year.

    ``goals`` says by the key of each goal how it stands, and its value by now.
    """
    case = find.case(session, actor, key)
    require(actor, "act", "prove", case.scope)
    one = _owed(case, year)
    if one.state not in WRITABLE or not writable(case):
        raise StepRefused(INTERIM_PROOF.name, "save", [Reason("wrong_state")])
    record = _begun(case, one)
    for name, value in values.items():
        if name not in WORDS:
            raise Invalid(Fault(name, "unknown_field"))
        setattr(record, name, value)
    _keep_lines(case, record, actuals)
    _keep_goals(case, record, goals or {})
    step.touch(case, version)
    return Case(session, actor, case.application)


def hand_in_interim(  # noqa: PLR0913 - who signs the proof of which year, having read which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    year: int,
    *,
    reauthenticated: bool,
    version: int | None = None,
) -> None:
    """Hand in the interim proof of a year, signed by a signatory, once the year is over."""
    case = find.case(session, actor, key)
    require(actor, INTERIM_PROOF.name, Trigger.HAND_IN, case.scope)
    limit = due(CHECK, case)
    take(
        case,
        _begun(case, _owed(case, year)),
        Trigger.HAND_IN,
        {"reauthenticated": reauthenticated},
        version=version,
        handed_in_at=case.now,
        handed_in_by_id=actor.person_id,
        due_on=limit.on if limit else None,
    )


def _owed(case: Case, year: int) -> Interim:
    one = interim_of(case, year)
    if one is None:
        raise NotFound(str(year))
    return one


def _begun(case: Case, one: Interim) -> InterimProof:
    """Return the record of an interim proof, begun where nobody has written in it yet."""
    if one.record is not None:
        return one.record
    record = InterimProof(application_id=case.application.id, year=one.year)
    case.session.add(record)
    case.session.flush()  # its lines refer to it
    return record


def _keep_lines(case: Case, record: InterimProof, actuals: Mapping[UUID, int]) -> None:
    own = {line.id for line in case.lines}
    query = select(InterimLine).where(InterimLine.interim_id == record.id)
    known = {row.line_id: row for row in case.session.scalars(query)}
    for line_id, cents in actuals.items():
        if line_id not in own or cents < 0:
            raise Invalid(Fault("lines", "unknown_field"))
        row = known.get(line_id)
        if row is None:
            row = InterimLine(interim_id=record.id, line_id=line_id)
            case.session.add(row)
        row.actual_cents = cents


def _keep_goals(case: Case, record: InterimProof, said: Mapping[str, tuple[str, str]]) -> None:
    own = {goal.key for goal in planned_goals(case)}
    query = select(InterimGoal).where(InterimGoal.interim_id == record.id)
    known = {row.goal: row for row in case.session.scalars(query)}
    for key, (standing, actual) in said.items():
        if key not in own or standing not in ("", *STANDINGS):
            raise Invalid(Fault("goals", "unknown_field"))
        row = known.get(key)
        if row is None:
            row = InterimGoal(interim_id=record.id, goal=key)
            case.session.add(row)
        row.standing, row.actual = standing, actual
