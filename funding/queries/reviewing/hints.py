"""What can be computed about the points of the formal check, for the person who judges them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from funding.law import grants
from funding.law.berlin import local_date
from funding.models import Account, AuditEntry, Municipality, Person
from funding.queries.applying.answers import closing_for
from funding.queries.applying.findings import PLAN, Finding, findings
from funding.queries.case import Case
from funding.words.fields import ACTION_FIELDS
from funding.words.hints import HINTS
from funding.words.text import Text

DESCRIBED = frozenset({"project", "goals", "schedule", "effect"})
DECLARED = frozenset({"declarations", "municipality", "partners"})
LIMITS = frozenset({"rate_exceeded", "own_share_short", "floor"})
# What was true at submission is no fault today.
PASSING = frozenset({"begins_in_past", "wrong_year"})


@dataclass(frozen=True, slots=True)
class Hint:
    """What the machine found: 'success', 'warning' or 'danger', a text and its values."""

    look: str
    text: Text
    params: dict[str, Any]


def hints(case: Case) -> dict[str, Hint]:
    """Compute a hint for each point of the formal check that has one."""
    found = [f for f in findings(case) if f.error and f.code not in PASSING]
    computed = {code: rule(case, found) for code, rule in COMPUTED.items()}
    return {code: hint for code, hint in computed.items() if hint is not None}


def to_ask(case: Case) -> list[Finding]:
    """List what submission would find today, as far as the town can still mend it."""
    return [one for one in findings(case) if one.code not in PASSING]


def _hint(look: str, code: str, **params: Any) -> Hint:
    return Hint(look, HINTS[code], params)


def _first(found: Iterable[Finding]) -> Hint | None:
    fault = next(iter(found), None)
    return Hint("warning", fault.text, fault.params) if fault else None


def _eligible(case: Case, _found: list[Finding]) -> Hint:
    town = case.session.get_one(Municipality, case.application.lead_key)
    if town.valid_to and town.valid_to < case.today:
        return _hint("danger", "eligible_ended", town=town.name, date=town.valid_to)
    return _hint("success", "eligible", town=town.name, key=town.key)


def _on_time(case: Case, _found: list[Finding]) -> Hint | None:
    submitted, closes = case.application.submitted_at, closing_for(case)
    if submitted is None:
        return None
    look = "success" if submitted < closes else "danger"
    return _hint(look, "on_time", submitted_at=submitted, closes_at=closes)


def _signed(case: Case, _found: list[Finding]) -> Hint | None:
    name = case.session.scalar(
        select(Person.name)
        .join(Account, Account.person_id == Person.id)
        .join(AuditEntry, AuditEntry.account_id == Account.id)
        .where(
            AuditEntry.workflow == "application",
            AuditEntry.subject_id == case.application.id,
            AuditEntry.trigger == "submit",
        )
        .limit(1)
    )
    return _hint("success", "signed", name=name) if name else None


def _advised(case: Case, _found: list[Finding]) -> Hint | None:
    a, submitted = case.answers, case.application.submitted_at
    if a.advice_on is None or submitted is None:
        return None
    in_time = a.advice == "held" and a.advice_on <= local_date(submitted)
    return _hint(
        "success" if in_time else "danger",
        "advised",
        date=a.advice_on,
        adviser=a.adviser,
        submitted_at=local_date(submitted),
    )


def _not_begun(case: Case, _found: list[Finding]) -> Hint:
    if case.answers.begun:
        return _hint("danger", "begun")
    return _hint("success", "not_begun", date=case.answers.begins_on)


def _purpose(case: Case, _found: list[Finding]) -> Hint | None:
    chosen = case.action_field
    if chosen is None:
        return None
    named = ACTION_FIELDS[chosen.code]
    if chosen.id not in {one.id for one in case.offered}:
        return _hint("danger", "purpose_not_offered", field=named)
    return _hint("success", "purpose", field=named)


def _place(case: Case, _found: list[Finding]) -> Hint:
    towns = case.session.scalars(
        select(Municipality).where(Municipality.key.in_(case.towns)).order_by(Municipality.name)
    ).all()
    ended = [t.name for t in towns if t.valid_to and t.valid_to < case.today]
    if ended:
        return _hint("warning", "place_ended", towns=", ".join(ended))
    return _hint("success", "place", towns=", ".join(town.name for town in towns))


def _description(case: Case, found: list[Finding]) -> Hint:
    faults = _first(f for f in found if f.section in DESCRIBED)
    return faults or _hint("success", "description", length=len(case.answers.summary))


def _plan(case: Case, found: list[Finding]) -> Hint:
    faults = _first(f for f in found if f.section in PLAN and f.code not in LIMITS)
    amount = sum(line.amount_cents for line in case.lines)
    return faults or _hint("success", "plan", amount=amount, count=len(case.lines))


def _eligible_costs(case: Case, _found: list[Finding]) -> Hint:
    left_out = sum(not line.eligible for line in case.lines)
    if left_out:
        return _hint("warning", "some_not_eligible", count=left_out)
    return _hint("success", "all_eligible", count=len(case.lines))


def _limits(case: Case, found: list[Finding]) -> Hint:
    faults = _first(f for f in found if f.code in LIMITS)
    if faults:
        return faults
    amount, rate = case.application.requested_cents, case.rule("rate_percent")
    if amount <= case.rule("floor_cents"):
        return _hint("warning", "exception", floor=case.rule("floor_cents"))
    highest = grants.highest_grant(case.eligible_cents, rate)
    return _hint("success", "limits", amount=amount, highest=highest, rate=rate)


def _declarations(case: Case, found: list[Finding]) -> Hint:
    faults = _first(f for f in found if f.section in DECLARED)
    if faults:
        return faults
    if case.answers.together and case.answers.agreement == "planned":
        return _hint("warning", "agreement_planned")
    return _hint("success", "declarations", partners=len(case.partner_keys))


COMPUTED: dict[str, Callable[[Case, list[Finding]], Hint | None]] = {
    "eligible": _eligible,
    "on_time": _on_time,
    "signed": _signed,
    "advised": _advised,
    "not_begun": _not_begun,
    "purpose": _purpose,
    "place": _place,
    "description": _description,
    "plan": _plan,
    "eligible_costs": _eligible_costs,
    "limits": _limits,
    "declarations": _declarations,
}
