"""The annexes of a draft: shown, added by page or one by one, replaced, removed, promised."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from funding.db import reading, transaction
from funding.errors import Fault, Invalid, NotFound
from funding.forms.annexes import AnnexForm, Upload, annex_form
from funding.forms.words import fault_text
from funding.policy import require
from funding.queries import find
from funding.queries.applying.annexes import slots_of
from funding.queries.applying.findings import ANNEXES, annexes_found
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case
from funding.services.applying.annexes import (
    add_annex,
    promise_annexes,
    remove_annex,
    replace_annex,
)
from funding.services.applying.store_file import Kept, clean_name, take_in
from funding.web.applying.blueprint import own_case, pages
from funding.web.applying.looking import only_reads, reading_page
from funding.web.applying.meeting import who_else
from funding.web.handing_out import ACCEPT
from funding.web.signin import actor
from funding.web.view import settings, writing
from workflows.application import State
from workflows.core import StepRefused

Taken = list[tuple[Upload, Kept]]


@pages.route("/<reference>/abschnitt/anlagen", methods=["GET", "POST"])
def annexes(reference: str) -> ResponseReturnValue:
    """Show the annexes of the draft, or take what was sent with their page."""
    case = own_case(reference)
    if request.method != "POST" and case.application.state != State.DRAFT:
        return redirect(url_for("applying.show", reference=reference))
    if request.method != "POST" and only_reads(case):
        return reading_page(case, Sheet(case).definition.page(ANNEXES))
    require(actor(), "act", "edit", case.scope)
    form = annex_form(slots_of(case))
    return _save(case, form) if request.method == "POST" else _page(case, form)


def _page(case: Case, form: AnnexForm) -> str:
    findings = {finding.key: finding for finding in annexes_found(case)}
    more = {"findings": findings, "beside": who_else(case, ANNEXES), "section": ANNEXES}
    return render_template("applying/annexes.html", **_shown(case, form), **more)


def _shown(case: Case, form: AnnexForm) -> dict[str, Any]:
    slots = slots_of(case)
    return {
        "case": case,
        "form": form,
        "slots": [one for one in slots if one.needed] + [one for one in slots if not one.needed],
        "accept": ACCEPT,
        "limit": case.rule("file_bytes"),
        "case_limit": case.rule("case_bytes"),
    }


def _save(case: Case, form: AnnexForm) -> ResponseReturnValue:
    """Keep every file that fits and every day that can be read; say what was wrong with the rest.

    No version is compared: files of two people stand beside each other, none is written over.
    """
    reference, action = case.application.reference, request.form.get("aktion", "weiter")
    form.validate()
    taken = _taken(case, form)
    onward = _onward(reference, action)
    told = str(_("Saved."))
    with writing(form, onward) as session:
        promise_annexes(session, actor(), reference, form.promises())
        for upload, kept in taken:
            try:
                _put(session, reference, upload, kept)
            except Invalid as invalid:
                form.blame(upload.field, invalid.faults[0])
        told = _remove(session, reference, action) or told
    if any(form.problems()):
        return _again(reference, form), 422
    flash(told, "success")
    return redirect(onward, 303)


def _taken(case: Case, form: AnnexForm) -> Taken:
    """Keep the files on disk, outside any transaction; blame those that are not taken."""
    taken: Taken = []
    for upload in form.uploads():
        try:
            taken.append((upload, _kept(case, upload)))
        except Invalid as invalid:
            form.blame(upload.field, invalid.faults[0])
    return taken


def _kept(case: Case, upload: Upload) -> Kept:
    folder, name = settings().var / "files", upload.file.filename or ""
    return take_in(folder, upload.file.stream, name, case.rule("file_bytes"))


def _put(session: Session, reference: str, upload: Upload, kept: Kept) -> None:
    name = upload.file.filename or ""
    if upload.replaces is None:
        add_annex(session, actor(), reference, upload.slot, kept, name)
    else:
        replace_annex(session, actor(), reference, upload.replaces, kept, name)


def _remove(session: Session, reference: str, action: str) -> str:
    word, _colon, key = action.partition(":")
    if word != "entfernen":
        return ""
    try:
        name = remove_annex(session, actor(), reference, UUID(key))
    except (ValueError, NotFound):  # somebody else was quicker
        return str(_("This file is no longer there."))
    return str(_("%(name)s was removed.", name=name))


def _onward(reference: str, action: str) -> str:
    if action == "spaeter":
        return url_for("applying.show", reference=reference)
    if action == "weiter":
        return url_for("applying.section", reference=reference, section="declarations")
    return url_for("applying.annexes", reference=reference)


def _again(reference: str, form: AnnexForm) -> str:
    """Show the page as it is now, with what was wrong; a field that is gone tells it on top."""
    with reading() as fresh:
        case = find.case(fresh, actor(), reference)
        shown = annex_form(slots_of(case))
        shown.validate()  # so that a day stands there as typed, with what is wrong with it
        shown.form_key.data = str(uuid4())
        for name in form.targets:
            if name in shown:
                shown[name].errors = form[name].errors
            else:
                shown.form_errors += [str(error) for error in form[name].errors]
        return _page(case, shown)


@pages.post("/<reference>/abschnitt/anlagen/<slot>")
def annex(reference: str, slot: str) -> ResponseReturnValue:
    """Take one file while the reader stays on the page; the same content twice is recognised."""
    case = own_case(reference)
    require(actor(), "act", "edit", case.scope)
    file = request.files.get("datei")
    if file is None:
        return jsonify({"told": fault_text(Fault("file", "required"))}), 422
    replaces = _key(request.form.get("ersetzt", ""))
    upload = Upload("datei", slot, replaces, file)
    try:
        kept = _kept(case, upload)
        with transaction() as session:
            _put(session, reference, upload, kept)
    except Invalid as invalid:
        return jsonify({"told": fault_text(invalid.faults[0])}), 422
    except StepRefused:
        told = _("This application is no longer a draft and is not changed.")
        return jsonify({"told": str(told)}), 409
    told = _("%(name)s has been uploaded.", name=clean_name(file.filename or ""))
    return jsonify({"told": str(told), "slot": _slot_as_it_is(reference, slot)})


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _slot_as_it_is(reference: str, slot: str) -> str:
    with reading() as fresh:
        case = find.case(fresh, actor(), reference)
        form = annex_form(slots_of(case), formdata=None)
        return render_template("applying/annex_slot.html", **_shown(case, form), wanted=slot)
