"""A change as its pages tell it: old and new, what follows from it, and what may be done."""

from __future__ import annotations

from typing import Any

from funding.forms.speech import language
from funding.models import Change
from funding.models.change import LESS, PARTNER, PERIOD
from funding.policy import permits
from funding.queries.case import Case
from funding.queries.reviewing.file import names
from funding.queries.spending.change_answers import consent_needed
from funding.queries.spending.change_notice import DRAFTABLE, notice_of
from funding.queries.spending.changes import (
    grant_after,
    latest_end,
    lowered_award,
    moved_lines,
    proof_after,
)
from funding.queries.spending.partner_changes import roster
from funding.services.spending.change_step import objections
from funding.web.due import due_on
from funding.web.offers import Why, explained
from funding.words.changes import (
    CHANGE_BADGES,
    CHANGE_BALL,
    CHANGE_HINTS,
    CHANGE_KINDS,
    CHANGE_PARTS,
    CHANGE_PROPOSALS,
    CHANGE_STATES,
    CHANGE_TRIGGERS,
)
from workflows.change import CHANGE, OPEN, Trigger

WORDS: dict[str, Any] = {
    "CHANGE_BADGES": CHANGE_BADGES,
    "CHANGE_BALL": CHANGE_BALL,
    "CHANGE_HINTS": CHANGE_HINTS,
    "CHANGE_KINDS": CHANGE_KINDS,
    "CHANGE_PARTS": CHANGE_PARTS,
    "CHANGE_PROPOSALS": CHANGE_PROPOSALS,
    "CHANGE_STATES": CHANGE_STATES,
    "OPEN": OPEN,
    "due_on": due_on,
}


def told(case: Case, change: Change) -> dict[str, Any]:
    """Return what a page shows of a change: its lines or days, and what follows from them."""
    rows = [] if change.kind in (PERIOD, PARTNER) else moved_lines(case, change)
    return {
        "change": change,
        "rows": rows,
        "sides": roster(case.session, change),
        "old_sum": sum(row.old for row in rows),
        "new_sum": sum(row.new for row in rows),
        "percent": case.rule("shift_percent"),
        "consent": consent_needed(case, change),
        "latest": latest_end(case),
        "proof_due": proof_after(case, change.new_end) if change.new_end else None,
        "final": grant_after(case, rows, change) if change.kind == LESS else None,
        "lowered": lowered_award(case, change) if change.kind == LESS else None,
        "notice": notice_of(case, change),
        "draft": change.state in DRAFTABLE,
        "names": names(case.session, (change.assessed_by_id, change.decided_by_id)),
        "steps": steps(case, change),
    }


class Possible:
    """A step that the reader's role allows: what it is called, and what stands in its way."""

    def __init__(self, trigger: Trigger, label: str, reasons: tuple[Why, ...]) -> None:
        self.trigger = trigger
        self.label = label
        self.reasons = reasons

    @property
    def possible(self) -> bool:
        """Tell whether nothing stands in the way."""
        return not self.reasons


def steps(case: Case, change: Change) -> dict[str, Possible]:
    """Return the steps of the state that the reader's role allows, by their trigger."""
    return {
        trigger.value: Possible(
            trigger,
            CHANGE_TRIGGERS[trigger].button.in_(language()),
            tuple(explained(objections(case, change, trigger), case.application.reference)),
        )
        for trigger in CHANGE.open_triggers(change.state)
        if permits(case.actor, CHANGE.name, trigger, case.scope)
    }
