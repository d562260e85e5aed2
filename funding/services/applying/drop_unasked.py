"""What is not asked of a case is not handed in: its values leave the form with the submission."""

from __future__ import annotations

from sqlalchemy import delete

from funding.definition.language import Field, Rows
from funding.models import Partner
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case

NOUGHT = {"own_cash": "own_cash_cents", "income": "income_cents"}


def drop_unasked(case: Case) -> None:
    """Take the values of every field out whose conditions do not hold, until none is left.

    A condition may hang on a field that goes itself, so this is done until nothing changes.
    """
    while any(_dropped(Sheet(case), part) for part in _conditional(case)):
        pass


def _conditional(case: Case) -> list[Field | Rows]:
    pages = Sheet(case).definition.pages
    fields: list[Field | Rows] = [field for page in pages for field in page.fields]
    return [part for part in [*fields, *(r for page in pages for r in page.rows)] if part.when]


def _dropped(sheet: Sheet, part: Field | Rows) -> bool:
    """Drop one part; tell whether there was something to drop."""
    if sheet.asked(part):
        return False
    case, held = sheet.case, sheet.rows(part.name) if isinstance(part, Rows) else None
    if part.name == "partners":
        case.session.execute(delete(Partner).where(Partner.application_id == case.application.id))
        case.forget_partners()
        return bool(held)
    if case.answers.value(part.name) in (None, "", []):
        return False
    case.answers.keep(part.name, None)
    return True
