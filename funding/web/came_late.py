"""What was typed on a page that came too late, in the words of the page it was typed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import current_app
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from wtforms import Field, FileField, PasswordField

from funding.definition.annexes import SLOTS
from funding.errors import FundingError
from funding.forms.page import filled
from funding.forms.pieces import leaves, shown
from funding.forms.speech import language
from funding.queries import find
from funding.queries.applying.findings import ANNEXES
from funding.services.accounts.park import Fields
from funding.web.signin import signed_in
from funding.web.view import reader
from funding.words.labels import FIELD_LABELS

# What forms carry for themselves: nobody has typed it.
OF_THE_FORM = frozenset(
    {"csrf_token", "form_key", "version", "base", "bases", "aktion", "offen", "id", "parked"}
)
Words = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Late:
    """A page that came too late: what it is called ("" if unknown), and what was typed on it."""

    title: str
    typed: Words


def late(path: str, fields: Fields) -> Late:
    """Put what was typed into the words of its page; a page of the form knows all its labels."""
    try:
        endpoint, named = current_app.url_map.bind("portal").match(path, method="POST")
    except HTTPException:
        return Late("", list(_plainly(fields)))
    if endpoint == "applying.section" and named["section"] != ANNEXES:
        try:
            return _of_section(named["reference"], named["section"], fields)
        except (FundingError, KeyError, ValueError):
            pass  # no longer theirs to see, or no page of ours: what they typed is theirs
    return Late(str(named.get("reference", "")), list(_plainly(fields)))


def _of_section(reference: str, section: str, fields: Fields) -> Late:
    who = signed_in()
    if who is None:
        raise KeyError(section)
    case = find.case(reader(), who, reference)
    form = filled(section, case, formdata=MultiDict(list(fields)))
    title = f"{form.page.title.in_(language())} ({reference})"
    return Late(title, in_words(leaves(form)))


def in_words(fields: list[tuple[str, str, Field]]) -> Words:
    """Write what the fields of a form hold under their labels."""
    return [
        (f"{field.label.text} {row}".strip(), shown(field))
        for row, name, field in fields
        if name not in OF_THE_FORM and _tells(field)
    ]


def _tells(field: Field) -> bool:
    """Tell whether a field holds something that the reader would have to type again."""
    private = isinstance(field, PasswordField | FileField)
    return not private and bool(field.data or field.process_errors) and bool(shown(field))


def _plainly(fields: Fields) -> Iterator[tuple[str, str]]:
    """Name what was typed by the table of labels; never by the names that machines use."""
    for name, value in fields:
        last = name.rpartition("-")[2]
        if last in OF_THE_FORM or not value.strip() or _is_key(value):
            continue
        label = FIELD_LABELS.get(name) or FIELD_LABELS.get(last)
        slot = SLOTS.get(last)
        text = label or (slot.label if slot else None)
        yield (text.in_(language()) if text else str(_("Your entry")), value)


def _is_key(value: str) -> bool:
    try:
        return bool(UUID(value))
    except ValueError:
        return False
