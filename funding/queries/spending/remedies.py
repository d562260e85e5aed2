"""Remedies against the notices of a case: which there are, and which keep it from being final."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from funding.law.periods import end_of_period
from funding.models import DecisionNotice, Remedy
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from workflows.remedy import AGAINST, State


def open_against(application_id: Any, kind: str, round_: Any = None) -> ColumnElement[bool]:
    """Mean the cases with a notice of a kind against which a remedy is pending or was won."""
    found = select(Remedy.id).where(
        Remedy.application_id == application_id, Remedy.kind == kind, Remedy.state.in_(AGAINST)
    )
    return (found if round_ is None else found.where(Remedy.round == round_)).exists()


def notices_of(case: Case) -> list[DecisionNotice]:
    """List the notices of the case that stand: the decision of this round, and the final one."""
    return [one for one in (case.notice, case.final_notice) if one is not None]


def redone_notice(case: Case) -> DecisionNotice | None:
    """Return the final notice that was notified and stands no more, the latest of them."""
    return case.session.scalar(
        select(DecisionNotice)
        .where(
            DecisionNotice.application_id == case.application.id,
            DecisionNotice.kind == "final",
            DecisionNotice.set_aside_on.is_not(None),
            DecisionNotice.notified_on <= DecisionNotice.set_aside_on,
        )
        .order_by(DecisionNotice.round.desc())
        .limit(1)
    )


def replaced_notice(case: Case) -> DecisionNotice | None:
    """Return the last final notice that was set aside, and in whose place the next one comes."""
    return case.session.scalar(
        select(DecisionNotice)
        .where(
            DecisionNotice.application_id == case.application.id,
            DecisionNotice.kind == "final",
            DecisionNotice.set_aside_on.is_not(None),
        )
        .order_by(DecisionNotice.round.desc())
        .limit(1)
    )


def remedies_of(case: Case) -> Sequence[Remedy]:
    """List every remedy of the case, the newest first."""
    query = select(Remedy).where(Remedy.application_id == case.application.id)
    return case.session.scalars(query.order_by(Remedy.recorded_at.desc(), Remedy.id)).all()


def year_of_revocation(case: Case, noted_on: date) -> date:
    """Return the last day of the year of §§ 48, 49 VwVfG that began when facts were noted.

    By a rule it begins anew when a court has set a final notice aside; that is not settled law.
    """
    if case.rule("revocation_anew"):
        ended = (
            one.ended_on
            for one in remedies_of(case)
            if one.kind == "final" and one.state == State.SET_ASIDE and one.ended_on
        )
        noted_on = max((noted_on, *ended))
    return end_of_period(noted_on, years=case.rule("revocation_years")).raw_end


def remedy_against(case: Case) -> Remedy | None:
    """Return what keeps a notice of the case from being final: a remedy pending, or won."""
    standing = [and_(Remedy.kind == n.kind, Remedy.round == n.round) for n in notices_of(case)]
    if not standing:
        return None
    query = select(Remedy).where(
        Remedy.application_id == case.application.id, Remedy.state.in_(AGAINST), or_(*standing)
    )
    return case.session.scalars(query.order_by(Remedy.filed_on.desc()).limit(1)).first()


def notice_against(case: Case, remedy: Remedy) -> DecisionNotice | None:
    """Return the notice that a remedy is against, if it still stands."""
    meant = (remedy.kind, remedy.round)
    return next((one for one in notices_of(case) if (one.kind, one.round) == meant), None)


def uncontested(case: Case) -> bool:
    """Is no remedy pending against a notice of the case, and was none won?"""
    return remedy_against(case) is None


ANSWERS: dict[str, Answer] = {"uncontested": uncontested}


def _contested(case: Case) -> dict[str, Any]:
    found = remedy_against(case)
    return {"date": found.filed_on if found else None}


PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = {"uncontested": _contested}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return PARAMS[code](case) if code in PARAMS else {}
