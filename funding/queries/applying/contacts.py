"""Whom the office may ask at a town: now, as it was submitted, and each change between."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from funding.definition.language import Field, Page
from funding.law import berlin
from funding.models import ContactChange
from funding.queries.applying.findings import Finding, found_on
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case

PREFIX = "a1.ap_"


def page_of(case: Case) -> Page:
    """Return the page of the form on which the contact is asked for."""
    return next(p for p in Sheet(case).definition.pages if any(_of_contact(p)))


def fields_of(case: Case) -> tuple[Field, ...]:
    """Return the fields of the contact as the form of the case defines them."""
    return tuple(_of_contact(page_of(case)))


def _of_contact(page: Page) -> Sequence[Field]:
    return [field for field in page.fields if field.key.startswith(PREFIX)]


def contact_now(case: Case) -> dict[str, Any]:
    """Return the entries of the contact as they are now, by the names of the form."""
    return {field.name: case.answers.value(field.name) or "" for field in fields_of(case)}


def contact_errors(case: Case) -> list[Finding]:
    """List what is wrong with the contact by the rules that held at submission."""
    names = {field.name for field in fields_of(case)}
    return [one for one in found_on(case, page_of(case)) if one.error and one.field in names]


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Name the entries that are not what they were."""
    return [name for name in old if (old[name] or "") != (new.get(name) or "")]


def contact_changes(case: Case) -> Sequence[ContactChange]:
    """List each change of the contact after submission, the latest first."""
    return case.session.scalars(
        select(ContactChange)
        .where(ContactChange.application_id == case.application.id)
        .order_by(ContactChange.changed_at.desc(), ContactChange.id)
    ).all()


def contact_changed_on(case: Case) -> list[date]:
    """List the days on which the contact was changed after submission, in their order."""
    return sorted({berlin.local_date(one.changed_at) for one in contact_changes(case)})


def contact_differs(case: Case) -> bool:
    """Is the contact another than before?"""
    return case.details is None or bool(case.given("fields"))


ANSWERS: dict[str, Callable[[Case], bool]] = {"contact_differs": contact_differs}


def params(_case: Case, _code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs."""
    return {}
