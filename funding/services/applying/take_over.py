"""Begin from an earlier case of the same municipality: what stays the same is taken over."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import Application, CallField, Line, Partner
from funding.queries.applying.progress import TYPED, begun
from funding.queries.case import Case

TAKEN = ("municipality", "project", "plan")
# These belong to one application only, as do advice and declarations.
ANEW = frozenset({"agreement", "begins_on", "ends_on", "begun", "floor_exception"})
SAME = tuple(name for section in TAKEN for name in TYPED[section] if name not in ANEW)


def take_over(case: Case, source_reference: str) -> None:
    """Copy text, partners and plan of an earlier case into a new draft, each section to be checked.

    The lines move on with the budget year; an action field that the call does not offer is left
    out. Raises ``Invalid`` for a case that is not one of the same lead municipality.
    """
    session, draft = case.session, case.application
    source = session.scalar(
        select(Application).where(
            Application.reference == source_reference, Application.lead_key == draft.lead_key
        )
    )
    if source is None or source.id == draft.id:
        raise Invalid(Fault("source", "no_such_source"))
    old = Case(session, case.actor, source)
    for name in SAME:
        setattr(case.answers, name, getattr(old.answers, name))
    draft.title, draft.requested_cents = source.title, source.requested_cents
    draft.field_id = _offered(session, source, draft)
    years = case.call.year - old.call.year
    _copy(session, Partner, source, draft)
    _copy(session, Line, source, draft, years)
    case.answers.taken_from = source.reference
    case.answers.to_check = [section for section in TAKEN if begun(old, section)]
    session.flush()


def _offered(session: Session, source: Application, draft: Application) -> UUID | None:
    return session.scalar(
        select(CallField.field_id).where(
            CallField.call_id == draft.call_id, CallField.field_id == source.field_id
        )
    )


def _copy(
    session: Session,
    model: type[Partner] | type[Line],
    source: Application,
    draft: Application,
    years: int = 0,
) -> None:
    names = [c.key for c in model.__table__.columns if c.key not in ("id", "application_id")]
    for row in session.scalars(select(model).where(model.application_id == source.id)):
        values = {name: getattr(row, name) for name in names}
        if "year" in values:
            values["year"] += years
        session.add(model(application_id=draft.id, **values))
