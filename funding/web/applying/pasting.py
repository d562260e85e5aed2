"""Taking lines of the plan over from a spreadsheet: paste, look, take over."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from funding.errors import Fault
from funding.forms.pasted_amounts import DIGITS
from funding.forms.pasting import Pasted, PasteForm, entries_of, read_lines
from funding.forms.speech import language
from funding.forms.words import fault_text
from funding.law import quantities
from funding.policy import require
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case
from funding.services.applying.save_rows import LineEntry, entry_of
from funding.services.applying.save_section import save_section
from funding.web.applying.blueprint import own_case, pages
from funding.web.sheet_file import unpacked
from funding.web.signin import actor
from funding.web.view import writing
from funding.words.expenditure import UNITS
from workflows.application import State


@pages.route("/<reference>/abschnitt/expenditure/einfuegen", methods=["GET", "POST"])
def paste(reference: str) -> ResponseReturnValue:
    """Read pasted rows, show what was understood, and take it over when the reader says so."""
    case = own_case(reference)
    if request.method != "POST" and case.application.state != State.DRAFT:
        return redirect(url_for("applying.show", reference=reference))
    require(actor(), "act", "edit", case.scope)
    form = PasteForm(data={"version": case.application.version})
    if request.method != "POST":
        return _page(case, form, [])
    valid = form.validate() and unpacked(form)
    rows = read_lines(str(form["text"].data or ""), year=case.call.year, language=language())
    new = entries_of(rows)
    if valid:
        _judge(case, form, new)
    if not valid or form["text"].errors:
        return _page(case, form, rows), 422
    if request.form.get("aktion") != "uebernehmen":
        return _page(case, form, rows)
    return _take_over(case, form, new)


def _judge(case: Case, form: PasteForm, new: Sequence[LineEntry]) -> None:
    if not new:
        form.add_fault(Fault("text", "no_lines"))
    elif len(case.lines) + len(new) > (most := most_lines(case)):
        form.add_fault(Fault("text", "lines_too_many", {"most": most}))


def most_lines(case: Case) -> int:
    """Return how many lines a plan has at most, by the form of the case."""
    return next(r.most for r in Sheet(case).definition.page("expenditure").rows)


def _take_over(case: Case, form: PasteForm, new: Sequence[LineEntry]) -> ResponseReturnValue:
    reference = case.application.reference
    lines = [*(entry_of(one) for one in case.lines), *new]
    onward = url_for(
        "applying.section", reference=reference, section="expenditure", _anchor="summen"
    )
    with writing(form, onward) as session:
        save_section(
            session,
            actor(),
            reference,
            "expenditure",
            {},
            version=form.read_version,
            lines=lines,
            looked_at=False,
        )
    flash(
        ngettext("%(num)d line was taken over.", "%(num)d lines were taken over.", len(new)),
        "success",
    )
    return redirect(onward, 303)


def _page(case: Case, form: PasteForm, rows: Sequence[Pasted]) -> str:
    return render_template(
        "applying/paste.html",
        case=case,
        form=form,
        rows=rows,
        readable=entries_of(rows),
        fault_text=fault_text,
        units=UNITS,
        quantity=lambda scaled: quantities.typed(scaled, language(), DIGITS),
    )
