"""Transfers between lines: proposed on one page, released or refused on another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from funding.errors import Fault, Invalid, NotFound
from funding.forms.budget import DecideForm, TransferForm
from funding.forms.speech import language
from funding.pictures.envelope import before_after
from funding.pictures.figures import Picture
from funding.policy import permits, require
from funding.queries.budget import lines, transfers
from funding.services.budget.transfer_funds import (
    decide_transfer,
    facts_of,
    propose_transfer,
)
from funding.web.budget.blueprint import chosen_call, pages
from funding.web.offers import Offer, explained
from funding.web.paging import cursor
from funding.web.pots import moved, pot_of
from funding.web.signin import actor
from funding.web.view import reader, writing
from funding.words.funds import TRANSFER_BADGES, TRANSFER_STATES, TRANSFER_TRIGGERS
from workflows.transfer import TRANSFER, State, Trigger

DECISIONS = (Trigger.RELEASE, Trigger.REFUSE, Trigger.WITHDRAW)


@pages.get("/umschichtung")
def transfers_of_call() -> str:
    """List the transfers of a call and where each stands."""
    call = chosen_call()
    rows = transfers.transfers(reader(), call.id, cursor())
    last = rows[transfers.PAGE - 1] if len(rows) > transfers.PAGE else None
    return render_template(
        "budget/transfers.html",
        call=call,
        rows=rows[: transfers.PAGE],
        more=f"{last.Transfer.proposed_at.isoformat()}_{last.Transfer.id}" if last else None,
        may_propose=permits(actor(), TRANSFER.name, Trigger.PROPOSE),
        TRANSFER_STATES=TRANSFER_STATES,
        TRANSFER_BADGES=TRANSFER_BADGES,
    )


@pages.route("/umschichtung/neu", methods=["GET", "POST"])
def propose() -> ResponseReturnValue:
    """Propose a transfer; the page shows how much each line can give at most."""
    require(actor(), TRANSFER.name, Trigger.PROPOSE)
    call = chosen_call()
    rows = lines.choices(reader(), call.id)
    form = TransferForm(giver=request.args.get("von", ""), taker=request.args.get("nach", ""))
    form.offer([row.ActionField for row in rows])
    if request.method == "POST" and form.validate() and form.check():
        location = url_for("budget.transfers_of_call", aufruf=call.code)
        try:
            with writing(form, location) as session:
                propose_transfer(
                    session,
                    actor(),
                    call.code,
                    giver=form.giver.data,
                    taker=form.taker.data,
                    amount_cents=int(form.amount_cents.data or 0),
                    reason=(form.reason.data or "").strip(),
                )
        except Invalid as invalid:
            form.take_faults(invalid)
        else:
            return _done(Trigger.PROPOSE, location)
    status = 422 if request.method == "POST" else 200
    page = render_template("budget/propose_transfer.html", form=form, call=call, lines=rows)
    return page, status


@pages.route("/umschichtung/<uuid:transfer_id>", methods=["GET", "POST"])
def transfer(transfer_id: UUID) -> ResponseReturnValue:
    """Show a transfer and what it would change; release, refuse or withdraw it."""
    found = transfers.transfer(reader(), transfer_id)
    form = DecideForm(version=found.Transfer.version)
    status = 200
    if request.method == "POST":
        deed = next((t for t in DECISIONS if t.value == request.form.get("aktion")), None)
        if deed is None:
            raise NotFound("aktion")
        require(actor(), TRANSFER.name, deed)
        if form.validate() and _reasoned(form, deed):
            return _decide(form, transfer_id, deed)
        status = 422
    return (
        render_template(
            "budget/transfer.html",
            form=form,
            found=found,
            transfer=found.Transfer,
            offers=_offers(found, str(form.remark.data or "")),
            pictures=_effects(found) if found.Transfer.state == State.PROPOSED else [],
            history=transfers.history(reader(), TRANSFER.name, transfer_id),
            TRANSFER_STATES=TRANSFER_STATES,
            TRANSFER_BADGES=TRANSFER_BADGES,
            TRANSFER_TRIGGERS=TRANSFER_TRIGGERS,
        ),
        status,
    )


def _reasoned(form: DecideForm, deed: Trigger) -> bool:
    if deed == Trigger.REFUSE and not (form.remark.data or "").strip():
        form.add_fault(Fault("remark", "reason_missing"))
    return not any(form.problems())


def _decide(form: DecideForm, transfer_id: UUID, deed: Trigger) -> ResponseReturnValue:
    location = url_for("budget.transfer", transfer_id=transfer_id)
    with writing(form, location) as session:
        decide_transfer(
            session,
            actor(),
            transfer_id,
            deed,
            version=form.read_version,
            remark=(form.remark.data or "").strip(),
        )
    return _done(deed, location)


def _done(deed: Trigger, location: str) -> ResponseReturnValue:
    flash(f"{TRANSFER_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(location, 303)


def _offers(found: Any, remark: str) -> list[Offer]:
    """Offer what the role allows; a refusal's reason is asked for when it is sent."""
    row = found.Transfer
    facts = facts_of(reader(), actor(), row, remark or "-")
    return [
        Offer(
            deed,
            TRANSFER_TRIGGERS[deed].button.in_(language()),
            tuple(explained(TRANSFER.objections(row.state, deed, facts))),
        )
        for deed in TRANSFER.open_triggers(row.state)
        if permits(actor(), TRANSFER.name, deed) and _meant(row, deed)
    ]


def _meant(row: Any, deed: Trigger) -> bool:
    """Tell whether a step is for this person: the own proposal is withdrawn, not refused."""
    own: bool = row.proposed_by_id == actor().person_id
    return {Trigger.REFUSE: not own, Trigger.WITHDRAW: own}.get(deed, True)


def _effects(found: Any) -> list[Picture]:
    speech, cents = language(), found.Transfer.amount_cents
    drawn = []
    for field, key, change in (
        (found.giver, found.giver_line, -cents),
        (found.taker, found.taker_line, cents),
    ):
        pot = pot_of(field.name(speech), lines.line(reader(), key))
        drawn.append(before_after(pot, moved(pot, change), speech))
    return drawn
