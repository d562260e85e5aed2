"""The town keeps the list of receipts: typed, pasted or as a file, looked at, then saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from funding.errors import Fault
from funding.forms.receipts import (
    LONGEST_TEXT,
    ReadReceipt,
    ReceiptsForm,
    read_receipts,
    written,
)
from funding.forms.speech import language
from funding.forms.words import fault_text
from funding.policy import require
from funding.queries.case import Case
from funding.queries.reporting.figures import figures
from funding.queries.reporting.hearings import writable
from funding.queries.reporting.receipts import (
    MOST_RECEIPTS,
    ReceiptEntry,
    faults_of,
    receipted,
    receipts_of,
    sums_by_line,
)
from funding.services.reporting.keep_receipts import keep_receipts
from funding.web.applying.blueprint import demand_told
from funding.web.reporting.blueprint import pages, town_case
from funding.web.sheet_file import unpacked
from funding.web.signin import actor
from funding.web.view import writing

MOST_SHOWN = 500


@dataclass(frozen=True, slots=True)
class LineSum:
    """What the receipts of a line add up to, beside its figure in the proof (cents)."""

    number: int
    label: str
    kind: str
    planned: int
    actual: int | None
    receipts: int


@pages.route("/antraege/<reference>/verwendungsnachweis/belege", methods=["GET", "POST"])
def receipts(reference: str) -> ResponseReturnValue:
    """Show the list; read what was typed or sent, tell what cannot be, and keep what can."""
    case = town_case(reference)
    require(actor(), "act", "prove", case.scope)
    demand_told(case)
    if request.method != "POST" and not writable(case):
        return redirect(url_for("reporting.proof", reference=reference))
    kept = receipts_of(case)
    form = ReceiptsForm(
        data={
            "version": case.application.version,
            "text": written(kept, case.lines, language()),
            "figures": True,
        }
    )
    if request.method != "POST":
        rows = read_receipts(str(form["text"].data), case.lines, language())
        return _page(case, form, rows)
    # One row more, that of the headings.
    valid = form.validate() and unpacked(
        form,
        most_rows=MOST_RECEIPTS + 1,
        longest=LONGEST_TEXT,
        too_large=Fault("file", "receipts_too_large", {"most": MOST_RECEIPTS}),
    )
    rows = read_receipts(str(form["text"].data or ""), case.lines, language())
    rows = _judged(case, rows)
    if len(rows) > MOST_RECEIPTS:
        form.add_fault(Fault("text", "receipts_too_many", {"most": MOST_RECEIPTS}))
    wrong = sum(bool(row.faults) for row in rows)
    saving = request.form.get("aktion") == "speichern"
    if saving and wrong:
        form.add_fault(Fault("text", "receipts_wrong", {"count": wrong}))
    if not valid or form["text"].errors:
        return _page(case, form, rows), 422
    return _keep(case, form, _entries(rows)) if saving else _page(case, form, rows)


def _entries(rows: Sequence[ReadReceipt]) -> list[ReceiptEntry]:
    return [row.entry for row in rows if row.entry is not None]


def _judged(case: Case, rows: Sequence[ReadReceipt]) -> list[ReadReceipt]:
    """Add to every row that could be read what is wrong with it beside the others."""
    readable = [row for row in rows if row.entry is not None]
    wrong = faults_of(case, _entries(rows))
    places = {row.number: at for at, row in enumerate(readable)}
    numbers = [row.number for row in readable]
    return [
        replace(row, faults=tuple(_named(fault, numbers) for fault in found))
        if row.entry is not None and (found := wrong.get(places[row.number]))
        else row
        for row in rows
    ]


def _named(fault: Fault, numbers: Sequence[int]) -> Fault:
    """Name the other row as it is numbered in the text."""
    if fault.code != "receipt_twice":
        return fault
    return Fault(fault.field, fault.code, {"row": numbers[int(str(fault.params["row"])) - 1]})


def _keep(case: Case, form: ReceiptsForm, entries: Sequence[ReceiptEntry]) -> ResponseReturnValue:
    reference = case.application.reference
    onward = url_for("reporting.proof", reference=reference, _anchor="belege")
    with writing(form, onward) as session:
        keep_receipts(
            session,
            actor(),
            reference,
            entries,
            figures=bool(form.figures.data),
            version=form.read_version,
        )
    told = ngettext("%(num)d receipt is saved.", "%(num)d receipts are saved.", len(entries))
    flash(told, "success")
    return redirect(onward, 303)


def _page(case: Case, form: ReceiptsForm, rows: Sequence[ReadReceipt]) -> str:
    entries = [row.entry for row in rows if row.entry is not None and not row.faults]
    return render_template(
        "reporting/receipts.html",
        case=case,
        form=form,
        wrong=[row for row in rows if row.faults],
        rows=rows[:MOST_SHOWN],
        count=len(rows),
        readable=len(entries),
        numbers={line.id: number for number, line in enumerate(case.lines, 1)},
        sums=_sums_of(case, sums_by_line(entries)),
        fault_text=fault_text,
    )


def _sums_of(case: Case, receipts_: Mapping[UUID, int]) -> list[LineSum]:
    """Set what the receipts of each line add up to beside its figure."""
    own = {line.id for line in receipted(case)}
    return [
        LineSum(
            number,
            figure.label,
            figure.kind,
            figure.planned,
            figure.actual,
            receipts_.get(figure.line_id, 0),
        )
        for number, figure in enumerate(figures(case), 1)
        if figure.line_id in own
    ]
