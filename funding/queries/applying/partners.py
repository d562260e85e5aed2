"""The partners of a case, as they are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from funding.models import Municipality, Partner
from funding.queries.case import Case


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner: name, task, contribution in cents, share of the cost in hundredths of percent."""

    key: str
    name: str
    district: str
    task: str
    contribution_cents: int
    contact_email: str
    share_hundredths: int | None
    valid_to: date | None  # the last day of a municipality that is no more


def partners(case: Case) -> list[PartnerLine]:
    """List the partners of a case in their order, read once until a service changes them."""
    found: list[PartnerLine] | None = case.__dict__.get("partner_lines")
    if found is None:
        found = case.__dict__["partner_lines"] = _read(case)
    return found


def _read(case: Case) -> list[PartnerLine]:
    rows = case.session.execute(
        select(
            Partner.municipality_key,
            Municipality.name,
            Municipality.district,
            Partner.task,
            Partner.contribution_cents,
            Partner.contact_email,
            Partner.share_hundredths,
            Municipality.valid_to,
        )
        .join(Municipality, Municipality.key == Partner.municipality_key)
        .where(Partner.application_id == case.application.id)
        .order_by(Partner.position, Partner.municipality_key)
    )
    return [PartnerLine(*row) for row in rows]
