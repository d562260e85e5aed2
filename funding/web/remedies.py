"""The office records actions against notices, and how they ended."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.forms.remedies import EndForm, FileForm
from funding.forms.speech import language
from funding.models import Remedy
from funding.policy import permits, require
from funding.queries.case import Case
from funding.queries.reviewing.file import names
from funding.queries.spending.notice_content import court_of
from funding.queries.spending.remedies import Standing, notices_of, remedies_of
from funding.queries.spending.remedy_answers import facts_of
from funding.services.spending.file_remedy import Filing, begun, end_remedy, file_remedy, inquire
from funding.web.offers import Offer, explained
from funding.web.reporting.blueprint import office_case
from funding.web.signin import actor, only_staff
from funding.web.view import reader, writing
from funding.words.issued_notices import ISSUED_KINDS
from funding.words.remedies import REMEDY_BADGES, REMEDY_STATES, REMEDY_TRIGGERS
from workflows.core import Reason
from workflows.remedy import REMEDY, State, Trigger

pages = Blueprint("remedies", __name__, url_prefix="/vorgaenge/<reference>/rechtsbehelf")
only_staff(pages)
STEPS = (Trigger.INQUIRE, Trigger.UPHOLD, Trigger.SET_ASIDE)


@pages.app_context_processor
def known_on_every_page() -> dict[str, object]:
    """Let the file of a case name the actions against its notices."""
    return {"remedies_of": remedies_of, "REMEDY_STATES": REMEDY_STATES}


@pages.route("", methods=["GET", "POST"])
def show(reference: str) -> ResponseReturnValue:
    """Show the actions against the notices of the case, and let the reviewer record one."""
    case = office_case(reference)
    form = FileForm(data={"version": case.application.version, "court": court_of(case)})
    form.offer(_open_to_attack(case))
    if request.method == "POST":
        require(actor(), REMEDY.name, Trigger.FILE, case.scope)
        if form.validate() and form.check() and (filing := form.filing()):
            onward = url_for("remedies.show", reference=reference)
            with writing(form, onward) as session:
                file_remedy(session, actor(), reference, filing, form.read_version)
            return _done(Trigger.FILE, onward)
    return _page(case, form, EndForm()), 422 if request.method == "POST" else 200


@pages.post("/<uuid:remedy_id>")
def end(reference: str, remedy_id: UUID) -> ResponseReturnValue:
    """Let the reviewer note where an action stands, or how it ended."""
    case = office_case(reference)
    trigger = next((t for t in STEPS if t.value == request.form.get("aktion")), None)
    if trigger is None:
        raise NotFound("aktion")
    require(actor(), REMEDY.name, trigger, case.scope)
    form = EndForm()
    if form.validate() and form.check(ends=trigger != Trigger.INQUIRE):
        onward = url_for("remedies.show", reference=reference)
        with writing(form, onward) as session:
            _take(session, form, reference, remedy_id, trigger)
        return _done(trigger, onward)
    filing = FileForm(data={"version": case.application.version, "court": court_of(case)})
    filing.offer(_open_to_attack(case))
    return _page(case, filing, form, remedy_id), 422


def _take(
    session: Session, form: EndForm, reference: str, remedy_id: UUID, trigger: Trigger
) -> None:
    which, reason, version = (reference, remedy_id), str(form.reason.data), form.read_version
    if trigger == Trigger.INQUIRE:
        inquire(session, actor(), *which, reason, version)
    elif (on := form.ended_on.data) is not None:
        end_remedy(session, actor(), *which, trigger, ended_on=on, reason=reason, version=version)


def _done(trigger: Trigger, onward: str) -> ResponseReturnValue:
    flash(f"{REMEDY_TRIGGERS[trigger].done.in_(language())}.", "success")
    return redirect(onward, 303)


def _page(case: Case, form: FileForm, ending: EndForm, chosen: UUID | None = None) -> str:
    found = remedies_of(case)
    all_pending = [one for one in found if one.state == State.PENDING]
    wanted = str(chosen or request.args.get("klage", ""))
    pending = next((one for one in all_pending if str(one.id) == wanted), None)
    pending = pending or next(iter(all_pending), None)
    if pending is not None and not ending.is_submitted():
        ending.version.data = str(pending.version)
    return render_template(
        "spending/remedies.html",
        case=case,
        form=form,
        ending=ending,
        found=found,
        pending=pending,
        filing=_offer(case),
        endings=_endings(case, pending) if pending else [],
        names=names(reader(), (one.recorded_by_id for one in found)),
        KINDS=ISSUED_KINDS,
        REMEDY_BADGES=REMEDY_BADGES,
    )


def _open_to_attack(case: Case) -> list[Standing]:
    """List the notices of the case against which no action is pending."""
    pending = {(r.kind, r.round) for r in remedies_of(case) if r.state == State.PENDING}
    return [one for one in notices_of(case) if (one.kind, one.round) not in pending]


def _offer(case: Case) -> Offer | None:
    """Offer to record an action, with what stands in the way of any of today."""
    standing = _open_to_attack(case)
    if not standing or not permits(actor(), REMEDY.name, Trigger.FILE, case.scope):
        return None
    today = Filing(standing[-1].kind, case.today, "-", reinstated="-")
    facts = facts_of(case, begun(case, standing[-1], today), {})
    reasons = REMEDY.objections(State.NEW, Trigger.FILE, facts)
    return _offered(case, Trigger.FILE, reasons)


def _offered(case: Case, trigger: Trigger, reasons: Sequence[Reason]) -> Offer:
    label = REMEDY_TRIGGERS[trigger].button.in_(language())
    return Offer(trigger, label, tuple(explained(reasons, case.application.reference)))


def _endings(case: Case, remedy: Remedy) -> list[Offer]:
    facts = facts_of(case, remedy, {"day": case.today, "reason": "-"})
    return [
        _offered(case, trigger, REMEDY.objections(remedy.state, trigger, facts))
        for trigger in STEPS
        if permits(actor(), REMEDY.name, trigger, case.scope)
    ]
