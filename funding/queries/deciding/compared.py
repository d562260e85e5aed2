"""What a decision rests on, as plain values; and where it differs from what was read or signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from funding.law.money import euro
from funding.models import AuditEntry, Person
from funding.queries.case import Case
from funding.words.compared import KINDS, PLACES
from funding.words.fields import ACTION_FIELDS
from funding.words.grounds import REJECTION_GROUNDS
from funding.words.states import STATES
from funding.words.text import Text
from workflows.application import Trigger

Values = Mapping[str, Any]
NONE = Text("–", "–")
SIGNING = (Trigger.APPROVE_FIRST, Trigger.APPROVE_SECOND, Trigger.REJECT_FIRST)


class Difference(NamedTuple):
    """A place that is not as it was: what it is called, what stood there, what stands there now."""

    place: Text
    before: Text
    now: Text


def substance(case: Case) -> dict[str, Any]:
    """Return what is approved: what the town asks for and what is proposed, as plain JSON."""
    app, answers, proposal = case.application, case.answers, case.proposal
    names = case.town_names
    return {
        "lead": names.get(app.lead_key, app.lead_key),
        "partners": ", ".join(names.get(key, key) for key in case.partner_keys),
        "field": case.action_field.code if case.action_field else "",
        "title": app.title,
        "requested_cents": app.requested_cents,
        "expenditure_cents": sum(line.amount_cents for line in case.lines),
        "begins_on": answers.begins_on.isoformat() if answers.begins_on else "",
        "ends_on": answers.ends_on.isoformat() if answers.ends_on else "",
        "kind": proposal.kind if proposal else "",
        "amount_cents": proposal.amount_cents if proposal else 0,
        "ground": proposal.ground if proposal else "",
    }


def on_the_page(case: Case) -> dict[str, Any]:
    """Return what the page of a decision shows: its substance, and how far it has come."""
    app = case.application
    wanted = {app.first_approver_id, app.second_approver_id} - {None}
    people = select(Person.id, Person.name).where(Person.id.in_(wanted))
    names = {row.id: row.name for row in case.session.execute(people)} if wanted else {}
    return {
        "state": app.state.value,
        "first_approver": names.get(app.first_approver_id, ""),
        "second_approver": names.get(app.second_approver_id, ""),
        "round": app.round,
        **substance(case),
        "points": "" if app.points is None else f"{app.points / 100:.2f}",
        "reasons": case.proposal.reasons if case.proposal else "",
    }


def since_signed(case: Case) -> list[Difference]:
    """List where the case is no longer what was signed last in this round."""
    if case.proposal is None:
        return []
    details = case.session.scalar(
        select(AuditEntry.details)
        .where(
            AuditEntry.workflow == "application",
            AuditEntry.subject_id == case.application.id,
            AuditEntry.version > case.proposal.case_version,
            AuditEntry.trigger.in_(SIGNING),
        )
        .order_by(AuditEntry.version.desc())
        .limit(1)
    )
    signed = (details or {}).get("signed")
    return differences(signed, substance(case)) if signed else []


def differences(before: Values, now: Values) -> list[Difference]:
    """Compare place by place; a place that one side does not know is not compared."""
    return [
        Difference(name, _said(place, before[place]), _said(place, now[place]))
        for place, name in PLACES.items()
        if place in before and place in now and before[place] != now[place]
    ]


def in_one_line(found: list[Difference]) -> Text:
    """Say differences in one sentence of each language."""
    return Text(
        "; ".join(f"{d.place.de}: {d.before.de} → {d.now.de}" for d in found),
        "; ".join(f"{d.place.en}: {d.before.en} → {d.now.en}" for d in found),
    )


def _said(place: str, value: Any) -> Text:
    if value in ("", None):
        return NONE
    if place.endswith("_cents") and isinstance(value, int):
        return Text(euro(value, "de"), euro(value, "en"))
    if place.endswith("_on") and (day := _day(value)):
        return Text(f"{day:%d.%m.%Y}", f"{day:%d/%m/%Y}")
    known: dict[str, Mapping[str, Text]] = {
        "kind": KINDS,
        "ground": REJECTION_GROUNDS,
        "field": ACTION_FIELDS,
        "state": {code: words.staff for code, words in STATES.items()},
    }
    found = known.get(place, {}).get(str(value))
    return found or Text(str(value), str(value))


def _day(value: Any) -> date | None:
    """Read a day; what a page sends back may be anything."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
