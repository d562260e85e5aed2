"""Deciding several cases together: see all of it, then one click, then some minutes to undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from funding import clock
from funding.db import rehearsing, transaction
from funding.errors import Incomplete, NotFound, NotPermitted, Outdated
from funding.forms.base import DIGITS, Form
from funding.forms.speech import language
from funding.law import berlin
from funding.models import Batch
from funding.notices.letters import Letter, write
from funding.pictures.envelope import before_after
from funding.pictures.figures import Picture
from funding.policy import require
from funding.queries import find
from funding.queries.administration import rules
from funding.queries.deciding import together
from funding.queries.deciding.together import Chosen
from funding.queries.reviewing.persons import bias_declared
from funding.services.deciding import decide_together as service
from funding.services.perform import perform
from funding.web.offers import explained
from funding.web.pots import committed, pot_of
from funding.web.signin import actor
from funding.web.view import reader, settings, writing
from funding.words.fields import ACTION_FIELDS
from workflows.application import Trigger
from workflows.core import Reason, StepRefused

MAILS = 3


class Mail(NamedTuple):
    """A mail as it would leave: to whom, and the letter."""

    name: str
    email: str
    letter: Letter


class Sum(NamedTuple):
    """What is approved in one action field: how many cases, how much, how much of it decided."""

    field: str
    cases: int
    cents: int
    decided_cents: int


def hang(pages: Blueprint) -> None:
    """Hang the addresses under the blueprint of deciding."""
    here = "/entscheidungen/sammel"
    pages.add_url_rule(here, "together", preview)
    pages.add_url_rule(here, "decide_together", decide, methods=["POST"])
    pages.add_url_rule(f"{here}/<uuid:batch_id>", "batch", result)
    undoing = f"{here}/<uuid:batch_id>/zuruecknehmen"
    pages.add_url_rule(undoing, "undo_batch", undo, methods=["POST"])


def preview() -> str:
    """Show all of what one click would do: cases, sums, money, what falls out, three mails."""
    require(actor(), "act", "decide")
    return _preview(request.args.getlist("vorgang"))


def _preview(references: Sequence[str]) -> str:
    found = together.chosen(reader(), actor(), references)
    taken = [one for one in found if not one.reasons]
    return render_template(
        "deciding/together.html",
        form=Form(formdata=None),
        taken=taken,
        asked=[one.reference for one in taken if one.case and not bias_declared(one.case)],
        left_out=[(one, explained(one.reasons, one.reference)) for one in found if one.reasons],
        sums=_sums(taken),
        pictures=list(_pictures(taken)),
        mails=_mails(taken),
        minutes=rules.number(reader(), "undo_minutes", _today()),
        fields=ACTION_FIELDS,
        total=sum(one.cents for one in taken),
        deciding=sum(one.decides for one in taken),
    )


def _today() -> date:
    return berlin.local_date(clock.now())


def _sums(taken: Sequence[Chosen]) -> list[Sum]:
    fields: dict[str, list[Chosen]] = {}
    for one in taken:
        if one.case and one.case.action_field:
            fields.setdefault(one.case.action_field.name(language()), []).append(one)
    return [
        Sum(
            name,
            len(ones),
            sum(one.cents for one in ones),
            sum(one.cents for one in ones if one.decides),
        )
        for name, ones in sorted(fields.items())
    ]


def _pictures(taken: Sequence[Chosen]) -> Iterator[Picture]:
    """Draw each budget line that changes, as it is and as it would be after all of it."""
    lines: dict[UUID, list[Chosen]] = {}
    for one in taken:
        if one.decides and one.case and one.case.budget_line:
            lines.setdefault(one.case.budget_line.id, []).append(one)
    for ones in lines.values():
        case = ones[0].case
        if case is None or case.budget_line is None or case.action_field is None:
            continue
        pot = pot_of(case.action_field.name(language()), case.budget_line)
        after = committed(pot, sum(one.cents for one in ones))
        yield before_after(pot, after, language())


def _mails(taken: Sequence[Chosen]) -> list[Mail]:
    """Write the first mails as they would leave; the steps are tried, and nothing of it stays."""
    wanted = [(one.reference, one.trigger) for one in taken if one.trigger]
    if not wanted:
        return []
    try:
        with rehearsing() as session:
            found = service.rehearse(session, actor(), wanted, MAILS)
    except (StepRefused, Outdated, NotFound):  # decided by somebody in this moment
        return []
    base = settings().base_url
    return [
        Mail(one.name, one.email, write(one.kind, one.language, one.name, one.facts, base))
        for one in found
    ]


def decide() -> ResponseReturnValue:
    """Decide each of the cases in a transaction of its own, and go to what became of them."""
    require(actor(), "act", "decide")
    form = Form()
    wanted = list(map(_read, request.form.getlist("vorgang")))
    if not wanted or not form.validate():
        return _preview([reference for reference, _version in wanted]), 422
    batch_id = uuid4()
    location = url_for("deciding.batch", batch_id=batch_id)
    with writing(form, location) as session:
        item_ids = service.begin_batch(session, actor(), batch_id, wanted)
    for item_id in item_ids:
        _decide_item(item_id)
    return redirect(location, 303)


def _read(sent: str) -> tuple[str, int]:
    """Read which case was shown in which version; nothing is decided blindly."""
    reference, _colon, version = sent.rpartition(":")
    if not (version.isascii() and version.isdigit() and len(version) < DIGITS):
        raise Incomplete("vorgang")
    return reference, int(version)


def _decide_item(item_id: UUID) -> None:
    try:
        with transaction() as session:
            service.decide_item(session, actor(), item_id)
    except StepRefused as refused:
        reasons = refused.reasons
    except Outdated:
        reasons = (Reason("outdated"),)
    except (NotFound, NotPermitted):
        reasons = (Reason("not_known"),)
    else:
        return
    with transaction() as session:
        service.refuse_item(session, item_id, reasons)


def result(batch_id: UUID) -> str:
    """Show what became of each case, and until when it can be undone."""
    require(actor(), "act", "decide")
    batch = together.batch_of(reader(), actor(), batch_id)
    rows, until = [], _until(batch)
    for row in together.items(reader(), batch_id):
        known = {"row": row, "item": row.BatchItem, "until": None, "state": ""}
        try:
            case = find.case(reader(), actor(), row.reference)
        except NotFound:  # declared biased since
            continue
        known["state"] = case.application.state.value
        known["until"] = together.undo_until(case) if row.BatchItem.outcome == "done" else None
        known["why"] = explained(service.reasons_of(row.BatchItem.reasons), row.reference)
        known["cents"] = case.proposal.amount_cents if case.proposal else 0
        rows.append(known)
    return render_template(
        "deciding/batch.html",
        form=Form(formdata=None),
        batch=batch,
        rows=rows,
        done=sum(row["item"].outcome == "done" for row in rows),
        undoable=sum(row["until"] is not None for row in rows),
        until=until,
        left=left(until),
    )


def _until(batch: Batch) -> datetime:
    return batch.at + timedelta(minutes=rules.number(reader(), "undo_minutes", _today()))


def left(until: datetime) -> str:
    """Say how much time is left, in minutes and seconds."""
    seconds = max(0, int((until - clock.now()).total_seconds()))
    return str(_("%(minutes)d min %(seconds)d s", minutes=seconds // 60, seconds=seconds % 60))


def undo(batch_id: UUID) -> ResponseReturnValue:
    """Take back every decision of a batch that can still be undone; its mails never leave."""
    require(actor(), "act", "decide")
    form = Form()
    location = url_for("deciding.batch", batch_id=batch_id)
    together.batch_of(reader(), actor(), batch_id)
    if not form.validate():
        return redirect(location, 303)
    with writing(form, location) as session:
        found = together.items(session, batch_id)
    undone = sum(_undo(row.reference) for row in found if row.BatchItem.outcome == "done")
    told = ngettext(
        "%(num)d decision is undone; its mails do not leave.",
        "%(num)d decisions are undone; their mails do not leave.",
        undone,
    )
    flash(
        told if undone else _("Nothing could be undone any more."), "success" if undone else "info"
    )
    return redirect(location, 303)


def _undo(reference: str) -> bool:
    try:
        with transaction() as session:
            perform(session, actor(), reference, Trigger.UNDO_DECISION)
    except (StepRefused, Outdated, NotFound, NotPermitted):
        return False
    return True


def _can_be_undone(row: Any) -> bool:
    """Tell whether a case of a batch was decided by it; a first approval is no decision yet."""
    if row.BatchItem.outcome != "done":
        return False
    try:
        return together.undo_until(find.case(reader(), actor(), row.reference)) is not None
    except NotFound:  # declared biased since
        return False


def undoable() -> dict[str, Any] | None:
    """Return the reader's newest batch while its decisions can be undone."""
    minutes = rules.number(reader(), "undo_minutes", _today())
    found = together.latest(reader(), actor(), clock.now() - timedelta(minutes=minutes))
    if found is None or not any(map(_can_be_undone, together.items(reader(), found.id))):
        return None
    until = _until(found)
    return {"id": found.id, "until": until, "left": left(until)}
