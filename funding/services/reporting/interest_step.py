"""A step of a proposal about interest: state, audit, deadlines, and who is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from funding.errors import Outdated
from funding.models import InterestClaim, Recovery
from funding.notices.catalogue import OWED
from funding.notices.people import Recipient, candidates
from funding.queries.case import Case
from funding.queries.deadlines.due import due
from funding.queries.reporting.interest_claims import proposals_of, told
from funding.queries.reporting.interest_facts import facts_of
from funding.services import step
from funding.services.deadlines.run_timers import end_timer, set_timer
from funding.services.notify import about_case, frozen_facts, owe_beside
from funding.services.reporting.interest_limit import keep_limit
from workflows.interest_claim import HEARING, INTEREST_CLAIM, OPEN, SIGN, WEIGH, State, Trigger

# Whose deadline runs while a proposal is in a state.
TIMERS = {
    State.HEARING: HEARING,
    State.HEARD: WEIGH,
    State.PROPOSED: SIGN,
    State.GIVING_UP: SIGN,
}
DATES = ("issued_on", "notified_on", "remedy_ends_on", "waived_on", "final_on")


def take(  # noqa: PLR0913 - who did what to which proposal, with what, having read which version
    case: Case,
    one: InterestClaim,
    trigger: Trigger,
    given: Mapping[str, Any],
    *,
    version: int | None = None,
    adds: Recovery | None = None,
    **columns: Any,
) -> None:
    """Take a step of a proposal; ``given`` as in ``facts_of``. Raises as a step of a case does.

    ``adds``: the claim that begins with the step, once all questions are answered without it.
    """
    if version is not None and version != one.version:
        raise Outdated(version, one.version, one.id)
    step.hold(case)
    facts = facts_of(case, one, given)
    known_to_town = any(told(case, earlier) for earlier in proposals_of(case))
    note = str(given.get("reason") or "")
    if adds is not None:
        case.session.add(adds)
    known = _kept(case, one, columns)
    move, audit_id = step.follow(
        case.session,
        case.actor,
        INTEREST_CLAIM,
        one,
        trigger,
        facts,
        at=case.now,
        note=note,
        details=lambda _move: known,
        scope=case.scope,
        **columns,
    )
    _keep_dates(case, one, trigger)
    meant = _meant(trigger, move.step.target, known_to_town=known_to_town)
    _tell(case, one, trigger, str(audit_id), meant, note)


def _meant(trigger: Trigger, target: State, *, known_to_town: bool) -> Collection[str]:
    """Return which of the notices of a step are meant; none named means all of them."""
    if trigger == Trigger.PROPOSE:
        return ("interest_hearing",) if target == State.HEARING else ("interest_to_sign",)
    if trigger in (Trigger.WITHDRAW, Trigger.OVERTAKE):
        return ("interest_dropped",) if known_to_town else ("interest_withdrawn",)
    if trigger == Trigger.CONFIRM_GIVING_UP and not known_to_town:
        return ("interest_given_up",)
    return ()


def _kept(case: Case, one: InterestClaim, columns: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the audit keeps of a step: of which case, how much, and the days of a notice."""
    known = {
        "reference": case.application.reference,
        "number": one.number,
        "amount_cents": one.amount_cents,
    }
    days = {name: columns[name].isoformat() for name in DATES if columns.get(name)}
    seal = case.given("document_sha256")
    return known | days | ({"document_sha256": seal} if seal else {})


def _keep_dates(case: Case, one: InterestClaim, trigger: Trigger) -> None:
    """Let the one whose turn it is have a day, and the limit of the years stand as it is now."""
    wanted = TIMERS.get(one.state)
    for kind in (HEARING, WEIGH, SIGN):
        if kind != wanted:
            end_timer(case, kind, str(trigger))
    limit = due(wanted, case) if wanted else None
    one.due_on = limit.on if limit else None
    if wanted:
        set_timer(case, wanted, one.due_on, str(trigger))
    keep_limit(case, str(trigger))


def _tell(  # noqa: PLR0913 - of which proposal, on what ground, which letters, with what in them
    case: Case,
    one: InterestClaim,
    trigger: Trigger,
    cause: str,
    meant: Collection[str],
    note: str,
) -> None:
    """Owe the notices about a proposal; who has proposed it is not asked to decide."""
    about = about_case(case, proposers=frozenset({one.proposed_by_id}))
    everyone = candidates(case.session, about)
    facts = frozen_facts(case, everyone, due=_day_told(one))
    days = {name: _iso(getattr(one, name)) for name in DATES}
    path = f"{case.application.reference}/zinsen"

    def in_words(recipient: Recipient) -> dict[str, Any]:
        town = recipient.municipality_key is not None
        to_come = one.notified_on is not None and one.notified_on > case.today
        told = {
            "amount": 0 if town and to_come else one.amount_cents,
            "to_come": to_come,
            "reason": "" if town else note,
            "path": f"/antraege/{path}" if town else f"/vorgaenge/{path}",
        }
        return facts(recipient) | told | days

    row = [owed for owed in OWED[INTEREST_CLAIM.name, trigger] if not meant or owed.kind in meant]
    owe_beside(case, row, about, everyone, in_words, cause)


def _day_told(one: InterestClaim) -> date | None:
    return one.due_on if one.state in OPEN else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
