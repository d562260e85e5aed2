"""What the notice of award would say of a proposal: a draft to read, in German as the notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from funding.law.berlin import local_date
from funding.queries.case import Case


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """The parts of a notice of award; amounts in cents, days local to Berlin."""

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
    """Draft the notice for an amount; nothing where there is none."""
    if not amount_cents:
        return None
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


def draft_of_proposal(case: Case) -> NoticeDraft | None:
    """Draft the notice for the proposal of the case; nothing for a rejection."""
    proposal = case.proposal
    if proposal is None or proposal.kind != "grant":
        return None
    return draft_of(
        case, proposal.amount_cents, proposal.cuts, proposal.conditions, proposal.reasons
    )
