"""Answers to the questions that steps of reviewing ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from funding.law import workdays
from funding.law.berlin import local_date
from funding.models import Application, CheckPoint, InformationRequest, Person, RequestItem
from funding.queries.applying.answers import Answer
from funding.queries.applying.findings import plan_findings
from funding.queries.case import Case
from funding.queries.reviewing import extensions
from funding.queries.reviewing.amounts import amount_of, cuts_reasoned, rate_params, within_rate
from funding.queries.reviewing.opinions import opinions_in
from funding.queries.reviewing.persons import ANSWERS as PERSONS
from funding.words.grounds import REJECTION_GROUNDS
from funding.words.visible import said
from workflows.application import State
from workflows.application.words import SIGNED
from workflows.call import State as CallState

POINTS = 12


def items_given(case: Case) -> bool:
    """Does the request name at least one item?"""
    return case.details is None or any(i.strip() for i in case.given("items") or [])


def _items(case: Case) -> list[tuple[str, bool]]:
    if case.request is None:
        return []
    rows = case.session.execute(
        select(
            RequestItem.state, RequestItem.answer, RequestItem.file_id, RequestItem.new_value
        ).where(RequestItem.request_id == case.request.id)
    )
    return [(row.state, bool(said(row.answer) or row.file_id or row.new_value)) for row in rows]


def all_answered(case: Case) -> bool:
    """Is each item answered with a text, a file or a new value, or refused with a reason?"""
    items = _items(case)
    return bool(items) and all(answered for _state, answered in items)


def items_lapsed(case: Case) -> bool:
    """Are there items whose period has lapsed?"""
    return any(state == "lapsed" for state, _answered in _items(case))


def nothing_open(case: Case) -> bool:
    """Is no requested item open?"""
    open_items = case.session.scalar(
        select(func.count(InformationRequest.id)).where(
            InformationRequest.application_id == case.application.id,
            InformationRequest.state == "sent",
        )
    )
    return not open_items


def answer_overdue(case: Case) -> bool:
    """Is the last day of the period for the answer over?"""
    return case.request is not None and case.today > case.request.due_on


def claim_idle(case: Case) -> bool:
    """Has nothing been done on the case for the working days that the rule allows?"""
    last = local_date(case.application.last_act_at)
    return case.today > workdays.add_working_days(last, case.rule("claim_idle_days"))


def from_check(case: Case) -> bool:
    """Was the request sent during the formal check?"""
    return case.application.return_to == State.IN_CHECK


def from_assessment(case: Case) -> bool:
    """Was the request sent during the assessment?"""
    return case.application.return_to == State.IN_ASSESSMENT


def _verdicts(case: Case) -> list[str]:
    return list(
        case.session.scalars(
            select(CheckPoint.verdict).where(CheckPoint.application_id == case.application.id)
        )
    )


def points_judged(case: Case) -> bool:
    """Are all points of the formal check judged?"""
    return len([verdict for verdict in _verdicts(case) if verdict != "open"]) >= POINTS


def no_knockout(case: Case) -> bool:
    """Has no point of the formal check failed?"""
    return "failed" not in _verdicts(case)


def check_finished(case: Case) -> bool:
    """Was the formal check finished?"""
    return case.application.check_finished_at is not None


def check_unfinished(case: Case) -> bool:
    """Is the formal check still unfinished?"""
    return not check_finished(case)


def _finished(case: Case) -> list[tuple[UUID, bool]]:
    """List finished assessments, without those of persons who have declared bias since."""
    marks = case.surroundings.marks
    return [(person, first) for person, first in marks if person not in case.biased]


def own_score(case: Case) -> bool:
    """Is the first assessment finished?"""
    return any(first for _person, first in _finished(case))


def second_score(case: Case) -> bool:
    """Is the second assessment, by another person, finished (or switched off by rule)?"""
    if not case.rule("second_score"):
        return True
    firsts = {person for person, first in _finished(case) if first}
    return any(not first and person not in firsts for person, first in _finished(case))


def window_over(case: Case) -> bool:
    """Is the call rolling, or its window closed?"""
    return case.call.rolling or case.call.state in (CallState.CLOSED, CallState.SETTLED)


def rules_kept(case: Case) -> bool:
    """Does the plan keep rate, own share, floor and balance?"""
    return not plan_findings(case)


def ground_given(case: Case) -> bool:
    """Does the rejection name one of the known grounds?"""
    return case.details is None or case.given("ground") in REJECTION_GROUNDS


def facts_put(case: Case) -> bool:
    """Were the facts against the town put to it?"""
    return case.details is None or bool(case.given("facts_put"))


def money_left(case: Case) -> bool:
    """Is there money left in the envelope and in the action field?"""
    if case.application.state == State.WAITLISTED:
        amount = case.proposal.amount_cents if case.proposal else 0
    else:
        amount = amount_of(case)
    return 0 < amount <= case.available_cents


def money_short(case: Case) -> bool:
    """Is what is left in envelope or action field less than the amount?"""
    return amount_of(case) > case.available_cents


def best_rank(case: Case) -> bool:
    """Is no better ranked case of the field on the list that would fit?"""
    from_better = (
        select(Application.id)
        .where(
            Application.call_id == case.application.call_id,
            Application.field_id == case.application.field_id,
            Application.state == State.WAITLISTED,
            Application.id != case.application.id,
            (func.coalesce(Application.points, 0) > (case.application.points or 0)),
        )
        .limit(1)
    )
    return not case.rule("waitlist_strict") or case.session.scalar(from_better) is None


def budget_year_open(case: Case) -> bool:
    """Is the budget year of the call still running or ahead?"""
    return case.today.year <= case.call.year


def budget_year_over(case: Case) -> bool:
    """Is the budget year of the call over?"""
    return case.today.year > case.call.year


ANSWERS: dict[str, Answer] = (
    PERSONS
    | {"opinions_in": opinions_in}
    | extensions.ANSWERS
    | {
        answer.__name__: answer
        for answer in (
            items_given,
            all_answered,
            items_lapsed,
            nothing_open,
            answer_overdue,
            claim_idle,
            from_check,
            from_assessment,
            points_judged,
            no_knockout,
            check_finished,
            check_unfinished,
            own_score,
            second_score,
            window_over,
            rules_kept,
            within_rate,
            cuts_reasoned,
            ground_given,
            facts_put,
            money_left,
            money_short,
            best_rank,
            budget_year_open,
            budget_year_over,
        )
    }
)


def _short(case: Case) -> dict[str, Any]:
    available = case.available_cents
    return {"missing": max(0, amount_of(case) - available), "available": available}


def _judged(case: Case) -> dict[str, Any]:
    return {"judged": len([v for v in _verdicts(case) if v != "open"]), "points": POINTS}


def _signed(case: Case) -> dict[str, Any]:
    """Name those whom the actor stands in for, and who have signed."""
    signers = {
        done.person_id for done in case.surroundings.hands if done.deed in SIGNED
    } & case.surroundings.absent
    found = case.session.scalars(
        select(Person.name).where(Person.id.in_(signers)).order_by(Person.name)
    )
    return {"names": ", ".join(found)}


PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = extensions.PARAMS | {
    "absent_not_signed": _signed,
    "money_left": _short,
    "money_short": _short,
    "within_rate": rate_params,
    "points_judged": _judged,
    "answer_overdue": lambda case: {"due": case.request.due_on} if case.request else {},
    "claim_idle": lambda case: {"days": case.rule("claim_idle_days")},
    "window_over": lambda case: {"closes_at": case.call.closes_at},
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return PARAMS[code](case) if code in PARAMS else {}
