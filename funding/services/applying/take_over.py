"""Begin from an earlier case of the same municipality: what stays the same is taken over."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import Application, CallField, Line, Partner
from funding.queries.applying.progress import begun
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case

# Advice, schedule, annexes and declarations belong to one application only.
ANEW_PAGES = frozenset({"advice", "schedule", "annexes", "declarations"})
# So do these, wherever they stand.
ANEW = frozenset(
    {"agreement", "agreement_on", "floor_exception", "floor_reason", "earlier_reference", "yearly"}
)


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
    sheet = Sheet(old)
    taken = [page for page in sheet.definition.pages if page.code not in ANEW_PAGES]
    names = {field.name for page in taken for field in page.fields}
    names |= {rows.name for page in taken for rows in page.rows}
    for name in names - ANEW:
        case.answers.keep(name, old.answers.value(name))
    for name in ("own_cash_cents", "income_cents", "third_party_cents"):
        setattr(case.answers, name, getattr(old.answers, name))
    draft.title, draft.requested_cents = source.title, source.requested_cents
    draft.field_id = _offered(session, source, draft)
    years = case.call.year - old.call.year
    _copy(session, Partner, source, draft)
    _copy(session, Line, source, draft, years)
    case.answers.taken_from = source.reference
    case.answers.to_check = [page.code for page in taken if begun(sheet, page)]
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
