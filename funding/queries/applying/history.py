"""What has happened to a case, as its town may know it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from funding.law.berlin import local_date
from funding.models import AuditEntry, Person
from funding.models.role import TOWN_ROLES, Role
from funding.queries.applying.my_cases import (
    DECIDED,
    ON_ITS_WAY,
    PENDING,
    SETTLED,
    UNTOLD,
    WEIGHED,
)
from funding.queries.applying.told_steps import TOLD
from funding.queries.applying.town_page import view_of
from funding.queries.case import Case
from funding.words.states import STATES, STATION_OF
from workflows.application import Trigger

# These are said to the other towns of the case by a person, with their name under it.
SIGNED = (Trigger.COSIGN, Trigger.COSIGN_LAST, Trigger.DECLINE_COSIGN, Trigger.SUBMIT)
SETTLES = (
    *(Trigger.SETTLE, Trigger.SETTLE_WITH_RECOVERY),
    *(Trigger.SERVE_FINAL, Trigger.SERVE_CLAIM),
)
# A notice is on record: issued elsewhere, or retrieved here.
RECORDED = (Trigger.RECORD_NOTICE, Trigger.RETRIEVE_NOTICE)


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the history: a step that is told, or (without trigger) a change of label.

    ``by`` is "town", "office" or "clock"; ``who`` is named for people of the reader's own town,
    and for those who signed; of all others of a joint application only ``town`` is said.
    ``special`` is "refund" or "correction" where the step's own words would mislead.
    """

    at: datetime
    trigger: str
    view: str
    who: str
    by: str
    special: str = ""
    town: str = ""


def _entries(case: Case) -> list[Row[Any]]:
    return list(
        case.session.execute(
            select(
                AuditEntry.at,
                AuditEntry.trigger,
                AuditEntry.source,
                AuditEntry.target,
                AuditEntry.actor_role,
                AuditEntry.details,
                Person.name,
            )
            .outerjoin(Person, Person.id == AuditEntry.person_id)
            .where(
                AuditEntry.workflow == "application",
                AuditEntry.subject_id == case.application.id,
            )
            .order_by(AuditEntry.version)
        )
    )


def history(case: Case) -> list[Event]:
    """List what has happened as the town may know it, the latest first.

    What the office weighs inside (proposal, scores, approvals) shows only as the label changes.
    """
    untold = view_of(case) in UNTOLD
    final = case.final_notice
    unsettled = final is not None and final.notified_on > case.today
    events: list[Event] = []
    label, recorded = "", False
    rows = _entries(case)
    undone = _undone(rows)
    for row in rows:
        if row in undone or (unsettled and row.target in SETTLED):
            continue  # it is told by the final notice
        view = _view(row.target)
        by = _side(row.actor_role)
        if row.trigger in RECORDED:
            view = ON_ITS_WAY if untold else row.target
        told = row.trigger in TOLD
        new_label = STATES[view].town.de if view in STATES else ""
        if told or new_label != label:
            trigger = row.trigger if told else ""
            town, who = _actor(case, row) if by == "town" else ("", "")
            anew = not (row.details or {}).get("corrects", True)  # the one before came back
            corrected = trigger == Trigger.RECORD_NOTICE and recorded and not anew
            special = "correction" if corrected else _refund(row)
            events.append(Event(row.at, trigger, view, who, by, special, town))
        label = new_label
        recorded = row.trigger in RECORDED or (recorded and row.source == row.target)
    return events[::-1]


def _undone(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """List what belongs to settlements that were taken up again before their notice counted."""
    found: list[Row[Any]] = []
    settled: list[Row[Any]] = []
    for row in rows:
        if row.trigger in SETTLES:
            settled = [row]
        elif row.trigger == Trigger.REDO_SETTLEMENT and settled:
            counts_on = str((settled[0].details or {}).get("notified_on") or "")
            found += settled if counts_on > local_date(row.at).isoformat() else []
            settled = []
        elif settled:
            settled.append(row)
    return found


def _actor(case: Case, row: Row[Any]) -> tuple[str, str]:
    """Return the town that acted, unless it is the reader's, and the person if theirs to know."""
    details = row.details or {}
    key = details.get("partner_key") or details.get("town_key") or case.application.lead_key
    if key in case.actor.towns:
        return "", row.name or ""
    return case.town_names.get(key, key), (row.name or "") if row.trigger in SIGNED else ""


def _refund(row: Row[Any]) -> str:
    amount = int((row.details or {}).get("amount_cents", 0))
    return "refund" if row.trigger == Trigger.RECORD_PAYMENT and amount < 0 else ""


def _side(role: str) -> str:
    if role in TOWN_ROLES:
        return "town"
    return "clock" if role == Role.CLOCK else "office"


def _view(target: str) -> str:
    return PENDING if target in (*WEIGHED, *DECIDED) else target


def reached(case: Case) -> dict[int, datetime]:
    """Return when the case first came to each station of the stepper."""
    dates: dict[int, datetime] = {}
    for row in _entries(case):
        dates.setdefault(STATION_OF.get(row.target, 0), row.at)
    return dates
