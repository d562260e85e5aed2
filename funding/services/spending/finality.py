"""What waits for a notice to be final: it rests while a remedy is pending, and goes on after it."""

from __future__ import annotations

from datetime import date

from funding.law import berlin, workdays
from funding.law.periods import end_of_period
from funding.models import Recovery
from funding.models.recovery import GRANT, INTEREST
from funding.queries.case import Case
from funding.queries.reporting.claims import recovery_of
from funding.queries.spending.proceedings import next_look
from funding.queries.spending.remedies import Standing, contested, notices_of
from funding.services import step
from funding.services.deadlines.run_timers import end_timer, set_timer
from workflows.application import State
from workflows.recovery import State as ClaimState

# For what a case in this state waits until its notice is final.
WAITS = {State.REJECTED: "remedy", State.SETTLING: "settle", State.RECOVERING: "recovery"}
DECISIONS = ("award", "rejection")


def finality_rests(case: Case, notice: Standing, by: str) -> None:
    """End the remedy period of a decision with the action against it; nobody is reminded of it."""
    if notice.kind in DECISIONS:
        end_timer(case, "remedy", by)
    keep_waiting(case, by)


def keep_waiting(case: Case, by: str) -> None:
    """Let the case be looked at when the first of its actions is, and wait for what it has to.

    While a notice for whose finality it waits is attacked or set aside, it waits for the court.
    """
    on = next_look(case)
    set_timer(case, "court", on, by)
    kind = WAITS.get(case.application.state)
    rests = kind is not None and any(_counts(case, one) for one in contested(case))
    if kind is not None and rests:
        end_timer(case, kind, by)
    if rests or case.application.due_kind == "court":
        due_kind = "court" if on else None
        due_at = berlin.end_of_day(on) if on else None
        step.touch(case, None, due_kind=due_kind, due_at=due_at)


def finality_resumes(case: Case, notice: Standing, ended_on: date, by: str) -> None:
    """Let a notice be final from the day on which the remedy ended, and what waits for it go on."""
    final_on = max(notice.final_on, ended_on)
    notice.record.final_on = final_on
    claim = _claim_of(case, notice)
    if claim is not None and claim.state == ClaimState.ORDERED:
        _put_off(case, claim, final_on)
    goes_on(case, notice, final_on, by)


def goes_on(case: Case, notice: Standing, final_on: date, by: str) -> None:
    """Let the case wait again for what it waited for, unless another action keeps it from that."""
    kind = WAITS.get(case.application.state)
    if kind is None or not _counts(case, notice):
        return
    if any(_counts(case, other) for other in contested(case)):
        return
    on = _until(case, notice, final_on)
    set_timer(case, kind, on, by)
    step.touch(case, None, due_kind=kind, due_at=berlin.end_of_day(on))


def _claim_of(case: Case, notice: Standing) -> Recovery | None:
    """Return what a notice claims: of the grant by the settlement, or as interest."""
    if notice.kind == INTEREST:
        return case.session.get(Recovery, notice.claim_id)
    return recovery_of(case, GRANT) if notice.kind == "final" else None


def _counts(case: Case, notice: Standing) -> bool:
    """Tell whether it is this notice for whose finality the case waits.

    For interest only its closing waits; what is reclaimed of the grant is paid back meanwhile.
    """
    state = case.application.state
    if notice.kind == INTEREST:
        return state == State.SETTLING
    return (notice.kind == "rejection") == (state == State.REJECTED) and notice.kind != "award"


def _put_off(case: Case, claim: Recovery, final_on: date) -> None:
    """Let a claim fall due as long after the new day as the rule says."""
    claim.final_on = final_on
    claim.due_on = end_of_period(final_on, months=case.rule("recovery_months")).end


def _until(case: Case, notice: Standing, final_on: date) -> date:
    claim = recovery_of(case) if notice.kind == "final" else None
    if claim is not None and case.application.state == State.RECOVERING:
        return claim.due_on
    if notice.kind in ("final", INTEREST):
        others = (one.final_on for one in notices_of(case) if _counts(case, one))
        return workdays.add_working_days(max((final_on, *others)), case.rule("issue_days"))
    return final_on
