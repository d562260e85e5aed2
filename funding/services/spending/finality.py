"""What waits for a notice to be final: it rests while a remedy is pending, and goes on after it."""

from __future__ import annotations

from datetime import date

from funding.law import berlin, workdays
from funding.law.periods import end_of_period
from funding.models import DecisionNotice, Recovery
from funding.queries.case import Case
from funding.queries.deadlines.due import due
from funding.queries.reporting.claims import recovery_of
from funding.services import step
from funding.services.deadlines.run_timers import end_timer, set_timer
from workflows.application import State
from workflows.recovery import State as ClaimState
from workflows.remedy import Trigger

# For what a case in this state waits until its notice is final.
WAITS = {State.REJECTED: "remedy", State.SETTLING: "settle", State.RECOVERING: "recovery"}


def finality_rests(case: Case, notice: DecisionNotice, by: str) -> None:
    """End the deadlines that count on the finality of a notice; nobody is reminded of them."""
    end_timer(case, "remedy", by)
    kind = WAITS.get(case.application.state)
    if kind is None or not _counts(case, notice):
        return
    end_timer(case, kind, by)
    asked = due("court", case)
    step.touch(case, None, due_kind="court", due_at=asked.at if asked else None)


def ask_again(case: Case, trigger: Trigger) -> date | None:
    """Let the case wait for the day on which it is asked where the proceedings stand, or not."""
    if trigger == Trigger.UPHOLD:
        end_timer(case, "court", trigger)
        return None
    found = due("court", case)
    on = found.on if found else None
    if trigger == Trigger.SET_ASIDE:
        on = workdays.add_working_days(case.today, case.rule("issue_days"))
    set_timer(case, "court", on, trigger)
    if case.application.due_kind == "court":
        step.touch(case, None, due_kind="court", due_at=berlin.end_of_day(on) if on else None)
    return on


def finality_resumes(case: Case, notice: DecisionNotice, ended_on: date, by: str) -> None:
    """Let a notice be final from the day on which the remedy ended, and what waits for it go on."""
    notice.final_on = max(notice.final_on, ended_on)
    claim = recovery_of(case) if notice.kind == "final" else None
    if claim is not None and claim.state == ClaimState.ORDERED:
        _put_off(case, claim, notice.final_on)
    kind = WAITS.get(case.application.state)
    if kind is None or not _counts(case, notice):
        return
    on = _until(case, notice, claim)
    set_timer(case, kind, on, by)
    step.touch(case, None, due_kind=kind, due_at=berlin.end_of_day(on))


def _counts(case: Case, notice: DecisionNotice) -> bool:
    """Tell whether it is this notice for whose finality the case waits."""
    return (notice.kind == "rejection") == (case.application.state == State.REJECTED) and (
        notice.kind != "award"
    )


def _put_off(case: Case, claim: Recovery, final_on: date) -> None:
    """Let a claim fall due as long after the new day as the rule says."""
    claim.final_on = final_on
    claim.due_on = end_of_period(final_on, months=case.rule("recovery_months")).end


def _until(case: Case, notice: DecisionNotice, claim: Recovery | None) -> date:
    if claim is not None and case.application.state == State.RECOVERING:
        return claim.due_on
    if notice.kind == "final":
        return workdays.add_working_days(notice.final_on, case.rule("issue_days"))
    return notice.final_on
