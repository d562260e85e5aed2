"""What a town has answered about a field or an annex is taken over into its application."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from funding.definition.annexes import Slot
from funding.definition.language import Field, Kind, Rows
from funding.definition.places import Place, place_of
from funding.models import Annex, RequestItem
from funding.queries.applying.findings import Finding, RulesBroken, errors
from funding.queries.applying.promises import deadline_of
from funding.queries.applying.sheet import LINE_NAMES, Sheet
from funding.queries.case import Case
from funding.queries.reviewing.search_text import with_what_it_says
from funding.services.applying.save_rows import entry_of, keep_rows, replace_lines
from funding.services.applying.save_section import KEPT_AS
from funding.services.deadlines.run_timers import end_timer
from workflows.application import Trigger


def take_answers_over(case: Case) -> None:
    """Put new values where they were asked for, and files into the slots that asked for them.

    What was handed in first stays as it was frozen; the items keep old and new side by side.
    Raises ``RulesBroken`` where a new value breaks a rule that was kept so far: what submission
    would have refused is not taken afterwards either.
    """
    if case.request is None:
        return
    form = Sheet(case).definition
    asked = select(RequestItem).where(
        RequestItem.request_id == case.request.id,
        RequestItem.state == "answered",
        RequestItem.field_key != "",
    )
    items = case.session.scalars(asked).all()
    mending = any(item.new_value for item in items)
    before = _broken(case) if mending else {}
    for item in items:
        place = place_of(form, item.field_key)
        if place and item.new_value and (field := Sheet(case).mended(place)):
            _put(case, place, field, item.new_value["value"])
        if place and place.slot and item.file_id:
            _make_room(case, place.slot)
            case.session.add(
                Annex(
                    application_id=case.application.id,
                    slot=place.slot.code,
                    file_id=item.file_id,
                    added_by_id=case.actor.account_id,
                    added_at=case.now,
                )
            )
            end_timer(case, deadline_of(place.slot.code), Trigger.ANSWER)

    if mending and (found := [one for key, one in _broken(case).items() if key not in before]):
        raise RulesBroken(found)
    if mending:
        case.application.search_text = with_what_it_says(case)


def _broken(case: Case) -> dict[tuple[str, str], Finding]:
    """Return the rules that the application breaks, by place and rule."""
    return {(one.key, one.code): one for one in errors(case)}


def _make_room(case: Case, slot: Slot) -> None:
    """End the oldest file of a slot that is full; it stays on record."""
    held = case.session.scalars(
        select(Annex)
        .where(
            Annex.application_id == case.application.id,
            Annex.slot == slot.code,
            Annex.ended_at.is_(None),
        )
        .order_by(Annex.added_at, Annex.id)
    ).all()
    if len(held) >= slot.most:
        held[0].ended_at, held[0].ended_by_id = case.now, case.actor.account_id


def _put(case: Case, place: Place, field: Field, held: Any) -> None:
    value = date.fromisoformat(held) if field.kind == Kind.DAY and held else held
    if place.rows is not None:
        _put_in_row(case, place.rows, place.number - 1, field.name, value)
        return
    name = KEPT_AS.get(field.name, field.name)
    if field.kind == Kind.MONEY and name in KEPT_AS.values():
        value = value or 0
    if field.name in ("title", "requested"):
        setattr(case.application, name, value)
    else:
        case.answers.keep(name, value)


def _put_in_row(case: Case, rows: Rows, at: int, name: str, value: Any) -> None:
    """Put a value into one row; the amount of a line follows from quantity and price."""
    if rows.name != "lines":
        held = [dict(row) for row in case.answers.value(rows.name)]
        held[at][name] = value
        keep_rows(case, rows, held)
        return
    lines = [entry_of(line) for line in case.lines]
    kept_as = LINE_NAMES.get(name, name)
    empty: Any = 0 if kept_as in ("amount_cents", "quantity_thousandths") else None
    lines[at] = replace(lines[at], **{kept_as: empty if value is None else value})
    replace_lines(case, lines)
