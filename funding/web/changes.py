"""Changes of a case for the office: read, asked about, noted, proposed, and decided by another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Fault, NotFound
from funding.forms.base import Form
from funding.forms.changing import (
    LONGEST,
    AssessForm,
    DecideForm,
    NoteForm,
    QuestionForm,
    SendBackForm,
)
from funding.forms.spending import NoticeForm
from funding.models import Change
from funding.policy import require
from funding.queries.case import Case
from funding.queries.spending.change_notice import change_content, notice_of
from funding.queries.spending.changes import changes_of, find_change
from funding.services.spending import decide_change as deeds
from funding.services.spending.record_change_notice import record_change_notice
from funding.web.change_told import WORDS, told
from funding.web.notice_document import change_as_pdf
from funding.web.opening import open_case
from funding.web.recording import computed, details_of
from funding.web.signin import actor, only_staff
from funding.web.view import writing
from workflows.change import OPEN, State, Trigger

pages = Blueprint("changes", __name__, url_prefix="/vorgaenge/<reference>/aenderungen")
only_staff(pages)
Deed = Callable[..., None]


@pages.app_context_processor
def known_on_every_page() -> dict[str, Any]:
    """Let the pages of a case, for the town and for the office, name its open changes."""
    return {"open_changes": open_changes} | WORDS


def open_changes(case: Case, *, drafts: bool) -> list[Change]:
    """List the changes of a case that wait for somebody; none is possible before a grant."""
    if case.application.approved_cents is None:
        return []
    return [one for one in changes_of(case, drafts=drafts) if one.state in OPEN]


@pages.get("")
def index(reference: str) -> str:
    """List the changes that the town has asked for."""
    case = open_case(reference)
    found = changes_of(case, drafts=False)
    return render_template("case_file/changes.html", case=case, changes=found)


@pages.get("/<uuid:change_id>")
def show(reference: str, change_id: UUID) -> str:
    """Show a change, old and new side by side, with what follows from it."""
    case = open_case(reference)
    return _page(case, find_change(case, change_id, drafts=False))


def _page(case: Case, change: Change, faulty: Form | None = None) -> str:
    forms: dict[str, Form] = {
        "question": QuestionForm(formdata=None),
        "note": NoteForm(formdata=None),
        "assess": AssessForm(formdata=None),
        "decide": DecideForm(formdata=None),
        "send_back": SendBackForm(formdata=None),
    }
    for name, form in forms.items():
        if type(faulty) is type(form):
            forms[name] = form = faulty
        form.version.process_data(change.version)
        if isinstance(form, AssessForm):
            form.prepare(change.kind)
    return render_template(
        "case_file/change.html",
        case=case,
        forms=forms,
        faulty=faulty or forms["question"],
        longest=LONGEST,
        **told(case, change),
    )


def _take(  # noqa: PLR0913 - a step of the office, all of its sides
    reference: str,
    change_id: UUID,
    trigger: Trigger,
    form: Form,
    deed: Deed,
    said: str,
    *,
    valid: bool,
    **given: Any,
) -> ResponseReturnValue:
    case = open_case(reference)
    change = find_change(case, change_id, drafts=False)
    require(actor(), "change", trigger, case.scope)
    if not valid:
        return _page(case, change, form), 422
    location = url_for("changes.show", reference=reference, change_id=change_id)
    with writing(form, location) as session:
        deed(session, actor(), reference, change_id, version=form.read_version, **given)
    flash(said, "success")
    return redirect(location, 303)


@pages.post("/<uuid:change_id>/rueckfrage")
def ask(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Put a question to the town."""
    form = QuestionForm()
    return _take(
        reference,
        change_id,
        Trigger.ASK,
        form,
        deeds.ask_about_change,
        _("The question has been sent to the municipality."),
        valid=form.validate() and form.check(),
        question=str(form.question.data or ""),
    )


@pages.post("/<uuid:change_id>/vermerk")
def note(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Take note of a change that needs no consent."""
    form = NoteForm()
    return _take(
        reference,
        change_id,
        Trigger.NOTE,
        form,
        deeds.note_change,
        _("The change is noted; the municipality is told."),
        valid=form.validate(),
        note=str(form.note.data or ""),
    )


@pages.post("/<uuid:change_id>/vorschlag")
def assess(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Submit a change to an approver, with a proposal and its reasons."""
    form = AssessForm()
    form.prepare(find_change(open_case(reference), change_id, drafts=False).kind)
    return _take(
        reference,
        change_id,
        Trigger.ASSESS,
        form,
        deeds.assess_change,
        _("The change is submitted; an approver decides."),
        valid=form.validate() and form.check(),
        proposal=str(form.proposal.data or ""),
        reason=str(form.reason.data or ""),
    )


@pages.post("/<uuid:change_id>/entscheidung")
def decide(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Grant or refuse a change, as another person than who has assessed it."""
    form = DecideForm()
    deed = request.form.get("aktion")
    grant, reason = deed == "grant", str(form.decision.data or "")
    valid = form.validate() and deed in ("grant", "refuse")
    if valid and not grant and not reason:
        form.add_fault(Fault("decision", "reason_missing"))
        valid = False
    return _take(
        reference,
        change_id,
        Trigger.GRANT if grant else Trigger.REFUSE,
        form,
        deeds.decide_change,
        _("The change is granted.") if grant else _("The change is refused."),
        valid=valid,
        grant=grant,
        reason=reason,
    )


@pages.post("/<uuid:change_id>/rueckgabe")
def send_back(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Give a change back to the reviewer, with the reason."""
    form = SendBackForm()
    return _take(
        reference,
        change_id,
        Trigger.SEND_BACK,
        form,
        deeds.send_change_back,
        _("The change is sent back; the reviewer is told."),
        valid=form.validate() and form.check(),
        reason=str(form.why.data or ""),
    )


@pages.get("/<uuid:change_id>/bescheid.pdf")
def document(reference: str, change_id: UUID) -> Response:
    """Send the notice on a change: as it was issued, or as a draft of today while it is not."""
    case = open_case(reference)
    change = find_change(case, change_id, drafts=False)
    known = notice_of(case, change)
    content = known.content if known else change_content(case, change, case.today)
    if content is None:
        raise NotFound(str(change_id))
    return change_as_pdf(content, draft=known is None)


@pages.route("/<uuid:change_id>/bescheid", methods=["GET", "POST"])
def notice(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Record the notice on a change; its dates are computed and explained first."""
    case = open_case(reference)
    change = find_change(case, change_id, drafts=False)
    require(actor(), "change", Trigger.RECORD, case.scope)
    if change.state not in (State.GRANTED, State.REFUSED):
        raise NotFound(str(change_id))
    form, status, dates = NoticeForm(version=change.version), 200, None
    if request.method == "POST":
        valid = form.validate()
        if request.form.get("aktion") == "berechnen":
            dates = computed(form, case)
            status = 200 if dates else 422
        elif valid and form.check():
            return _record(form, reference, change_id)
        else:
            dates, status = computed(form, case), 422
    page = render_template(
        "spending/change_notice.html",
        case=case,
        form=form,
        dates=dates,
        known=notice_of(case, change),
        **told(case, change),
    )
    return page, status


def _record(form: NoticeForm, reference: str, change_id: UUID) -> ResponseReturnValue:
    location = url_for("changes.show", reference=reference, change_id=change_id)
    with writing(form, location) as session:
        record_change_notice(
            session, actor(), reference, change_id, details_of(form), form.read_version
        )
    flash(_("The notice is recorded."), "success")
    return redirect(location, 303)
