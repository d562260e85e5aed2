"""Answers to the questions that the steps of a disposal ask, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from funding.models import Application, Disposal
from funding.words.visible import said
from workflows.application import APPLICATION
from workflows.core import Facts
from workflows.disposal import Deed, State


def facts(
    app: Application,
    disposal: Disposal,
    person: UUID | None,
    today: date,
    given: Mapping[str, Any],
) -> Facts:
    """Answer everything; ``given`` is what was typed: note, day, reference."""
    until, day = disposal.kept_until, given.get("day")
    ended = app.state in APPLICATION.final_states
    offered = disposal.offered_on
    answer = disposal.answer
    return Facts(
        answers={
            "retention_over": ended and until < today,
            "not_held": disposal.held_at is None,
            "is_held": disposal.held_at is not None,
            "reason_given": said(given.get("note")),
            "offer_dated": day is not None and until < day <= today,
            "answer_dated": day is not None and offered is not None and offered <= day <= today,
            "archive_reference": said(given.get("reference")),
            "answer_overdue": disposal.due_on is not None and disposal.due_on < today,
            "offer_not_needed": app.submitted_at is None,
            "was_taken_over": answer == State.TAKEN_OVER,
            "was_declined": answer == State.DECLINED,
            "was_unanswered": answer == State.UNANSWERED,
            "was_not_offered": answer is None,
        },
        person=person,
        hands=frozenset(
            {(Deed.PROPOSED, disposal.proposed_by_id)} if disposal.proposed_by_id else ()
        ),
        params={
            "retention_over": {"until": until},
            "offer_dated": {"until": until},
            "not_held": {"reason": disposal.hold_reason},
        },
    )
