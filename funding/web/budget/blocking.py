"""Blocks: parts of a line that nobody may promise."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from funding.errors import Invalid
from funding.forms.budget import BlockForm, LiftForm
from funding.forms.speech import language
from funding.policy import permits, require
from funding.queries.budget import blocks, lines, transfers
from funding.services.budget.block_funds import block_funds, lift_block
from funding.web.budget.blueprint import chosen_call, pages
from funding.web.signin import actor
from funding.web.view import reader, writing
from funding.words.funds import BLOCK_BADGES, BLOCK_STATES, BLOCK_TRIGGERS
from workflows.block import BLOCK, State, Trigger


@pages.get("/sperren")
def blocks_of_call() -> str:
    """List the blocks of a call, those that stand first."""
    call = chosen_call()
    return render_template(
        "budget/blocks.html",
        call=call,
        rows=blocks.blocks(reader(), call.id),
        may_block=permits(actor(), BLOCK.name, Trigger.BLOCK),
        BLOCK_STATES=BLOCK_STATES,
        BLOCK_BADGES=BLOCK_BADGES,
    )


@pages.route("/sperren/neu", methods=["GET", "POST"])
def block() -> ResponseReturnValue:
    """Block a part of a line; the page shows how much of each is free."""
    require(actor(), BLOCK.name, Trigger.BLOCK)
    call = chosen_call()
    rows = lines.choices(reader(), call.id)
    form = BlockForm()
    form.offer([row.ActionField for row in rows])
    if request.method == "POST" and form.validate() and form.check():
        location = url_for("budget.blocks_of_call", aufruf=call.code)
        try:
            with writing(form, location) as session:
                block_funds(
                    session,
                    actor(),
                    call.code,
                    line=form.line.data,
                    amount_cents=int(form.amount_cents.data or 0),
                    reason=(form.reason.data or "").strip(),
                )
        except Invalid as invalid:
            form.take_faults(invalid)
        else:
            return _done(Trigger.BLOCK, location)
    status = 422 if request.method == "POST" else 200
    return render_template("budget/block.html", form=form, call=call, lines=rows), status


@pages.route("/sperren/<uuid:block_id>", methods=["GET", "POST"])
def lift(block_id: UUID) -> ResponseReturnValue:
    """Show a block and its history; lift it, with a reason."""
    found = blocks.block(reader(), block_id)
    form = LiftForm(version=found.Block.version)
    status = 200
    if request.method == "POST":
        require(actor(), BLOCK.name, Trigger.LIFT)
        if form.validate():
            location = url_for("budget.blocks_of_call", aufruf=found.Call.code)
            with writing(form, location) as session:
                reason = (form.reason.data or "").strip()
                lift_block(session, actor(), block_id, version=form.read_version, reason=reason)
            return _done(Trigger.LIFT, location)
        status = 422
    stands = found.Block.state == State.STANDING
    return (
        render_template(
            "budget/lift.html",
            form=form,
            found=found,
            history=transfers.history(reader(), BLOCK.name, block_id),
            may_lift=stands and permits(actor(), BLOCK.name, Trigger.LIFT),
            BLOCK_STATES=BLOCK_STATES,
            BLOCK_BADGES=BLOCK_BADGES,
            BLOCK_TRIGGERS=BLOCK_TRIGGERS,
        ),
        status,
    )


def _done(deed: Trigger, location: str) -> ResponseReturnValue:
    flash(f"{BLOCK_TRIGGERS[deed].done.in_(language())}.", "success")
    return redirect(location, 303)
