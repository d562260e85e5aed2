"""A block: a part of a line that nobody may promise, until it is released again."""

from __future__ import annotations

from enum import StrEnum

from workflows.call import reason_given
from workflows.core import Guard, Standing, Step, Workflow


class State(StrEnum):
    """Where a block stands."""

    NEW = "new"
    STANDING = "standing"
    LIFTED = "lifted"


class Trigger(StrEnum):
    """What can happen to a block."""

    BLOCK = "block"
    LIFT = "lift"


line_free = Guard("line_free", "Is so much of line and envelope still available?")

BLOCK: Workflow[State, Trigger] = Workflow(
    name="block",
    version=1,
    states=State,
    initial=State.NEW,
    standings={
        State.NEW: Standing("budget"),
        # Nothing that was blocked outlives its budget year (§ 45 SäHO).
        State.STANDING: Standing("budget", ("year_end",)),
        State.LIFTED: Standing(None, final=True),
    },
    steps=(
        Step(
            Trigger.BLOCK,
            State.NEW,
            State.STANDING,
            (reason_given, line_free),
            sets=("year_end",),
            books="block",
        ),
        Step(
            Trigger.LIFT,
            State.STANDING,
            State.LIFTED,
            (reason_given,),
            ends=("year_end",),
            books="unblock",
        ),
    ),
)
