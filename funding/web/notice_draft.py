"""What the notice would say of a proposal: a draft to read, in German as the notice itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from funding.law.berlin import local_date
from funding.queries.case import Case


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """The parts of a notice, of a rejection where the amount is 0; cents, days local to Berlin."""

    towns: tuple[str, ...]
    reference: str
    applied_on: date | None
    title: str
    amount_cents: int
    requested_cents: int
    eligible_cents: int
    rate: int
    begins_on: date | None
    ends_on: date | None
    cuts: Sequence[Mapping[str, Any]]
    conditions: Sequence[Mapping[str, str]]
    reasons: str


def draft_of(
    case: Case,
    amount_cents: int,
    cuts: Sequence[Mapping[str, Any]],
    conditions: Sequence[Mapping[str, str]],
    reasons: str = "",
) -> NoticeDraft | None:
    """Draft the notice of award for an amount; nothing where there is none."""
    return _draft(case, amount_cents, cuts, conditions, reasons) if amount_cents else None


def draft_of_rejection(case: Case, reasons: str) -> NoticeDraft | None:
    """Draft the notice of rejection; nothing while it has no reasons (§ 39 VwVfG)."""
    return _draft(case, 0, (), (), reasons) if reasons else None


def draft_of_proposal(case: Case) -> NoticeDraft | None:
    """Draft the notice for the proposal of the case."""
    proposal = case.proposal
    if proposal is None:
        return None
    if proposal.kind != "grant":
        return draft_of_rejection(case, proposal.reasons)
    return draft_of(
        case, proposal.amount_cents, proposal.cuts, proposal.conditions, proposal.reasons
    )


def _draft(
    case: Case,
    amount_cents: int,
    cuts: Sequence[Mapping[str, Any]],
    conditions: Sequence[Mapping[str, str]],
    reasons: str,
) -> NoticeDraft:
    names, app = case.town_names, case.application
    eligible = case.eligible_cents - sum(cut["cents"] for cut in cuts)
    return NoticeDraft(
        towns=tuple(names[key] for key in (app.lead_key, *case.partner_keys)),
        reference=app.reference,
        applied_on=local_date(app.submitted_at) if app.submitted_at else None,
        title=app.title,
        amount_cents=amount_cents,
        requested_cents=app.requested_cents,
        eligible_cents=eligible,
        rate=case.rule("rate_percent"),
        begins_on=case.answers.begins_on,
        ends_on=case.answers.ends_on,
        cuts=cuts,
        conditions=conditions,
        reasons=reasons,
    )
