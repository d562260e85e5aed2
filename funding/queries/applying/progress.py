"""How far a draft has come: each section, and the sums of its plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from funding.law import grants
from funding.queries.applying.findings import (
    SECTIONS,
    Finding,
    contributions_cents,
    financing_cents,
    findings,
)
from funding.queries.case import Case

NOT_BEGUN, INCOMPLETE, FAULTY, DONE = "not_begun", "incomplete", "faulty", "done"
TAKEN_OVER = "taken_over"
# Findings that say no more than that something has not been written yet.
GAPS = frozenset(
    {
        "missing",
        "no_partner",
        "partner_task_missing",
        "title_short",
        "summary_short",
        "no_line",
        "amount_missing",
        "nothing_requested",
        "not_declared",
        "not_checked",
    }
)
TYPED = {
    "municipality": (
        "representative",
        "representative_office",
        "contact_name",
        "contact_phone",
        "contact_email",
        "together",
        "agreement",
    ),
    "project": (
        "summary",
        "place",
        "problem",
        "goals",
        "measures",
        "begins_on",
        "ends_on",
        "begun",
    ),
    "advice": ("advice", "advice_on", "adviser"),
    "plan": ("own_cash_cents", "third_party_cents", "income_cents", "floor_exception"),
    "declarations": ("declarations",),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """A section of the draft: its state, its findings, and how many of them are real faults."""

    section: str
    state: str
    findings: tuple[Finding, ...]
    faults: int


def progress(case: Case) -> list[Progress]:
    """Tell for each section whether it is begun, incomplete, faulty or done."""
    found = [finding for finding in findings(case) if finding.error]
    return [
        _section(case, section, [f for f in found if f.section == section]) for section in SECTIONS
    ]


def _section(case: Case, section: str, found: Sequence[Finding]) -> Progress:
    faults = sum(finding.code not in GAPS for finding in found)
    if not begun(case, section):
        return Progress(section, NOT_BEGUN, tuple(found), 0)
    if section in case.answers.to_check:
        return Progress(section, TAKEN_OVER, tuple(found), faults)
    state = DONE if not found else FAULTY if faults else INCOMPLETE
    return Progress(section, state, tuple(found), faults)


def begun(case: Case, section: str) -> bool:
    """Tell whether anything was typed in a section."""
    answers, app = case.answers, case.application
    typed = any(getattr(answers, name) not in ("", None, 0, []) for name in TYPED[section])
    if section == "project":
        return typed or bool(app.title) or app.field_id is not None
    if section == "plan":
        return typed or bool(case.lines) or app.requested_cents > 0
    return typed


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of a plan in cents; ``rest`` is what is missing (or, negative, too much)."""

    spent: int
    eligible: int
    highest: int
    in_kind: int
    contributions: int
    raised: int
    rate: int

    @property
    def rest(self) -> int:
        """Return what the financing lacks; negative where it is too much."""
        return self.spent - self.raised


def sums(case: Case) -> Sums:
    """Add up the plan of a case."""
    rate = case.rule("rate_percent")
    return Sums(
        spent=sum(line.amount_cents for line in case.lines),
        eligible=case.eligible_cents,
        highest=grants.highest_grant(case.eligible_cents, rate),
        in_kind=sum(line.amount_cents for line in case.lines if line.kind == "in_kind"),
        contributions=contributions_cents(case),
        raised=financing_cents(case),
        rate=rate,
    )


def anchor(case: Case, finding: Finding) -> str:
    """Return the id of the field that a finding is about."""
    name = finding.field
    if name.startswith("partner-"):
        keys = list(case.partner_keys)
        key = str(finding.params.get("key"))
        return f"partners-{keys.index(key)}-task" if key in keys else "partners"
    if name.startswith("line-"):
        _line, position, part = name.split("-")
        places = [line.position for line in case.lines]
        return f"lines-{places.index(int(position))}-{part}" if int(position) in places else "lines"
    if name in ("agreement_on", "advice_on", "begins_on", "ends_on"):
        return f"{name}-day"
    return name
