"""Answering what the office asked for: a text, a file, or a reason why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from funding.db import reading
from funding.errors import Fault, Invalid
from funding.forms.answering import answer_form, mended_of, name_of, places_of, told_value, typed_at
from funding.forms.applying import AnswerForm
from funding.forms.speech import language
from funding.forms.words import fault_text, finding_text
from funding.policy import require
from funding.queries import find
from funding.queries.applying import town_page as town
from funding.queries.applying.findings import RulesBroken
from funding.queries.case import Case
from funding.services.applying.keep_answers import Written, keep_answers
from funding.services.applying.save_rows import plain
from funding.services.applying.store_file import Kept, take_in
from funding.web.applying.blueprint import own_case, pages
from funding.web.handing_out import ACCEPT
from funding.web.offers import offered
from funding.web.signin import actor
from funding.web.view import settings, writing
from workflows.application import State


def answerable(case: Case) -> bool:
    """Tell whether the latest request still takes answers: in time, or handed in late."""
    state, asked = case.application.state, case.request
    in_time = state == State.INFO_REQUESTED and asked is not None and asked.state == "sent"
    return in_time or town.late_answers(case)


@pages.route("/<reference>/nachforderung", methods=["GET", "POST"])
def answer(reference: str) -> ResponseReturnValue:
    """Show what was asked for, keep the answers, and send them when all are there."""
    case = own_case(reference)
    if request.method != "POST" and not answerable(case):
        return redirect(url_for("applying.show", reference=reference))
    require(actor(), "act", "edit", case.scope)
    items = town.items_of(case)
    form = answer_form(case, items)
    if request.method == "POST":
        return _take(case, items, form)
    return _page(case, items, form)


def _page(case: Case, items: Sequence[town.Item], form: AnswerForm) -> str:
    while len(form.items.entries) < len(items):
        form.items.append_entry()
    mended = mended_of(case, items)
    rows = zip(items, form.items, places_of(case, items), mended, strict=False)
    return render_template(
        "applying/answer.html",
        case=case,
        form=form,
        rows=[
            (item, entry, place, told_value(case, place, item.old), field)
            for item, entry, place, field in rows
        ],
        accept=ACCEPT,
        asked=case.extension,
        offer=offered(case).get("ask_extension"),
    )


def _take(case: Case, items: Sequence[town.Item], form: AnswerForm) -> ResponseReturnValue:
    valid = form.validate()
    limit = case.rule("file_bytes")
    written = [_written(item, entry, limit) for item, entry in zip(items, form.items, strict=False)]
    for number, field in enumerate(mended_of(case, items)):
        one = written[number] if number < len(written) else None
        if one and field and valid:
            written[number] = replace(one, filled=True, value=typed_at(form, number, field))
    if not valid or None in written:
        return _page(case, items, form), 422
    wanted = request.form.get("aktion") == "senden"
    send = wanted and _all_there(items, form, written)
    reference = case.application.reference
    onward = url_for("applying.show" if send else "applying.answer", reference=reference)
    kept = [one for one in written if one]
    try:
        _keep(form, reference, kept, onward, send=send)
    except RulesBroken as broken:
        # What was typed is kept as on any page, files too; only the sending waits.
        _keep(form, reference, kept, onward, send=False)
        _show(form, items, broken)
        return _incomplete(reference, form)
    except Invalid as invalid:  # a file that finds no room, or is known to be infected
        form.take_faults(invalid)
        return _page(case, items, form), 422
    if wanted and not send:
        return _incomplete(reference, form)
    flash(_("Your answer has been sent.") if send else _("Saved."), "success")
    return redirect(onward, 303)


def _keep(
    form: AnswerForm, reference: str, kept: Sequence[Written], onward: str, *, send: bool
) -> None:
    with writing(form, onward) as session:
        keep_answers(session, actor(), reference, kept, form.read_version, send=send)


def _show(form: AnswerForm, items: Sequence[town.Item], broken: RulesBroken) -> None:
    """Say at the field that was filled in anew which rule it breaks, or on top of the page."""
    names = {item.field_key: name_of(number) for number, item in enumerate(items)}
    form.form_errors.append(
        _("What you changed does not fit the rest. Change it, or write what is needed.")
    )
    for one in broken.found:
        name = names.get(one.key, "")
        if name in form._fields:
            form[name].errors = [*form[name].errors, finding_text(one)]
        else:
            form.form_errors.append(f"{one.label.in_(language())}: {finding_text(one)}")


def _incomplete(reference: str, form: AnswerForm) -> ResponseReturnValue:
    """Show what is still missing; what was typed is saved already."""
    with reading() as fresh:
        case = find.case(fresh, actor(), reference)
        form.version.data, form.form_key.data = str(case.application.version), str(uuid4())
        return _page(case, town.items_of(case), form), 422


def _all_there(
    items: Sequence[town.Item], form: AnswerForm, written: Sequence[Written | None]
) -> bool:
    complete = len(written) == len(items)
    for item, entry, one in zip(items, form.items, written, strict=False):
        if one and not (one.text or one.kept or item.file_id or _mended(one, item)):
            entry.form.answer.errors = [
                *entry.form.answer.errors,
                fault_text(Fault("answer", "required")),
            ]
            complete = False
    return complete


def _mended(one: Written, item: town.Item) -> bool:
    """Tell whether the field that was asked about holds something else now."""
    return one.filled and {"value": plain(one.value)} != item.old


def _written(item: town.Item, entry: Any, limit: int) -> Written | None:
    row = entry.form
    typed = str(row.answer.data or "")
    if row.refused.data and not typed:
        row.answer.errors = [*row.answer.errors, fault_text(Fault("answer", "reason_missing"))]
        return None
    upload = row.file.data if isinstance(row.file.data, FileStorage) else None
    if upload is None:
        return Written(item.id, typed, refused=bool(row.refused.data))
    kept = _kept(upload, limit)
    if isinstance(kept, Fault):
        row.file.errors = [*row.file.errors, fault_text(kept)]
        return None
    return Written(item.id, typed, bool(row.refused.data), kept, upload.filename or "")


def _kept(upload: FileStorage, limit: int) -> Kept | Fault:
    try:
        return take_in(settings().var / "files", upload.stream, upload.filename or "", limit)
    except Invalid as invalid:
        return invalid.faults[0]
