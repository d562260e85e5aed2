"""Handing in, after submission, an annex that the application promised."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask import request as sent
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.definition.annexes import SLOTS
from funding.errors import Fault, Invalid, NotFound
from funding.forms.annexes import DeliverForm, deliver_form
from funding.policy import permits, require
from funding.queries.applying.my_cases import TAKEN
from funding.queries.applying.promises import Promise, delivered_later, open_promises
from funding.queries.applying.town_page import view_of
from funding.queries.case import Case
from funding.services.applying.deliver_annex import deliver_files
from funding.services.applying.store_file import Kept, take_in
from funding.web.applying.blueprint import own_case, pages
from funding.web.handing_out import ACCEPT
from funding.web.signin import actor
from funding.web.view import settings, writing
from workflows.application import Trigger


def awaited(case: Case) -> list[Promise]:
    """List what the town still has to hand in; that the office has decided shows in nothing."""
    return open_promises(case) if view_of(case) in TAKEN else []


def delivering(case: Case) -> dict[str, Any]:
    """Return what the page of the case shows of promises, with a form for whoever may deliver."""
    promises = awaited(case)
    may = permits(actor(), "application", Trigger.DELIVER_ANNEX, case.scope)
    forms = {p.slot.code: deliver_form(p.slot, formdata=None) for p in promises if may}
    for form in forms.values():
        form.version.data = str(case.application.version)
    return {
        "promises": promises,
        "came_later": [(SLOTS[one.slot].label, one) for one in delivered_later(case)],
        "delivery_forms": forms,
        "accept": ACCEPT,
        "limit": case.rule("file_bytes") if forms else 0,
    }


@pages.route("/<reference>/nachreichen/<slot>", methods=["GET", "POST"])
def deliver(reference: str, slot: str) -> ResponseReturnValue:
    """Take the files of a promised annex; what is wrong with one of them is said at the field."""
    case = own_case(reference)
    if slot not in SLOTS:
        raise NotFound(slot)
    require(actor(), "application", Trigger.DELIVER_ANNEX, case.scope)
    onward = url_for("applying.show", reference=reference)
    promise = next((one for one in awaited(case) if one.slot.code == slot), None)
    if sent.method != "POST" and promise is None:
        return redirect(onward)
    form = deliver_form(SLOTS[slot], data={"version": case.application.version})
    if sent.method == "POST" and _taken(case, form, slot, onward):
        flash(_("Thank you. The document has been handed in."), "success")
        return redirect(onward, 303)
    page = render_template(
        "applying/deliver.html",
        case=case,
        slot=SLOTS[slot],
        promise=promise,
        form=form,
        accept=ACCEPT,
        limit=case.rule("file_bytes"),
    )
    return page, 422 if sent.method == "POST" else 200


def _taken(case: Case, form: DeliverForm, slot: str, onward: str) -> bool:
    """Keep the files on disk, then name them in one step; or say at the field what is wrong."""
    form.validate()
    # Demanded as of every page, but not compared: the guard says who was quicker.
    _version = form.read_version
    if not form.files():
        form.add_fault(Fault("file", "file_needed"))
        return False
    try:
        kept = [_kept(case, one) for one in form.files()]
        with writing(form, onward) as session:
            deliver_files(session, actor(), case.application.reference, slot, kept)
    except Invalid as invalid:
        form.take_faults(invalid)
        return False
    return True


def _kept(case: Case, file: Any) -> tuple[Kept, str]:
    folder, name = settings().var / "files", file.filename or ""
    return take_in(folder, file.stream, name, case.rule("file_bytes")), name
