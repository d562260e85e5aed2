"""What a notice of award or rejection says of a case: plain values, kept as they were issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from funding.law.berlin import local_date
from funding.law.periods import end_of_period
from funding.law.remedies import Issuer, remedy_against
from funding.models import Municipality
from funding.queries.case import Case
from funding.queries.reporting.interims import first_due, planned_years
from funding.queries.reviewing.file import holder_name, names

AWARD, PART, REJECTION = "award", "part", "rejection"


class Proposed(Protocol):
    """What a notice is made of: a proposal that is kept, or one that is being typed."""

    @property
    def kind(self) -> str:
        """Return ``grant`` or ``rejection``."""

    @property
    def amount_cents(self) -> int:
        """Return the grant in cents; 0 for a rejection."""

    @property
    def ground(self) -> str:
        """Return the ground of a rejection."""

    @property
    def reasons(self) -> str:
        """Return the reasons of whatever is refused (§ 39 VwVfG)."""

    @property
    def cuts(self) -> list[Any]:
        """Return what is cut of which line in cents, and why."""

    @property
    def conditions(self) -> list[Any]:
        """Return the conditions as they are worded in the notice."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A proposal that is being typed; amounts in cents."""

    kind: str
    amount_cents: int
    ground: str
    reasons: str
    cuts: list[Any] = field(default_factory=list)
    conditions: list[Any] = field(default_factory=list)


def lowered_from(case: Case) -> dict[str, int]:
    """Return what was awarded at first, in cents, where less spending has lowered it since."""
    first = case.granted.first_award_cents
    return {} if first is None else {"first_award_cents": first}


def notice_content(
    case: Case, issued_on: date, proposed: Proposed | None = None
) -> dict[str, Any] | None:
    """Return what the notice of a case says if it is issued on a day; nothing without a proposal.

    Amounts in cents, days as YYYY-MM-DD: JSON that can be hashed, kept and read by a machine.
    """
    proposal, app = proposed or case.proposal, case.application
    if proposal is None:
        return None
    first = case.granted.first_award_cents  # which less spending may have lowered since
    granted = first or app.approved_cents or proposal.amount_cents
    kind = REJECTION if proposal.kind != "grant" else AWARD
    if kind == AWARD and granted < app.requested_cents:
        kind = PART
    return {
        "kind": kind,
        **head(case, issued_on),
        "call": case.call.code,
        "applied_on": _iso(local_date(app.submitted_at) if app.submitted_at else None),
        "requested_cents": app.requested_cents,
        "granted_cents": 0 if kind == REJECTION else granted,
        "begins_on": _iso(case.answers.begins_on),
        "ends_on": _iso(case.answers.ends_on),
        "rate_percent": case.rule("rate_percent"),
        "deviation_percent": case.rule("deviation_percent"),
        "proof_due_on": _iso(proof_due(case)),
        "interims": [
            {"year": year, "due_on": first_due(case, year).isoformat()}
            for year in planned_years(case)
        ],
        "plan": _plan(case, proposal.cuts),
        "income_cents": case.answers.third_party_cents + case.answers.income_cents,
        "conditions": [one["text"] for one in proposal.conditions],
        "ground": proposal.ground,
        "reasons": proposal.reasons,
        "official": "".join(names(case.session, [app.second_approver_id]).values()),
    }


def head(case: Case, issued_on: date) -> dict[str, Any]:
    """Return what every notice of a case has: whose it is, of which day, where it is attacked."""
    app = case.application
    return {
        "reference": app.reference,
        "title": app.title,
        "lead": case.town_names[app.lead_key],
        "partners": [case.town_names[key] for key in case.partner_keys],
        "issued_on": issued_on.isoformat(),
        "court": court_of(case),
        "remedy_months": case.rule("remedy_months"),
        "contact": holder_name(case),
    }


def court_of(case: Case) -> str:
    """Name the court at which a notice of the ministry to the lead is attacked (§ 52 VwGO)."""
    lead = case.session.get_one(Municipality, case.application.lead_key)
    return remedy_against(Issuer.MINISTRY, lead.district_key).where


def _plan(case: Case, cuts: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the lines of the binding plan in cents, with what is cut of each and why."""
    cut = {one["position"]: one for one in cuts}
    return [
        {
            "position": line.position,
            "kind": line.kind,
            "label": line.label,
            "amount_cents": line.amount_cents,
            "eligible_cents": line.eligible_cents - cut.get(line.position, {}).get("cents", 0),
            "cut_cents": cut.get(line.position, {}).get("cents", 0),
            "cut_reason": cut.get(line.position, {}).get("reason", ""),
        }
        for line in case.lines
    ]


def proof_due(case: Case) -> date | None:
    """Return the day by which the proof of use is due, months after the end of the project."""
    ends_on = case.answers.ends_on
    return end_of_period(ends_on, months=case.rule("proof_months")).end if ends_on else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
