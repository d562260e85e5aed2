"""The answers to a request for information: a text, a file, and the field that was asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from funding.definition.language import Field, Kind
from funding.definition.places import Place, place_of
from funding.forms.applying import AnswerForm
from funding.forms.building import built
from funding.forms.offering import offer
from funding.forms.page import shown_as, typed_as
from funding.forms.reading import written
from funding.queries.applying.sheet import Sheet, day
from funding.queries.applying.town_page import Item
from funding.queries.case import Case


def places_of(case: Case, items: Sequence[Item]) -> list[Place | None]:
    """Return the place in the form that each item is about; ``None`` where it is about none."""
    form = Sheet(case).definition
    return [place_of(form, item.field_key) if item.field_key else None for item in items]


def mended_of(case: Case, items: Sequence[Item]) -> list[Field | None]:
    """Return the field that each item's answer may fill in anew; ``None`` for words only."""
    sheet = Sheet(case)
    return [sheet.mended(place) for place in places_of(case, items)]


def answer_form(case: Case, items: Sequence[Item]) -> AnswerForm:
    """Build the form of a request, with the controls of the fields that may be filled in anew."""
    mended = {n: field for n, field in enumerate(mended_of(case, items)) if field is not None}
    kinds = {name_of(n): built(field)[field.name] for n, field in mended.items()}
    held: dict[str, Any] = {
        name_of(n): shown_as(field, current(field, items[n])) for n, field in mended.items()
    }
    held["version"] = case.application.version
    held["items"] = [{"answer": i.answer, "refused": i.state == "refused"} for i in items]
    form: AnswerForm = type("RequestForm", (AnswerForm,), kinds)(data=held)
    for n, field in mended.items():
        offer(case, [form[name_of(n)]], field, open_=True)
    return form


def name_of(number: int) -> str:
    """Return the name of the control of an item, counted from 0."""
    return f"value_{number}"


def typed_at(form: AnswerForm, number: int, field: Field) -> Any:
    """Return what was typed in the control of an item."""
    return typed_as(field, form[name_of(number)].data)


def current(field: Field, item: Item) -> Any:
    """Return what the control of an item shows: the new value where there is one, else the old."""
    kept = item.new if item.new is not None else item.old
    value = kept["value"] if kept else None
    return day(value) if field.kind == Kind.DAY else value


def told_value(case: Case, place: Place | None, kept: dict[str, Any] | None) -> str:
    """Put a value that was kept with an item into words; nothing where there is none."""
    if place is None or place.field is None or kept is None:
        return ""
    value = kept["value"]
    value = day(value) if place.field.kind == Kind.DAY else value
    return written(case, place.field, value)
