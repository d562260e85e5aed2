"""Marks for a case: the reviewer's own, and a second person's, blind to each other."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import Assessment, BiasDeclaration, Score
from funding.notices.catalogue import OWED
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.facts import hands
from funding.queries.reviewing.answers import own_score, second_score
from funding.queries.reviewing.assessments import weighted, weights
from funding.queries.reviewing.persons import is_holder, outsider, stands_in
from funding.services import step
from funding.services.deadlines.run_timers import end_timer
from funding.services.notify import owe
from funding.words.criteria import CRITERIA
from funding.words.visible import said
from workflows.application import Deed, State
from workflows.core import Reason, StepRefused

HIGHEST = 5
Marks = Mapping[str, tuple[int, str]]


def score_case(  # noqa: PLR0913 - marks, words and whether they are final
    session: Session,
    actor: Actor,
    key: UUID | str,
    marks: Marks,
    *,
    summary: str = "",
    finish: bool = False,
    version: int | None = None,
) -> Assessment:
    """Keep the marks (criterion → points 0-5 and reason); finished marks are not changed again."""
    case = find.case(session, actor, key)
    require(actor, "act", "score", case.scope)
    first = _as_first(case)
    _refuse_unfit(case, first=first)
    assessment = _own(case, first=first)
    if assessment.finished_at is not None:
        raise StepRefused("application", "score_case", [Reason("score_finished")])
    _keep(session, assessment, marks)
    assessment.summary = summary
    columns: dict[str, int | bool | None] = {}
    if finish:
        _refuse_incomplete(session, assessment)
        assessment.finished_at = case.now
        step.record_hand(case, Deed.SCORED)
        session.flush()  # the average counts these marks
        columns |= {"points": average(session, case), "second_scored": second_scored(session, case)}
    step.touch(case, version, **columns)
    if finish and not first:
        end_timer(case, "opinion", "score")
        owe(case, OWED["act", "score"])
    return assessment


def _as_first(case: Case) -> bool:
    """Tell whether these are the holder's marks; a deputy gives them while there are none."""
    if not is_holder(case):
        return False
    return not stands_in(case) or not any(first for _person, first in case.surroundings.marks)


def _refuse_unfit(case: Case, *, first: bool) -> None:
    reasons = []
    if case.application.state != State.IN_ASSESSMENT:
        reasons.append(Reason("wrong_state", {"state": case.application.state.value}))
    if not outsider(case):
        reasons.append(Reason("outsider"))
    if not first and (Deed.HELD, case.actor.person_id) in hands(case):
        reasons.append(Reason("another_person", {"deeds": [Deed.HELD.value]}))
    if own_score(case) and second_score(case) and not _began(case):
        reasons.append(Reason("both_scored"))
    if reasons:
        raise StepRefused("application", "score_case", reasons)


def _began(case: Case) -> bool:
    """Tell whether the person has marks of their own, which they are told of themselves."""
    mine = Assessment.person_id == case.actor.person_id
    own = select(Assessment.id).where(Assessment.application_id == case.application.id, mine)
    return case.session.scalar(own) is not None


def _own(case: Case, *, first: bool) -> Assessment:
    found = case.session.scalar(
        select(Assessment).where(
            Assessment.application_id == case.application.id,
            Assessment.person_id == case.actor.person_id,
        )
    )
    if found is None:
        found = Assessment(
            application_id=case.application.id, person_id=case.actor.person_id, first=first
        )
        case.session.add(found)
        case.session.flush()  # its scores refer to it
    return found


def _keep(session: Session, assessment: Assessment, marks: Marks) -> None:
    known = {
        score.criterion: score
        for score in session.scalars(select(Score).where(Score.assessment_id == assessment.id))
    }
    for criterion, (points, reason) in marks.items():
        if criterion not in CRITERIA or not 0 <= points <= HIGHEST:
            raise Invalid(Fault(criterion, "points_out_of_range"))
        score = known.get(criterion)
        if score is None:
            score = Score(assessment_id=assessment.id, criterion=criterion)
            session.add(score)
        score.points, score.reason = points, reason
    session.flush()  # completeness is asked of the rows


def _refuse_incomplete(session: Session, assessment: Assessment) -> None:
    scores = session.scalars(select(Score).where(Score.assessment_id == assessment.id)).all()
    given = {score.criterion for score in scores}
    faults = [Fault(code, "points_missing") for code in CRITERIA if code not in given]
    faults += [
        Fault(s.criterion, "extreme_needs_reason")
        for s in scores
        if s.points in (0, 1, HIGHEST) and not said(s.reason)
    ]
    if faults:
        raise Invalid(*faults)


def average(session: Session, case: Case) -> int | None:
    """Return the weighted mean of finished marks of unbiased persons in hundredths, if any."""
    query = select(Score.criterion, Score.points).join(
        Assessment, Assessment.id == Score.assessment_id
    )
    rows = session.execute(query.where(*_counts(case)))
    return weighted(((row.criterion, row.points) for row in rows), weights(case))


def second_scored(session: Session, case: Case) -> bool:
    """Tell whether finished second marks of an unbiased person are there."""
    second = select(Assessment.id).where(*_counts(case), Assessment.first.is_(False))
    return session.scalar(second.limit(1)) is not None


def _counts(case: Case) -> tuple[ColumnElement[bool], ...]:
    """Mean the marks of a case that count: finished, by somebody who is not biased."""
    biased = select(BiasDeclaration.person_id).where(
        BiasDeclaration.application_id == case.application.id, BiasDeclaration.biased.is_(True)
    )
    return (
        Assessment.application_id == case.application.id,
        Assessment.finished_at.is_not(None),
        Assessment.person_id.not_in(biased),
    )
