"""A remedy (Rechtsbehelf) against a notice: an action at court, until it is decided or withdrawn.

While it is pending the notice is not final: payments and the collection of claims rest (§ 80 VwGO).
"""

from __future__ import annotations

from enum import StrEnum

from workflows.application.guards import bias_declared, is_holder
from workflows.call import reason_given
from workflows.core import Guard, Standing, Step, Workflow


class State(StrEnum):
    """Where a remedy stands."""

    NEW = "new"
    PENDING = "pending"
    UPHELD = "upheld"
    SET_ASIDE = "set_aside"


class Trigger(StrEnum):
    """What can happen to a remedy."""

    FILE = "file"
    INQUIRE = "inquire"
    UPHOLD = "uphold"
    SET_ASIDE = "set_aside"


# The notice is not final: it still may be, or it is no more.
AGAINST = (State.PENDING, State.SET_ASIDE)

filed_in_period = Guard(
    "filed_in_period", "Was it filed after the issue, and in time or with reinstatement?"
)
none_pending = Guard("none_pending", "Is no remedy against this notice pending?")
ended_dated = Guard("ended_dated", "Does its end lie between its filing and today?")

REMEDY: Workflow[State, Trigger] = Workflow(
    name="remedy",
    version=1,
    states=State,
    initial=State.NEW,
    standings={
        State.NEW: Standing("reviewer"),
        State.PENDING: Standing("reviewer", ("court",)),
        State.UPHELD: Standing(None, final=True),
        State.SET_ASIDE: Standing(None, final=True),
    },
    steps=(
        Step(
            Trigger.FILE,
            State.NEW,
            State.PENDING,
            (is_holder, bias_declared, none_pending, filed_in_period),
            sets=("court",),
        ),
        Step(
            Trigger.INQUIRE,
            State.PENDING,
            State.PENDING,
            (is_holder, bias_declared, reason_given),
            sets=("court",),
        ),
        *(
            Step(
                trigger,
                State.PENDING,
                target,
                (is_holder, bias_declared, reason_given, ended_dated),
                ends=ends,
                sets=sets,
            )
            for trigger, target, ends, sets in (
                (Trigger.UPHOLD, State.UPHELD, ("court",), ()),
                # Until it is decided anew.
                (Trigger.SET_ASIDE, State.SET_ASIDE, (), ("court",)),
            )
        ),
    ),
)
