"""Remedies against the notices of a case: which there are, and which keep it from being final."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from funding.law.periods import end_of_period
from funding.models import (
    Application,
    Change,
    ChangeNotice,
    DecisionNotice,
    InterestClaim,
    Recovery,
    Remedy,
)
from funding.models.recovery import INTEREST
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from workflows.remedy import AGAINST, State


@dataclass(frozen=True, slots=True)
class Standing:
    """A notice that stands and can be attacked, with its days (Berlin) and its record.

    Of interest the ``round`` is the number of its proposal: a case may have more than one notice.
    """

    kind: str
    round: int
    issued_on: date
    remedy_ends_on: date
    final_on: date
    record: DecisionNotice | InterestClaim

    @property
    def claim_id(self) -> UUID | None:
        """Return what is claimed by a notice about interest."""
        return self.record.recovery_id if isinstance(self.record, InterestClaim) else None


def open_against(application_id: Any, kind: str, round_: Any) -> ColumnElement[bool]:
    """Mean the cases with a notice of a kind and round that is attacked, or was set aside."""
    meant = (Remedy.kind == kind, Remedy.round == round_, Remedy.state.in_(AGAINST))
    return select(Remedy.id).where(Remedy.application_id == application_id, *meant).exists()


def settlement_attacked() -> ColumnElement[bool]:
    """Mean the claims of cases in which decision or settlement, as they stand, are attacked."""
    notice = and_(
        DecisionNotice.application_id == Remedy.application_id,
        DecisionNotice.kind == Remedy.kind,
        DecisionNotice.round == Remedy.round,
        DecisionNotice.set_aside_on.is_(None),
    )
    return (
        select(Remedy.id)
        .join(DecisionNotice, notice)
        .join(Application, Application.id == Remedy.application_id)
        .where(
            Remedy.application_id == Recovery.application_id,
            Remedy.state.in_(AGAINST),
            or_(Remedy.kind == "final", Remedy.round == Application.round),
        )
        .correlate(Recovery)
        .exists()
    )


def interest_attacked() -> ColumnElement[bool]:
    """Mean the claims of interest by a notice against which a remedy is pending or was won."""
    number = and_(
        InterestClaim.application_id == Remedy.application_id,
        InterestClaim.number == Remedy.round,
    )
    return (
        select(Remedy.id)
        .join(InterestClaim, number)
        .where(
            Remedy.kind == INTEREST,
            Remedy.state.in_(AGAINST),
            InterestClaim.recovery_id == Recovery.id,
        )
        .correlate(Recovery)
        .exists()
    )


def decided(case: Case) -> list[Standing]:
    """List the notices that stand of the decision of this round, and of the settlement."""
    return [
        Standing(one.kind, one.round, one.issued_on, one.remedy_ends_on, one.final_on, one)
        for one in (case.notice, case.final_notice)
        if one is not None
    ]


def about_interest(case: Case) -> list[Standing]:
    """List the notices about interest whose claims stand."""
    rows = case.session.scalars(
        select(InterestClaim)
        .join(Recovery, Recovery.id == InterestClaim.recovery_id)
        .where(
            InterestClaim.application_id == case.application.id,
            Recovery.dropped_at.is_(None),
        )
        .order_by(InterestClaim.number)
    )
    return [
        Standing(INTEREST, one.number, one.issued_on, one.remedy_ends_on, one.final_on, one)
        for one in rows
        if one.issued_on and one.remedy_ends_on and one.final_on
    ]


def notices_of(case: Case) -> list[Standing]:
    """List the notices of the case that stand and can be attacked."""
    return [*decided(case), *about_interest(case)]


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


def first_remedy_end(case: Case) -> date | None:
    """Return until when remedies run against the notices beside the decision: the first day.

    Of those that nobody has ever attacked, and for which remedies were not waived: whoever has
    filed an action lets no period run any more, however the action ended.
    """
    attacked = {(one.kind, one.round) for one in remedies_of(case)}
    days = [
        one.remedy_ends_on
        for one in notices_of(case)
        if one.kind in ("final", INTEREST)
        and one.record.waived_on is None
        and (one.kind, one.round) not in attacked
    ]
    changed = case.session.scalars(
        select(ChangeNotice.remedy_ends_on)
        .join(Change, Change.id == ChangeNotice.change_id)
        .where(
            Change.application_id == case.application.id,
            Change.round == case.application.round,
            ChangeNotice.waived_on.is_(None),
        )
    )
    return min((day for day in (*days, *changed) if day >= case.today), default=None)


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
    """Return what keeps decision or settlement from being final: a remedy pending, or won."""
    return _against(case, decided(case))


def interest_remedy(case: Case, claim: Recovery | None = None) -> Remedy | None:
    """Return the remedy against a notice about interest: against any, or that of a claim."""
    standing = about_interest(case)
    return _against(case, [one for one in standing if claim is None or one.claim_id == claim.id])


def resting(case: Case, claim: Recovery) -> Remedy | None:
    """Return why a claim rests: a remedy against decision or settlement, or its own notice."""
    found = remedy_against(case)
    return found or (interest_remedy(case, claim) if claim.kind == INTEREST else None)


def was_set_aside(case: Case, claim: Recovery) -> bool:
    """Tell whether the notice about interest that claims it was set aside at court."""
    found = interest_remedy(case, claim) if claim.kind == INTEREST else None
    return found is not None and found.state == State.SET_ASIDE


def interest_set_aside(case: Case) -> frozenset[int]:
    """Return the numbers of the proposals about interest whose notices were set aside at court."""
    meant = (INTEREST, State.SET_ASIDE)
    return frozenset(one.round for one in remedies_of(case) if (one.kind, one.state) == meant)


def _against(case: Case, notices: Sequence[Standing]) -> Remedy | None:
    standing = [and_(Remedy.kind == n.kind, Remedy.round == n.round) for n in notices]
    if not standing:
        return None
    query = select(Remedy).where(
        Remedy.application_id == case.application.id, Remedy.state.in_(AGAINST), or_(*standing)
    )
    return case.session.scalars(query.order_by(Remedy.filed_on.desc()).limit(1)).first()


def notice_against(case: Case, remedy: Remedy) -> Standing | None:
    """Return the notice that a remedy is against, if it still stands."""
    meant = (remedy.kind, remedy.round)
    return next((one for one in notices_of(case) if (one.kind, one.round) == meant), None)


def contested(case: Case) -> list[Standing]:
    """List the notices that stand and against which a remedy is pending or was won."""
    against = {(one.kind, one.round) for one in remedies_of(case) if one.state in AGAINST}
    return [one for one in notices_of(case) if (one.kind, one.round) in against]


def uncontested(case: Case) -> bool:
    """Is no remedy pending against a notice of the case, and was none won?"""
    return remedy_against(case) is None


def interest_uncontested(case: Case) -> bool:
    """Is no remedy pending against a notice about interest?"""
    return interest_remedy(case) is None


ANSWERS: dict[str, Answer] = {
    "uncontested": uncontested,
    "interest_uncontested": interest_uncontested,
}


def since(found: Remedy | None) -> dict[str, Any]:
    """Return what the sentence says of a remedy that makes something rest."""
    return {"date": found.filed_on if found else None}


PARAMS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "uncontested": lambda case: since(remedy_against(case)),
    "interest_uncontested": lambda case: since(interest_remedy(case)),
}


def params(case: Case, code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return PARAMS[code](case) if code in PARAMS else {}
