"""A municipality that stays, leaves or joins reads a change of the partners, and answers."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import NotFound
from funding.forms.base import Form
from funding.forms.changing import LONGEST
from funding.forms.partner_change import AgreeForm, NotAgreedForm
from funding.models.draft_right import Right
from funding.policy import may_in, permits
from funding.queries.applying.rights import signers
from funding.queries.spending.partner_changes import Asked, Side, asked
from funding.services.spending.change_partners import agree, decline
from funding.services.spending.change_step import objections
from funding.web.applying.blueprint import pages
from funding.web.applying.handing_in import signing
from funding.web.change_told import told
from funding.web.offers import explained
from funding.web.signin import actor
from funding.web.view import reader, writing
from workflows.change import Trigger


def _asked(reference: str, change_id: UUID) -> tuple[Asked, Side]:
    """Find what one is asked about, and for which of one's municipalities one answers."""
    found = asked(reader(), actor(), reference, change_id)
    wanted = request.values.get("partner")
    sides = [one for one in found.mine if wanted in (None, "", one.row.municipality_key)]
    if not sides:
        raise NotFound(str(change_id))
    return found, next((one for one in sides if not one.agreed), sides[0])


@pages.route("/<reference>/aenderungen/<uuid:change_id>/zustimmung", methods=["GET", "POST"])
def consent(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Read a change of the partners, and agree to it for one's municipality."""
    found, side = _asked(reference, change_id)
    if request.method != "POST":
        return _page(found, side)
    form = AgreeForm()
    may = may_in(actor(), found.case.scope, side.row.municipality_key, Right.SIGN)
    # Who may not sign is refused by the service, whatever is typed.
    if may and not signing(form):
        return _page(found, side, form), 422
    return _answered(
        form,
        reference,
        change_id,
        _("You have agreed for %(name)s.", name=side.name),
        deed=Trigger.AGREE,
    )


@pages.post("/<reference>/aenderungen/<uuid:change_id>/ablehnung")
def no_consent(reference: str, change_id: UUID) -> ResponseReturnValue:
    """Say why one's municipality does not agree."""
    found, side = _asked(reference, change_id)
    form = NotAgreedForm()
    if not (form.validate() and form.check()):
        return _page(found, side, form), 422
    return _answered(
        form,
        reference,
        change_id,
        _("It is noted that %(name)s does not agree; the lead is told.", name=side.name),
        deed=Trigger.DECLINE,
    )


def _answered(
    form: AgreeForm | NotAgreedForm, reference: str, change_id: UUID, said: str, *, deed: Trigger
) -> ResponseReturnValue:
    location = url_for("applying.consent", reference=reference, change_id=change_id)
    read = {"partner_key": str(form.partner.data or ""), "asked_at": str(form.asked_at.data or "")}
    with writing(form, location) as session:
        if isinstance(form, NotAgreedForm):
            why = str(form.why.data or "")
            decline(session, actor(), reference, change_id, reason=why, **read)
        else:
            agree(session, actor(), reference, change_id, reauthenticated=True, **read)
    flash(said, "success" if deed == Trigger.AGREE else "info")
    return redirect(location, 303)


def _page(found: Asked, side: Side, faulty: Form | None = None) -> str:
    case, change = found.case, found.change
    sign, refuse = AgreeForm.about(change, side), NotAgreedForm.about(change, side)
    if isinstance(faulty, AgreeForm):
        sign = faulty
    elif faulty is not None:
        refuse = faulty
    reasons = explained(objections(case, change, Trigger.AGREE), case.application.reference)
    return render_template(
        "applying/change_consent.html",
        case=case,
        side=side,
        sign=sign,
        refuse=refuse,
        faulty=faulty or sign,
        reasons=reasons,
        may_sign=may_in(actor(), case.scope, side.row.municipality_key, Right.SIGN),
        sees_case=permits(actor(), "act", "see", case.scope)
        and side.row.municipality_key in case.partner_keys,
        signatories=signers(case, side.row.municipality_key),
        longest=LONGEST,
        **told(case, change),
    )
