"""Two versions of an application side by side."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from funding.definition.places import place_of
from funding.errors import NotFound
from funding.forms.answering import told_value
from funding.queries.applying.contacts import contact_changes, fields_of
from funding.queries.applying.sheet import Sheet
from funding.queries.reviewing.versions import answers_between, changes_between, versions
from funding.web.opening import open_case


def hang(pages: Blueprint) -> None:
    """Hang the page under the blueprint of the case file."""
    pages.add_url_rule("/fassungen", "versions", compare)


def compare(reference: str) -> str:
    """Show what differs between two versions; the first and the last where none are named."""
    case = open_case(reference)
    known = versions(case)
    if not known:
        raise NotFound(reference)
    numbers = [one.number for one in known]
    earlier, later = _named("von", numbers, 1), _named("bis", numbers, len(known))
    earlier, later = min(earlier, later), max(earlier, later)
    form, rows = Sheet(case).definition, []
    for change in changes_between(case, earlier, later):
        place = place_of(form, change.field_key)
        if place is not None:
            old, new = (told_value(case, place, kept) for kept in (change.old, change.new))
            rows.append((place, old, new))
    return render_template(
        "case_file/versions.html",
        case=case,
        versions=known,
        earlier=earlier,
        later=later,
        rows=rows,
        answers=answers_between(case, earlier, later),
        contact_changes=contact_changes(case),
        contact_fields=fields_of(case),
    )


def _named(name: str, numbers: list[int], usual: int) -> int:
    typed = request.args.get(name, "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("1000") else 0
    return number if number in numbers else usual
