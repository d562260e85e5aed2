"""What is missing or unlawful in an application: every finding names page, field and rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any

from funding.law import grants
from funding.queries.case import Case

SECTIONS = ("municipality", "project", "advice", "plan", "declarations")
DECLARATIONS = (
    "correct",
    "not_begun",
    "financing_secured",
    "no_double_funding",
    "duty_to_report",
    "subsidy_facts",
    "privacy",
    "publication",
)
SHORTEST_TITLE = 5
FLOOR_EXCEPTIONS = ("regional_need", "local_finding", "current_situation")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: the section and field it belongs to, its code, and what its sentence needs."""

    section: str
    field: str
    code: str
    params: dict[str, Any] = attribute(default_factory=dict)
    error: bool = True


# Where a section that was taken over is looked through from.
FIRST_FIELDS = {"municipality": "representative", "project": "title", "plan": "lines"}


def findings(case: Case) -> list[Finding]:
    """List everything that submission would find, in the order of the sections."""
    return [
        *(Finding(one, FIRST_FIELDS[one], "not_checked") for one in case.answers.to_check),
        *_municipality(case),
        *_project(case),
        *_advice(case),
        *_plan(case),
        *_declarations(case),
    ]


def errors(case: Case) -> list[Finding]:
    """List the findings that stand in the way of submission."""
    return [finding for finding in findings(case) if finding.error]


def plan_findings(case: Case) -> list[Finding]:
    """List what the plan breaks: rate, own share, floor, balance, investment."""
    return [finding for finding in _plan(case) if finding.error]


def _missing(section: str, answers: Any, *names: str) -> Iterator[Finding]:
    for name in names:
        if getattr(answers, name) in ("", None):
            yield Finding(section, name, "missing")


def _municipality(case: Case) -> Iterator[Finding]:
    a = case.answers
    yield from _missing(
        "municipality",
        a,
        "representative",
        "representative_office",
        "contact_name",
        "contact_phone",
        "contact_email",
        "together",
    )
    if not a.together:
        return
    if not case.partner_keys:
        yield Finding("municipality", "partners", "no_partner")
    for partner in case.surroundings.partners:
        if not partner.task:
            yield Finding(
                "municipality",
                f"partner-{partner.key}-task",
                "partner_task_missing",
                {"key": partner.key},
            )
    yield from _missing("municipality", a, "agreement")
    if a.agreement in ("signed", "planned") and a.agreement_on is None:
        yield Finding("municipality", "agreement_on", "missing")


def _project(case: Case) -> Iterator[Finding]:
    a, app = case.answers, case.application
    if len(app.title) < SHORTEST_TITLE:
        yield Finding("project", "title", "title_short")
    if app.field_id is None:
        yield Finding("project", "field", "missing")
    yield from _missing("project", a, "place", "problem", "goals", "measures")
    shortest = case.rule("summary_shortest")
    if len(a.summary) < shortest:
        params = {"length": len(a.summary), "shortest": shortest}
        yield Finding("project", "summary", "summary_short", params)
    yield from _missing("project", a, "begins_on", "ends_on", "begun")
    if a.begins_on and a.ends_on and a.ends_on <= a.begins_on:
        yield Finding("project", "ends_on", "end_before_begin")
    if a.begins_on and a.begins_on < case.today:
        yield Finding("project", "begins_on", "begins_in_past")
    if a.begun:
        yield Finding("project", "begun", "begun")


def _advice(case: Case) -> Iterator[Finding]:
    a = case.answers
    yield from _missing("advice", a, "advice")
    if a.advice == "none":
        yield Finding("advice", "advice", "no_advice")
    if a.advice in ("held", "dated"):
        yield from _missing("advice", a, "advice_on")
    if a.advice == "held":
        yield from _missing("advice", a, "adviser")
    if a.advice == "dated" or (a.advice_on and a.advice_on > case.today):
        yield Finding("advice", "advice_on", "advice_ahead", {"date": a.advice_on})


def contributions_cents(case: Case) -> int:
    """Return what the partners contribute, in cents."""
    return sum(partner.contribution_cents for partner in case.surroundings.partners)


def financing_cents(case: Case) -> int:
    """Return the sum of all sources of finance in cents, the grant asked for included."""
    a = case.answers
    in_kind = sum(line.amount_cents for line in case.lines if line.kind == "in_kind")
    own = a.own_cash_cents + in_kind + contributions_cents(case)
    return own + a.third_party_cents + a.income_cents + case.application.requested_cents


def _plan(case: Case) -> Iterator[Finding]:
    if not case.lines:
        yield Finding("plan", "lines", "no_line")
        return
    yield from _lines(case)
    yield from _balance(case)
    yield from _grant(case)
    yield from _own_share(case)
    yield from _floor(case)


def _lines(case: Case) -> Iterator[Finding]:
    for line in case.lines:
        if line.amount_cents <= 0:
            yield Finding("plan", f"line-{line.position}-amount", "amount_missing")
        if line.year != case.call.year:
            params = {"year": case.call.year}
            yield Finding("plan", f"line-{line.position}-year", "wrong_year", params)


def _balance(case: Case) -> Iterator[Finding]:
    spent, raised = sum(line.amount_cents for line in case.lines), financing_cents(case)
    if raised < spent:
        yield Finding("plan", "requested", "sums_short", {"amount": spent - raised})
    if raised > spent:
        yield Finding("plan", "requested", "sums_over", {"amount": raised - spent})


def _grant(case: Case) -> Iterator[Finding]:
    requested, rate = case.application.requested_cents, case.rule("rate_percent")
    highest = grants.highest_grant(case.eligible_cents, rate)
    if requested <= 0:
        yield Finding("plan", "requested", "nothing_requested")
    if requested > highest:
        params = {"highest": highest, "rate": rate, "base": case.eligible_cents}
        yield Finding("plan", "requested", "rate_exceeded", params)


def _own_share(case: Case) -> Iterator[Finding]:
    a, share = case.answers, case.rule("own_share_percent")
    needed = grants.own_share_needed(case.eligible_cents, share)
    requested = case.application.requested_cents
    own = financing_cents(case) - requested - a.third_party_cents - a.income_cents
    if own < needed:
        params = {"needed": needed, "share": share, "own": own}
        yield Finding("plan", "own_cash", "own_share_short", params)


def _floor(case: Case) -> Iterator[Finding]:
    a, floor = case.answers, case.rule("floor_cents")
    requested = case.application.requested_cents
    if 0 < requested <= floor:
        if a.floor_exception not in FLOOR_EXCEPTIONS:
            yield Finding("plan", "floor_exception", "floor", {"floor": floor})
        elif not a.floor_reason:
            yield Finding("plan", "floor_reason", "missing")


def _declarations(case: Case) -> Iterator[Finding]:
    for code in DECLARATIONS:
        if code not in case.answers.declarations:
            yield Finding("declarations", code, "not_declared")
