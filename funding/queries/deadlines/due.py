"""When a deadline falls due: one function for each kind, values from the rules of the day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from funding.definition.annexes import FOLLOWING
from funding.law import berlin, workdays
from funding.law.periods import end_of_period, set_by_office
from funding.queries.applying.answers import closing_for
from funding.queries.applying.promises import deadline_of, promised_day
from funding.queries.case import Case
from funding.queries.reporting.hearings import noted_days
from funding.queries.reporting.interims import next_due
from funding.queries.spending.notice_dates import deemed_notified
from funding.queries.spending.proceedings import next_look
from funding.queries.spending.remedies import year_of_revocation


@dataclass(frozen=True, slots=True)
class Due:
    """The last day (Berlin) of a deadline, the instant of its end (UTC), and who must act."""

    kind: str
    on: date
    at: datetime
    role: str


def _working_days(rule: str) -> Callable[[Case], date | None]:
    def day(case: Case) -> date | None:
        return workdays.add_working_days(case.today, case.rule(rule))

    return day


def _vwgo75(case: Case) -> date:
    return end_of_period(case.today, months=case.rule("vwgo75_months")).raw_end


def _given(case: Case) -> date | None:
    given: date | None = case.given("deadline_on")
    return given


def _list_end(case: Case) -> date:
    return date(case.call.year, 12, 31)


def _begin(case: Case) -> date | None:
    return case.answers.begins_on


def _period_end(case: Case) -> date | None:
    return case.ends_on


def _proof(case: Case) -> date | None:
    return case.proof_due


def _last_draw(case: Case) -> date | None:
    month_day = case.rule("last_draw")
    day = date(case.call.year, month_day // 100, month_day % 100)
    return day if day > case.today else None


def _audit(case: Case) -> date:
    return case.today + timedelta(days=case.rule("audit_days"))


def _settle(case: Case) -> date:
    return case.given("deadline_on") or end_of_period(case.today, months=1).end


def _cosign(case: Case) -> date:
    """Partners sign until the day before closing at the latest, and are never asked too late."""
    eve = berlin.last_day(closing_for(case)) - timedelta(days=1)
    return max(min(case.today + timedelta(days=case.rule("cosign_days")), eve), case.today)


def _retention(case: Case) -> date:
    """Count from the end of the case; what was never submitted is no record and kept shortly."""
    if case.application.submitted_at is None:
        return end_of_period(case.today, months=case.rule("draft_retention_months")).raw_end
    return end_of_period(case.today, years=case.rule("retention_years")).raw_end


def _weeks_to_answer(case: Case) -> date:
    """Count the weeks for an answer from the day on which the question counts as notified."""
    told = deemed_notified(case, case.today, "electronic")
    return set_by_office(told, weeks=case.rule("answer_weeks")).end


def _hearing(case: Case) -> date:
    """Count the weeks for the town's comment from the day on which it counts as notified."""
    told = deemed_notified(case, case.today, "electronic")
    return set_by_office(told, weeks=case.rule("hearing_weeks")).end


def _revocation_year(case: Case) -> date:
    """Count the year of §§ 48, 49 VwVfG from the day on which facts were first noted."""
    first = min(noted_days(case, case.given("ground")), default=case.today)
    return year_of_revocation(case, first)


# Tasks of the office, counted in working days: who, and the rule that says how many.
IN_WORKING_DAYS = {
    "claim": ("lead_reviewer", "claim_days"),
    "check": ("reviewer", "check_days"),
    "assess": ("reviewer", "assess_days"),
    "opinion": ("scorer", "opinion_days"),
    "extension": ("reviewer", "extension_days"),
    "approve1": ("approver", "approve_days"),
    "approve2": ("approver", "approve_days"),
    "issue": ("reviewer", "issue_days"),
    "notice_issue": ("reviewer", "issue_days"),
    "weigh": ("proof_auditor", "weigh_days"),
    "sign_notice": ("approver", "approve_days"),
    "notice_sign": ("approver", "approve_days"),
    "sign_final": ("approver", "approve_days"),
    "interest_weigh": ("proof_auditor", "weigh_days"),
    "interest_sign": ("approver", "approve_days"),
    "interim_check": ("reviewer", "interim_check_days"),
    "change_assess": ("reviewer", "change_days"),
    "change_approve": ("approver", "approve_days"),
}
DAYS: dict[str, tuple[str, Callable[[Case], date | None]]] = {
    **{kind: (role, _working_days(rule)) for kind, (role, rule) in IN_WORKING_DAYS.items()},
    "cosign": ("applicant_signatory", _cosign),
    "vwgo75": ("reviewer", _vwgo75),
    "answer": ("applicant_editor", _given),
    "list_end": ("budget", _list_end),
    "retrieval": ("applicant_editor", _given),
    "notice_retrieval": ("applicant_editor", _given),
    "begin": ("clock", _begin),
    "remedy": ("applicant_signatory", _given),
    "notice_remedy": ("applicant_signatory", _given),
    "period_end": ("clock", _period_end),
    "interim": ("applicant_signatory", next_due),
    "proof": ("applicant_signatory", _proof),
    "last_draw": ("applicant_editor", _last_draw),
    "audit": ("proof_auditor", _audit),
    "hearing": ("applicant_signatory", _hearing),
    "interest_hearing": ("applicant_signatory", _hearing),
    "interest_limit": ("proof_auditor", _given),
    "revocation_year": ("proof_auditor", _revocation_year),
    "recovery": ("applicant_signatory", _given),
    "settle": ("reviewer", _settle),
    "court": ("reviewer", next_look),
    "change_answer": ("applicant_editor", _weeks_to_answer),
    "change_consent": ("applicant_signatory", _weeks_to_answer),
    "retention": ("data_protection", _retention),
    **{deadline_of(slot): ("applicant_editor", promised_day(slot)) for slot in FOLLOWING},
}


def due(kind: str, case: Case) -> Due | None:
    """Compute a deadline of this kind for the case; ``None`` where there is nothing to wait for."""
    if kind == "call":
        at = closing_for(case)
        if (ends_on := case.given("ends_on")) is not None:
            at = berlin.end_of_day(ends_on)
        return Due(kind, berlin.last_day(at), at, "applicant_editor")
    role, day = DAYS[kind]
    on = day(case)
    return Due(kind, on, berlin.end_of_day(on), role) if on else None
