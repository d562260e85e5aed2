"""What a town has answered about a field or an annex is taken over into its application."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from funding.definition.annexes import Slot
from funding.definition.language import Field, Kind
from funding.definition.places import place_of
from funding.models import Annex, RequestItem
from funding.queries.applying.sheet import Sheet
from funding.queries.case import Case
from funding.services.applying.save_section import KEPT_AS


def take_answers_over(case: Case) -> None:
    """Put new values where they were asked for, and files into the slots that asked for them.

    What was handed in first stays as it was frozen; the items keep old and new side by side.
    """
    if case.request is None:
        return
    form = Sheet(case).definition
    asked = select(RequestItem).where(
        RequestItem.request_id == case.request.id,
        RequestItem.state == "answered",
        RequestItem.field_key != "",
    )
    for item in case.session.scalars(asked):
        place = place_of(form, item.field_key)
        if place and place.mended and item.new_value:
            _put(case, place.mended, item.new_value["value"])
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


def _put(case: Case, field: Field, held: Any) -> None:
    value = date.fromisoformat(held) if field.kind == Kind.DAY and held else held
    name = KEPT_AS.get(field.name, field.name)
    if field.kind == Kind.MONEY and name in KEPT_AS.values():
        value = value or 0
    if field.name in ("title", "requested"):
        setattr(case.application, name, value)
    else:
        case.answers.keep(name, value)
