"""A joint application: the lead asks its partners to sign; they read, fill in their part, sign."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import Invalid, NotFound
from funding.forms.base import Form
from funding.forms.contacting import later_contact
from funding.forms.cosigning import (
    CosignForm,
    DeclineForm,
    PartForm,
    PartnersForm,
    changed,
    share_text,
)
from funding.forms.reading import told
from funding.models.draft_right import Right
from funding.models.role import TOWN_ROLES
from funding.policy import may_in, permits, require
from funding.queries.applying import town_page as town
from funding.queries.applying.cosigning import Joint, stands
from funding.queries.applying.plan_sums import PlanSums
from funding.queries.applying.register import entries
from funding.queries.applying.rights import signers
from funding.queries.case import Case
from funding.queries.deadlines.due import Due, due
from funding.queries.details import Details
from funding.services.applying.co_sign import (
    ask_cosign,
    change_after_cosign,
    co_sign,
    decline_cosign,
)
from funding.services.applying.fill_part import fill_part
from funding.web.applying.blueprint import back, own_case, pages
from funding.web.applying.handing_in import signing
from funding.web.offers import offered
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.application import State, Trigger


def partner_of(case: Case) -> str:
    """Return the partner for which the reader acts: the one asked for, else the first that is due.

    Raises ``NotPermitted`` for the lead, who has nothing to sign here.
    """
    require(actor(), "act", "read_part" if request.method != "POST" else "fill_part", case.scope)
    mine = [key for key in case.partner_keys if actor().has_in(key, *TOWN_ROLES)]
    wanted = request.values.get("partner") or ""
    if wanted:
        if wanted not in mine:
            raise NotFound(wanted)
        return wanted
    missing = Joint(case).missing
    return next((key for key in mine if key in missing), mine[0])


def known(case: Case, partner: str, joint: Joint) -> dict[str, Any]:
    """Return what every form of a partner carries."""
    return {
        "version": case.application.version,
        "partner": partner,
        "base": joint.fingerprint(partner),
    }


def show(
    template: str, case: Case, joint: Joint, partner: str, form: PartnersForm
) -> ResponseReturnValue:
    """Render a page of a partner."""
    page = render_template(
        template,
        case=case,
        form=form,
        partner=joint.partners[partner],
        lead=entries(reader(), [case.application.lead_key])[0],
        signed=joint.standing.get(partner) if joint.signed(partner) else None,
        last=joint.last.get(partner),
        changes=changed(case, joint.changes(partner)),
        told=told(case),
        later_contact=later_contact(case),
        sums=PlanSums(case),
        share=share_text(joint.partners[partner].share_hundredths),
        until=town.open_deadlines(case).get("cosign"),
        open=case.application.state == State.COSIGNING,
        may_sign=may_in(actor(), case.scope, partner, Right.SIGN),
        may_fill=may_in(actor(), case.scope, partner, Right.EDIT),
        may_decline=may_in(actor(), case.scope, partner, Right.SIGN)
        and permits(actor(), "application", Trigger.DECLINE_COSIGN, case.scope),
        signatories=signers(case, partner),
    )
    return page, 200 if request.method != "POST" else 422


@pages.route("/<reference>/mitzeichnung", methods=["GET", "POST"])
def cosign(reference: str) -> ResponseReturnValue:
    """Read a joint application as a partner, see what has changed, and sign it."""
    case = own_case(reference)
    partner, joint = partner_of(case), Joint(case)
    form = CosignForm(data=known(case, partner, joint))
    may = may_in(actor(), case.scope, partner, Right.SIGN)
    # Who may not sign is refused by the service, whatever is typed.
    if request.method == "POST" and (not may or signing(form)):
        onward = url_for("applying.cosign", reference=reference)
        version = form.version_read(case, joint.fingerprint(partner))
        details = Details(
            reauthenticated=may, partner_key=partner, fingerprint=str(form.base.data or "")
        )
        with writing(form, onward) as session:
            co_sign(session, actor(), reference, details, version)
        flash(_("You have co-signed for %(name)s.", name=joint.partners[partner].name), "success")
        return redirect(onward, 303)
    return show("applying/cosign.html", case, joint, partner, form)


@pages.route("/<reference>/mitzeichnung/anteil", methods=["GET", "POST"])
def own_part(reference: str) -> ResponseReturnValue:
    """Let a partner say itself what it does, gives and bears."""
    case = own_case(reference)
    partner, joint = partner_of(case), Joint(case)
    line = joint.partners[partner]
    part = {
        "task": line.task,
        "contribution": line.contribution_cents,
        "share": line.share_hundredths,
    }
    form = PartForm(data=known(case, partner, joint) | part)
    if request.method == "POST" and form.validate():
        onward = url_for("applying.cosign", reference=reference)
        version = form.version_read(case, joint.fingerprint(partner))
        typed = form.part()
        try:
            with writing(form, onward) as session:
                fill_part(session, actor(), reference, partner, typed, version)
        except Invalid as invalid:
            form.take_faults(invalid)
        else:
            flash(_("Saved. Please read the application again before you co-sign."), "success")
            return redirect(onward, 303)
    return show("applying/own_part.html", case, joint, partner, form)


@pages.route("/<reference>/mitzeichnung/ablehnen", methods=["GET", "POST"])
def decline(reference: str) -> ResponseReturnValue:
    """Refuse to sign, with a reason that the lead reads."""
    case = own_case(reference)
    partner, joint = partner_of(case), Joint(case)
    form = DeclineForm(data=known(case, partner, joint))
    if request.method == "POST" and form.validate():
        onward = url_for("applying.show", reference=reference)
        version = form.version_read(case, joint.fingerprint(partner))
        details = Details(reason=str(form.reason.data or ""), partner_key=partner)
        with writing(form, onward) as session:
            decline_cosign(session, actor(), reference, details, version)
        flash(_("You have declined to co-sign; %(name)s is told of it.", name=_lead(case)), "info")
        return redirect(onward, 303)
    return show("applying/decline.html", case, joint, partner, form)


def _lead(case: Case) -> str:
    return case.town_names[case.application.lead_key]


@pages.route("/<reference>/mitzeichnung/anfragen", methods=["GET", "POST"])
def ask(reference: str) -> ResponseReturnValue:
    """Ask the partners to sign; the page says who is asked and whose signature stays."""
    case = own_case(reference)
    if request.method != "POST" and case.application.state != State.DRAFT:
        return back(case)
    form = Form(data={"version": case.application.version})
    if request.method == "POST" and form.validate():
        onward = url_for("applying.show", reference=reference)
        with writing(form, onward) as session:
            ask_cosign(session, actor(), reference, {}, form.read_version)
        flash(_("The partners have been asked to co-sign."), "success")
        return redirect(onward, 303)
    return lead_page("applying/ask.html", case, form, Trigger.ASK_COSIGN, due("cosign", case))


@pages.route("/<reference>/aenderung", methods=["GET", "POST"])
def change(reference: str) -> ResponseReturnValue:
    """Take an application back into the draft, after saying what becomes of the signatures."""
    case = own_case(reference)
    if request.method != "POST" and case.application.state not in (State.COSIGNING, State.COSIGNED):
        return back(case)
    form = Form(data={"version": case.application.version})
    if request.method == "POST" and form.validate():
        onward = url_for("applying.show", reference=reference)
        with writing(form, onward) as session:
            change_after_cosign(session, actor(), reference, {}, form.read_version)
        flash(_("The application is a draft again; you can change it."), "success")
        return redirect(onward, 303)
    return lead_page("applying/change.html", case, form, Trigger.CHANGE_AFTER_COSIGN)


def lead_page(
    template: str, case: Case, form: Form, trigger: Trigger, by: Due | None = None
) -> ResponseReturnValue:
    """Render a page on which the lead takes a step with its partners."""
    offers = offered(case)
    page = render_template(
        template,
        case=case,
        form=form,
        until=by.on if by else None,
        offers=offers,
        offer=offers.get(trigger),
        may=permits(actor(), "application", trigger, case.scope),
        stands=stands(case),
        signatories=signers(case, case.application.lead_key),
    )
    return page, 200 if request.method != "POST" else 422
