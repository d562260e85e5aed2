"""The partners of a case become those of a change that was granted."""

from __future__ import annotations

from sqlalchemy import delete, select

from funding.models import Change, Partner
from funding.models.change import JOINS, LEAVES
from funding.queries.case import Case
from funding.queries.spending.partner_changes import roster


def swap_partners(case: Case, change: Change) -> None:
    """Let the partners of a case be those of a granted change; what was submitted stays."""
    session, app_id = case.session, case.application.id
    rows = [side.row for side in roster(session, change)]
    leaving = [row.municipality_key for row in rows if row.part == LEAVES]
    session.execute(
        delete(Partner).where(
            Partner.application_id == app_id, Partner.municipality_key.in_(leaving)
        )
    )
    known = set(
        session.scalars(select(Partner.municipality_key).where(Partner.application_id == app_id))
    )
    session.add_all(
        Partner(
            application_id=app_id,
            municipality_key=row.municipality_key,
            position=row.position,
            task=row.task,
            contribution_cents=row.contribution_cents,
        )
        for row in rows
        if row.part == JOINS and row.municipality_key not in known
    )
    session.flush()
    case.forget_partners()
