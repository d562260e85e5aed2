"""Hearings, what was reclaimed, and interest, as plain data for the archive of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from funding.models import InterestClaim, Recovery
from funding.models.interest_claim import COMMENTED
from funding.models.recovery import GRANT, INTEREST
from funding.queries.case import Case
from funding.queries.reporting.claims import (
    dropped_of,
    recovery_of,
    standing_claims,
    told_recovery,
)
from funding.queries.reporting.hearings import hearings_of
from funding.queries.reporting.interest_claims import (
    proposals_of,
    told_proposals,
    told_state,
)
from funding.queries.reporting.recoveries import received_for, reliefs_of
from workflows.interest_claim import State as InterestState
from workflows.recovery import State

HEARD = (
    *("number", "facts", "recognised_cents", "final_cents", "paid_cents", "claim_cents"),
    *("noted_on", "due_on", "opened_at", "comment", "ended_at", "ended_by", "dropped_at"),
    *("ground", "overtaken_at"),
)
RECLAIMED = ("kind", "amount_cents", "paid_cents", "issued_on", "final_on", "due_on")
EASED = (
    *("number", "kind", "reason", "until_on", "parts", "from_on", "agreed_cents"),
    *("proposed_at", "decided_at", "granted"),
)
ASKED = ("number", "amount_cents", "figures", "heard_at", "heard_by")
NOTICED = (
    *("issued_on", "channel", "notified_on", "remedy_ends_on", "waived_on", "final_on"),
    *("evidence", "content"),
)
INSIDE = ("state", "floor_cents", "reason", "weighing", "proposed_at", "decision", "decided_at")
Named = Callable[[Any, Iterable[str]], dict[str, Any]]


def claimed(case: Case, named: Named) -> dict[str, Any]:
    """Return hearings and the claim with what came in; reliefs are the office's own.

    A town has the claim from its final notice on, and is not told of a write-off.
    """
    inside = case.actor.ministry
    found = recovery_of(case) if inside else told_recovery(case)
    ended = [each for kind in (GRANT, INTEREST) for each in dropped_of(case, kind)]
    beside = {"ended_with_notice": [_recovery(case, each, named, inside=True) for each in ended]}
    return (beside if inside else {}) | {
        "hearings": [named(one, HEARD) for one in hearings_of(case)],
        "recovery": _recovery(case, found, named, inside=inside) if found else None,
        "interest": _interest(case, named, inside=inside),
    }


def _interest(case: Case, named: Named, *, inside: bool) -> dict[str, Any]:
    """Return the proposals about interest, and what is owed of it.

    A town has what it was heard about, and its notice; why the office decided so is its own.
    """
    rows = proposals_of(case) if inside else told_proposals(case)
    found = recovery_of(case, INTEREST) if inside else told_recovery(case, INTEREST)
    before = [one for one in standing_claims(case, INTEREST) if found and _older(one, found)]
    return {
        "proposals": [_proposal(case, one, named, inside=inside) for one in rows],
        "claim": _recovery(case, found, named, inside=inside) if found else None,
        "claims_before": [_recovery(case, one, named, inside=inside) for one in before],
    }


def _older(one: Recovery, than: Recovery) -> bool:
    return one.ordered_at < than.ordered_at


def _proposal(case: Case, one: InterestClaim, named: Named, *, inside: bool) -> dict[str, Any]:
    noticed = inside or told_state(case, one) == InterestState.SIGNED
    told = named(one, (*ASKED, *(NOTICED if noticed else ()), *(INSIDE if inside else ())))
    commented = not inside or one.heard_by == COMMENTED
    return told | {"comment": one.comment if commented else ""}


def _recovery(case: Case, found: Recovery, named: Named, *, inside: bool) -> dict[str, Any]:
    hidden = not inside and found.state == State.WRITTEN_OFF
    told = named(found, RECLAIMED) | {"state": "not_pursued" if hidden else str(found.state)}
    came = received_for(case.session, found)
    told["received"] = [named(one, ("value_on", "amount_cents")) for one in came]
    if inside:
        told["reliefs"] = [named(one, EASED) for one in reliefs_of(case.session, found)]
    return told
