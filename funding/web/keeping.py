"""Retention and deletion: what has ended, who has to do what until when, and one case of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from funding import clock
from funding.errors import NotFound
from funding.forms.keeping import DisposalForm, HoldForm
from funding.forms.speech import language
from funding.law.berlin import local_date
from funding.models import Disposal
from funding.policy import permits, require
from funding.queries.closing import disposals
from funding.queries.closing.answers import facts
from funding.services.closing import keep_case
from funding.services.closing.delete_case import confirm_deletion
from funding.web.offers import Offer, explained
from funding.web.records import gone_of
from funding.web.signin import actor, only_staff
from funding.web.view import reader, writing
from funding.words.disposal import (
    DISPOSAL_BADGES,
    DISPOSAL_BALL,
    DISPOSAL_NEXT,
    DISPOSAL_STATES,
    DISPOSAL_TRIGGERS,
    DISPOSAL_VIEWS,
    DRAFT_NEXT,
)
from workflows.disposal import DISPOSAL, State, Trigger

pages = Blueprint("keeping", __name__, url_prefix="/aufbewahrung")
only_staff(pages)
WORDS: dict[str, Any] = {
    "DISPOSAL_STATES": DISPOSAL_STATES,
    "DISPOSAL_BADGES": DISPOSAL_BADGES,
    "DISPOSAL_BALL": DISPOSAL_BALL,
    "DISPOSAL_TRIGGERS": DISPOSAL_TRIGGERS,
}
HOLDING = (Trigger.HOLD, Trigger.LIFT)
Deed = Callable[[Session, str], Disposal]


@pages.before_request
def demand() -> None:
    """Let only those see these pages who keep and delete, or audit that."""
    require(actor(), "act", "see_disposal")


@pages.get("")
def index() -> str:
    """List what has ended, by what is to be done with it."""
    view = request.args.get("ansicht", "open")
    if view not in disposals.VIEWS:
        raise NotFound(view)
    rows = disposals.disposals(reader(), actor(), view, _cursor())
    last = rows[disposals.PAGE - 1] if len(rows) > disposals.PAGE else None
    return render_template(
        "keeping/index.html",
        view=view,
        rows=rows[: disposals.PAGE],
        counts=disposals.counts(reader(), actor()),
        more=f"{last.by.isoformat()}_{last.application.id}" if last else None,
        next_of=next_of,
        today=local_date(clock.now()),
        DISPOSAL_VIEWS=DISPOSAL_VIEWS,
        **WORDS,
    )


def next_of(kept: disposals.Kept) -> str:
    """Say what is to be done next."""
    words = DRAFT_NEXT if kept.draft and kept.state in DRAFT_NEXT else DISPOSAL_NEXT
    return words[kept.state].in_(language()) if kept.state in words else ""


def _cursor() -> tuple[date, UUID] | None:
    day, _, key = request.args.get("nach", "").partition("_")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None


@pages.route("/<reference>", methods=["GET", "POST"])
def show(reference: str) -> ResponseReturnValue:
    """Show one case that has ended: its retention, its holds, what is to be done and was done."""
    kept = disposals.kept_case(reader(), actor(), reference)
    version = kept.disposal.version if kept.disposal else 0
    form, holding = DisposalForm(version=version), HoldForm(version=version)
    if request.method == "POST":
        deed = next((t for t in Trigger if t.value == request.form.get("aktion")), None)
        if deed is None:
            raise NotFound("aktion")
        require(actor(), DISPOSAL.name, deed)
        sent: DisposalForm | HoldForm = holding if deed in HOLDING else form
        if sent.validate() and (holding.check() if sent is holding else form.check(deed)):
            return _act(sent, reference, deed, _deed(deed, form, holding))
    else:
        sent = form
    page = render_template(
        "keeping/show.html",
        form=sent,
        step=form,
        holding=holding,
        kept=kept,
        one=kept.disposal,
        app=kept.application,
        offers=_offers(kept),
        holds=_offers(kept, HOLDING),
        next=next_of(kept),
        gone=gone_of(kept),
        history=disposals.history(reader(), kept.disposal),
        **WORDS,
    )
    return page, 422 if request.method == "POST" else 200


def _act(
    form: DisposalForm | HoldForm, reference: str, deed: Trigger, done: Deed
) -> ResponseReturnValue:
    location = url_for("keeping.show", reference=reference)
    with writing(form, location) as session:
        done(session, reference)
    flash(f"{DISPOSAL_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(location, 303)


def _deed(deed: Trigger, form: DisposalForm, holding: HoldForm) -> Deed:
    """Return what does a step with what was typed for it."""
    who = actor()
    if deed in HOLDING:
        act = keep_case.hold if deed == Trigger.HOLD else keep_case.lift_hold
        why, read = str(holding.hold_reason.data or ""), holding.read_version
        return lambda s, key: act(s, who, key, reason=why, version=read)
    day, version = form.day.data, form.read_version
    if deed == Trigger.OFFER:
        return lambda s, key: keep_case.offer_to_archive(s, who, key, day=day, version=version)
    if deed in (Trigger.TAKE_OVER, Trigger.DECLINE):
        return lambda s, key: keep_case.record_answer(
            s,
            who,
            key,
            taken_over=deed == Trigger.TAKE_OVER,
            day=day,
            archive_reference=str(form.archive_reference.data or ""),
            version=version,
        )
    if deed == Trigger.PROPOSE:
        return lambda s, key: keep_case.propose_deletion(s, who, key, version=version)
    if deed == Trigger.RETURN:
        reason = str(form.reason.data or "")
        return lambda s, key: keep_case.return_proposal(s, who, key, reason=reason, version=version)
    if deed == Trigger.CONFIRM:
        return lambda s, key: confirm_deletion(s, who, key, version=version)
    raise NotFound("aktion")


def _offers(kept: disposals.Kept, meant: tuple[Trigger, ...] = ()) -> list[Offer]:
    """Offer what the role allows; what is still to be typed stands in nobody's way."""
    state = kept.state
    disposal = kept.disposal or Disposal(kept_until=kept.until, hold_reason="")
    today = local_date(clock.now())
    typed = {"note": "-", "day": today, "reference": "-"}
    known = facts(kept.application, disposal, actor().person_id, today, typed)
    triggers = meant or tuple(t for t in DISPOSAL.open_triggers(state) if t not in HOLDING)
    return [
        Offer(
            deed,
            DISPOSAL_TRIGGERS[deed].button.in_(language()),
            tuple(explained(DISPOSAL.objections(state, deed, known))),
        )
        for deed in triggers
        if permits(actor(), DISPOSAL.name, deed) and _meant(deed, kept)
    ]


def _meant(deed: Trigger, kept: disposals.Kept) -> bool:
    """Tell whether a step is for this moment: a hold is set or lifted, a draft is not offered."""
    if deed in HOLDING:
        return kept.state != State.DELETED and (deed == Trigger.LIFT) == kept.held
    return not (deed == Trigger.OFFER and kept.draft)
