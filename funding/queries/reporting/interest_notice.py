"""What the notice about interest says (Zinsbescheid), from the figures that were frozen."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from funding.law.berlin import local_date
from funding.law.remedies import Issuer, remedy_against
from funding.models import InterestClaim, Municipality
from funding.queries.case import Case
from funding.queries.reporting.claims import recovery_of
from funding.queries.reviewing.file import holder_name, names


def interest_content(
    case: Case, one: InterestClaim, issued_on: date, official: UUID | None = None
) -> dict[str, Any]:
    """Return what the notice says if it is issued on a day.

    Amounts in cents, days as YYYY-MM-DD: JSON that can be hashed, kept and read by a machine.
    """
    app = case.application
    lead = case.session.get_one(Municipality, app.lead_key)
    reclaimed, final = recovery_of(case), case.final_notice
    return {
        "kind": "interest",
        "reference": app.reference,
        "title": app.title,
        "lead": case.town_names[app.lead_key],
        "partners": [case.town_names[key] for key in case.partner_keys],
        "award_on": _iso(case.notice.issued_on if case.notice else None),
        "final_notice_on": _iso(final.issued_on if final else None),
        "issued_on": issued_on.isoformat(),
        "reclaimed_cents": reclaimed.amount_cents if reclaimed else 0,
        "amount_cents": one.amount_cents,
        "figures": one.figures,
        "reasons": one.reason,
        "heard_by": one.heard_by,
        "heard_on": _iso(local_date(one.heard_at) if one.heard_at else None),
        "recovery_months": case.rule("recovery_months"),
        "court": remedy_against(Issuer.MINISTRY, lead.district_key).where,
        "remedy_months": case.rule("remedy_months"),
        "official": "".join(names(case.session, [official or one.decided_by_id]).values()),
        "contact": holder_name(case),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
