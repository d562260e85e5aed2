"""The town asks for a change after the decision: written, signed, answered, taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Invalid, NotFound
from funding.forms.applying import SignForm
from funding.forms.base import Form
from funding.forms.changing import LONGEST, ChangeForm, KindForm, writable
from funding.forms.partner_change import PartnerChangeForm
from funding.forms.towns import Register
from funding.models import Change
from funding.models.change import PARTNER
from funding.policy import permits, require
from funding.queries.applying.register import entries
from funding.queries.applying.rights import signers
from funding.queries.case import Case
from funding.queries.spending.change_answers import possible_kinds
from funding.queries.spending.change_notice import notice_of
from funding.queries.spending.changes import Moved, changes_of, find_change, moved_lines
from funding.queries.spending.partner_changes import roster
from funding.services.spending.ask_change import (
    Content,
    draft_change,
    request_change,
    save_change,
    withdraw_change,
)
from funding.services.spending.change_partners import Joining, ask_partners
from funding.web.applying.blueprint import demand_told, own_case, pages
from funding.web.applying.handing_in import signing
from funding.web.change_told import told
from funding.web.notice_document import change_as_pdf
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.change import OPEN, WRITABLE, State, Trigger


def _may_write(case: Case) -> bool:
    return permits(actor(), "act", "draft_change", case.scope)


@pages.route("/<reference>/aenderungen", methods=["GET", "POST"])
def changes(reference: str) -> ResponseReturnValue:
    """List the changes of a project, and begin another one."""
    case = own_case(reference)
    demand_told(case)
    may = _may_write(case)
    found = changes_of(case, drafts=may)
    begun = {one.kind for one in found if one.state in OPEN}
    kinds = [kind for kind in possible_kinds(case) if kind not in begun]
    form, status = KindForm(), 200
    form.offer(possible_kinds(case))
    if request.method == "POST":
        require(actor(), "act", "draft_change", case.scope)
        status = 422
        if form.validate() and (key := _begin(form, reference)):
            return redirect(url_for("applying.one_change", reference=reference, change_id=key), 303)
    form.offer(kinds)
    page = render_template(
        "applying/changes.html",
        case=case,
        form=form,
        kinds=kinds,
        changes=found,
        may_write=may,
        may_contact=permits(actor(), "application", "change_contact", case.scope),
    )
    return page, status


def _begin(form: KindForm, reference: str) -> UUID | None:
    location = url_for("applying.changes", reference=reference)
    try:
        with writing(form, location) as session:
            return draft_change(session, actor(), reference, str(form.kind.data)).id
    except Invalid as invalid:
        form.take_faults(invalid)
    return None


@pages.route("/<reference>/aenderungen/<uuid:change_id>", methods=["GET", "POST"])
def one_change(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Show a change, old and new side by side; while the town may write, as a form."""
    case, found = _found(reference, change_id)
    rows = writable(found, moved_lines(case, found))
    form = _form_of(case, found)
    if request.method != "POST":
        return _page(case, found, form, _sign_form(found))
    require(actor(), "act", "draft_change", case.scope)
    location = url_for("applying.one_change", reference=reference, change_id=change_id)
    if form.validate() and form.check() and (content := _content(form, rows)):
        try:
            with writing(form, location) as session:
                save_change(session, actor(), reference, change_id, content, form.read_version)
        except Invalid as invalid:
            form.take_faults(invalid)
        else:
            flash(_("Saved. The change has not been sent yet."), "success")
            return redirect(f"{location}#senden", 303)
    return _page(case, found, form, _sign_form(found)), 422


@pages.get("/<reference>/aenderungen/<uuid:change_id>/bescheid.pdf")
def change_document(reference: str, change_id: UUID) -> Response:
    """Send the notice on a change as it was issued, from its notification on."""
    case, found = _found(reference, change_id)
    notice = notice_of(case, found)
    if notice is None or notice.notified_on > case.today:
        raise NotFound(str(change_id))
    return change_as_pdf(notice.content, draft=False)


def _form_of(case: Case, found: Change, **more: Any) -> ChangeForm:
    if found.kind == PARTNER:
        return PartnerChangeForm.of(found, roster(case.session, found), **more)
    rows = writable(found, moved_lines(case, found))
    return ChangeForm(data=ChangeForm.data_of(found, rows), **more)


def _content(form: ChangeForm, rows: list[Moved]) -> Content | None:
    """Return what was typed; none where it is not clear which municipality is meant."""
    words = str(form.reason.data or ""), str(form.answer.data or "")
    if not isinstance(form, PartnerChangeForm):
        return Content(words[0], form.new_end.data, form.amounts(rows), words[1])
    key = form.town(Register(lambda: entries(reader())))
    if form.joining.data and not key:
        return None
    joining = Joining(key, str(form.task.data or ""), form.given()) if key else None
    leaving = frozenset(form.leaving.data or ())
    return Content(words[0], answer=words[1], leaving=leaving, joining=joining)


def _sign_form(found: Change) -> SignForm:
    return SignForm(formdata=None, data={"version": found.version})


def _found(reference: str, change_id: UUID) -> tuple[Case, Change]:
    case = own_case(reference)
    demand_told(case)
    return case, find_change(case, change_id, drafts=_may_write(case))


def _page(case: Case, found: Change, form: ChangeForm, sign: Form) -> str:
    rows = moved_lines(case, found)
    own = writable(found, rows)
    may = _may_write(case)
    return render_template(
        "applying/change_show.html",
        case=case,
        form=form,
        sign=sign,
        writes=may and found.state in WRITABLE,
        pairs=list(zip(own, form.lines, strict=False)),
        fixed=[row for row in rows if row not in own],
        may_sign=permits(actor(), "change", Trigger.REQUEST, case.scope),
        signatories=signers(case, case.application.lead_key),
        longest=LONGEST,
        **told(case, found),
    )


@pages.post("/<reference>/aenderungen/<uuid:change_id>/partner")
def ask_for_agreement(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Ask every municipality of a change of the partners to agree to it."""
    case, found = _found(reference, change_id)
    require(actor(), "change", Trigger.ASK_PARTNERS, case.scope)
    form = Form()
    if not form.validate():
        return _signed_badly(case, found, form)
    location = url_for("applying.one_change", reference=reference, change_id=change_id)
    with writing(form, location) as session:
        ask_partners(session, actor(), reference, change_id, version=form.read_version)
    flash(_("All municipalities concerned are asked to agree."), "success")
    return redirect(f"{location}#zustimmung", 303)


@pages.post("/<reference>/aenderungen/<uuid:change_id>/senden")
def send_change(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Sign a change, or the answer about it, and send it to the office."""
    case, found = _found(reference, change_id)
    require(actor(), "change", Trigger.REQUEST, case.scope)
    form = SignForm()
    if not signing(form):
        return _signed_badly(case, found, form)
    location = url_for("applying.one_change", reference=reference, change_id=change_id)
    with writing(form, location) as session:
        version = form.read_version
        request_change(
            session, actor(), reference, change_id, reauthenticated=True, version=version
        )
    flash(_("The change has been sent to the office."), "success")
    return redirect(location, 303)


@pages.post("/<reference>/aenderungen/<uuid:change_id>/zurueckziehen")
def withdraw_a_change(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Take a change back: a draft by who may write it, else signed."""
    case, found = _found(reference, change_id)
    drafted = found.state == State.DRAFTED
    needed = Trigger.WITHDRAW if drafted else Trigger.REQUEST
    require(actor(), "change", needed, case.scope)
    form = Form() if drafted else SignForm()
    good = form.validate() if drafted else signing(form)
    if not good:
        return _signed_badly(case, found, form)
    location = url_for("applying.changes", reference=reference)
    with writing(form, location) as session:
        version = form.read_version
        withdraw_change(
            session, actor(), reference, change_id, reauthenticated=not drafted, version=version
        )
    flash(_("The change has been withdrawn."), "success")
    return redirect(location, 303)


def _signed_badly(case: Case, found: Change, sign: Form) -> ResponseReturnValue:
    return _page(case, found, _form_of(case, found, formdata=None), sign), 422
