"""A funding call: one programme year, from plan to settlement."""

from __future__ import annotations

from enum import StrEnum

from workflows.core import Guard, Standing, Step, Workflow


class State(StrEnum):
    """Where a call stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    SETTLED = "settled"
    CANCELLED = "cancelled"


class Trigger(StrEnum):
    """What can happen to a call."""

    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"
    SETTLE = "settle"
    CANCEL = "cancel"


opening_reached = Guard("opening_reached", "Has the opening instant come?")
funds_released = Guard("funds_released", "Has the budget officer confirmed the funds of each line?")
closing_reached = Guard("closing_reached", "Has the closing instant come?")
new_dates = Guard("new_dates", "Does the new closing lie in the future?")
reason_given = Guard("reason_given", "Is there a reason?")
nothing_submitted = Guard("nothing_submitted", "Has nobody submitted an application yet?")
all_cases_ended = Guard("all_cases_ended", "Are all cases of the call closed?")

CALL: Workflow[State, Trigger] = Workflow(
    name="call",
    version=1,
    states=State,
    initial=State.PLANNED,
    standings={
        State.PLANNED: Standing("admin", ("opening",)),
        State.OPEN: Standing("clock", ("closing",)),
        State.CLOSED: Standing("lead_reviewer", ("settlement",)),
        State.SETTLED: Standing(None, final=True),
        State.CANCELLED: Standing(None, final=True),
    },
    steps=(
        Step(
            Trigger.OPEN,
            State.PLANNED,
            State.OPEN,
            (opening_reached, funds_released),
            sets=("closing",),
            ends=("opening",),
        ),
        Step(
            Trigger.CLOSE,
            State.OPEN,
            State.CLOSED,
            (closing_reached,),
            sets=("settlement",),
            ends=("closing",),
        ),
        Step(
            Trigger.REOPEN,
            State.CLOSED,
            State.OPEN,
            (new_dates, reason_given),
            sets=("closing",),
            ends=("settlement",),
        ),
        Step(Trigger.SETTLE, State.CLOSED, State.SETTLED, (all_cases_ended,), ends=("*",)),
        Step(Trigger.CANCEL, State.PLANNED, State.CANCELLED, (reason_given,), ends=("*",)),
        Step(
            Trigger.CANCEL,
            State.OPEN,
            State.CANCELLED,
            (reason_given, nothing_submitted),
            ends=("*",),
        ),
    ),
)
