"""What the notice about interest says (Zinsbescheid), from the figures that were frozen."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from funding.law.berlin import local_date
from funding.models import InterestClaim
from funding.queries.case import Case
from funding.queries.reporting.claims import recovery_of
from funding.queries.reviewing.file import names
from funding.queries.spending.notice_content import head


def interest_content(
    case: Case, one: InterestClaim, issued_on: date, official: UUID | None = None
) -> dict[str, Any]:
    """Return what the notice says if it is issued on a day.

    Amounts in cents, days as YYYY-MM-DD: JSON that can be hashed, kept and read by a machine.
    """
    reclaimed, final = recovery_of(case), case.final_notice
    return {
        "kind": "interest",
        **head(case, issued_on),
        "award_on": _iso(case.notice.issued_on if case.notice else None),
        "final_notice_on": _iso(final.issued_on if final else None),
        "reclaimed_cents": reclaimed.amount_cents if reclaimed else 0,
        "amount_cents": one.amount_cents,
        "figures": one.figures,
        "reasons": one.reason,
        "weighing": one.weighing,
        "heard_by": one.heard_by,
        "heard_on": _iso(local_date(one.heard_at) if one.heard_at else None),
        "recovery_months": case.rule("recovery_months"),
        "official": "".join(names(case.session, [official or one.decided_by_id]).values()),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
