"""A step of a recovery: its state with version, the audit, who is told, and when it is due next.

Everything in the transaction of whoever acts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from funding.errors import Outdated
from funding.law import berlin
from funding.models import Recovery
from funding.models.recovery import GRANT, INTEREST
from funding.notices.catalogue import OWED
from funding.notices.people import Recipient, candidates
from funding.queries.case import Case
from funding.queries.reporting.recoveries import asked_relief, facts_of
from funding.services import step
from funding.services.deadlines.run_timers import set_timer
from funding.services.notify import about_case, frozen_facts, owe_beside
from funding.words.recoveries import CLAIM_NAMES, PAYMENT_NAMES, RELIEFS
from workflows.application import State as CaseState
from workflows.recovery import ENDED, RECOVERY, Trigger

REMINDED = ("act", "recovery_reminded")


def take(  # noqa: PLR0913 - who did what to which claim, with what, having read which version
    case: Case,
    recovery: Recovery,
    trigger: Trigger,
    given: Mapping[str, Any],
    *,
    version: int | None = None,
    only: Collection[str] = (),
    **columns: Any,
) -> None:
    """Take a step of a recovery; ``given`` as in ``facts_of``. Raises as a step of a case does.

    ``only``: which of the notices of the step are meant, where it has several for several ends.
    """
    if version is not None and version != recovery.version:
        raise Outdated(version, recovery.version, recovery.id)
    step.hold(case)
    asked = given.get("relief") or asked_relief(case.session, recovery)
    if "due_on" in columns:
        columns["told"] = 0
    _move, audit_id = step.follow(
        case.session,
        case.actor,
        RECOVERY,
        recovery,
        trigger,
        facts_of(case, recovery, given),
        at=case.now,
        note=str(given.get("reason") or ""),
        details=lambda _move: _kept(case, recovery, given),
        scope=case.scope,
        **columns,
    )
    _keep_date(case, recovery, trigger)
    tell(
        case,
        recovery,
        (RECOVERY.name, trigger),
        str(audit_id),
        only=only,
        given={**given, "relief": asked},
    )


def _kept(case: Case, recovery: Recovery, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the audit keeps of a step: whose claim, how much, on which terms."""
    known: dict[str, Any] = {"reference": case.application.reference, "kind": recovery.kind}
    if given.get("amount"):
        known["amount_cents"] = given["amount"]
    if day := given.get("day"):
        known["day"] = day.isoformat()
    if terms := given.get("relief"):
        known |= {"relief": terms.kind, "parts": terms.parts}
        known |= {"until": terms.until_on.isoformat()} if terms.until_on else {}
        known |= {"from": terms.from_on.isoformat()} if terms.from_on else {}
    return known


def _keep_date(case: Case, recovery: Recovery, trigger: Trigger) -> None:
    """Let the case wait for the day of what is reclaimed of its grant."""
    if recovery.kind != GRANT or case.application.state != CaseState.RECOVERING:
        return
    if recovery.state in ENDED:
        return
    set_timer(case, "recovery", recovery.due_on, str(trigger))
    step.touch(case, None, due_at=berlin.end_of_day(recovery.due_on), due_kind="recovery")


def tell(  # noqa: PLR0913 - of which claim, on what ground, which letters, with what in them
    case: Case,
    recovery: Recovery,
    key: tuple[str, str],
    cause: str,
    *,
    only: Collection[str] = (),
    given: Mapping[str, Any],
) -> None:
    """Owe the notices about a recovery; who has asked for a relief is not asked to grant it."""
    terms = given.get("relief")
    proposers = frozenset() if terms is None else frozenset({terms.proposed_by_id})
    about = about_case(case, proposers=proposers)
    everyone = candidates(case.session, about)
    facts = frozen_facts(case, everyone, due=recovery.due_on)
    interest = recovery.kind == INTEREST
    page = "zinsforderung" if interest else "rueckforderung"
    path = case.application.reference + ("" if recovery.dropped_at else f"/{page}")

    def in_words(recipient: Recipient) -> dict[str, Any]:
        town = recipient.municipality_key is not None
        return facts(recipient) | {
            "interest": interest,
            "claim": CLAIM_NAMES[recovery.kind].in_(recipient.language),
            "repayment": PAYMENT_NAMES[recovery.kind].in_(recipient.language),
            "amount": given.get("amount") or recovery.amount_cents,
            "amount_open": recovery.amount_cents - recovery.paid_cents,
            "reason": "" if town else str(given.get("reason") or ""),
            "relief": RELIEFS[terms.kind].in_(recipient.language) if terms else "",
            "path": f"/antraege/{path}" if town else f"/vorgaenge/{path}",
        }

    meant = [owed for owed in OWED[key] if not only or owed.kind in only]
    owe_beside(case, meant, about, everyone, in_words, cause)
