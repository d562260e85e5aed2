"""Rows of a page without a script: one more, one less, and where the reader goes on."""

from __future__ import annotations

from flask_babel import gettext as _

from funding.definition.language import Rows
from funding.forms.page import PageForm, blank
from funding.forms.speech import language
from funding.queries.case import Case

MOST_DIGITS = 4  # no page has more rows than that


def add_row(case: Case, form: PageForm, wanted: str) -> None:
    """Add an empty row where there is none that is needed, or where another one is wanted."""
    added = False
    for rows in form.page.rows:
        entries = form[rows.name].entries
        needed = rows.name == wanted or (rows.required and not entries)
        if needed and not rows.fixed and len(entries) < rows.most:
            form[rows.name].append_entry()
            added = True
    if added:
        form.prepare(case)


def remove_row(form: PageForm, action: str) -> str:
    """Take out the row that the reader wants to be rid of, and say so."""
    word, _colon, rest = action.partition(":")
    name, _colon, number = rest.partition(":")
    rows = next((rows for rows in form.page.rows if rows.name == name), None)
    if rows is None or rows.fixed or word != "entfernen":
        return ""
    if not number.isdecimal() or len(number) > MOST_DIGITS:
        return ""
    entries = form[name].entries
    if not 1 <= int(number) <= len(entries):
        return ""
    gone = entries.pop(int(number) - 1)
    return str(
        _(
            "%(row)s %(what)s was removed.",
            row=rows.named.fill(language(), number=number),
            what=gone.form[_telling(rows)].data or "",
        )
    )


def row_anchor(form: PageForm, name: str) -> str:
    """Return the id of the first control of the row that comes next; nothing for unknown rows."""
    rows = next((rows for rows in form.page.rows if rows.name == name), None)
    if rows is None:
        return ""
    last = sum(not blank(rows, entry.form) for entry in form[name].entries)
    return f"{name}-{last}-{rows.fields[0].name}"


def _telling(rows: Rows) -> str:
    """Return the field that tells one row from another: of a line its label, else the first."""
    names = [field.name for field in rows.fields]
    return "label" if "label" in names else names[0]
