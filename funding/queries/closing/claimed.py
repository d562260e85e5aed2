"""Hearings and what was reclaimed, as plain data for the archive of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from funding.models import Recovery
from funding.queries.case import Case
from funding.queries.reporting.claims import recovery_of, told_recovery
from funding.queries.reporting.hearings import hearings_of
from funding.queries.reporting.recoveries import received_for, reliefs_of
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
Named = Callable[[Any, Iterable[str]], dict[str, Any]]


def claimed(case: Case, named: Named) -> dict[str, Any]:
    """Return hearings and the claim with what came in; reliefs are the office's own.

    A town has the claim from its final notice on, and is not told of a write-off.
    """
    inside = case.actor.ministry
    found = recovery_of(case) if inside else told_recovery(case)
    return {
        "hearings": [named(one, HEARD) for one in hearings_of(case)],
        "recovery": _recovery(case, found, named, inside=inside) if found else None,
    }


def _recovery(case: Case, found: Recovery, named: Named, *, inside: bool) -> dict[str, Any]:
    hidden = not inside and found.state == State.WRITTEN_OFF
    told = named(found, RECLAIMED) | {"state": "not_pursued" if hidden else str(found.state)}
    came = received_for(case.session, found)
    told["received"] = [named(one, ("value_on", "amount_cents")) for one in came]
    if inside:
        told["reliefs"] = [named(one, EASED) for one in reliefs_of(case.session, found)]
    return told
