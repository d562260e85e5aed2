"""A transfer between two lines of a call: proposed by one person, released by another."""

from __future__ import annotations

from enum import StrEnum

from workflows.call import reason_given
from workflows.core import Guard, ManyHands, Standing, Step, Workflow


class State(StrEnum):
    """Where a transfer stands."""

    NEW = "new"
    PROPOSED = "proposed"
    RELEASED = "released"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Trigger(StrEnum):
    """What can happen to a transfer."""

    PROPOSE = "propose"
    RELEASE = "release"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


class Deed(StrEnum):
    """What somebody has done on a transfer."""

    PROPOSED = "transfer_proposed"
    RELEASED = "transfer_released"


line_covers = Guard(
    "line_covers", "Would the line that gives keep what is reserved, awarded and blocked?"
)
funds_year_open = Guard("funds_year_open", "Is the budget year of the call still running?")
own_proposal = Guard("own_proposal", "Is it the own proposal?")

TRANSFER: Workflow[State, Trigger] = Workflow(
    name="transfer",
    version=1,
    states=State,
    initial=State.NEW,
    standings={
        State.NEW: Standing("budget"),
        State.PROPOSED: Standing("approver", ("transfer",)),
        State.RELEASED: Standing(None, final=True),
        State.REFUSED: Standing(None, final=True),
        State.WITHDRAWN: Standing(None, final=True),
    },
    steps=(
        Step(
            Trigger.PROPOSE,
            State.NEW,
            State.PROPOSED,
            (reason_given, line_covers, funds_year_open),
            deed=Deed.PROPOSED,
            sets=("transfer",),
        ),
        Step(
            Trigger.RELEASE,
            State.PROPOSED,
            State.RELEASED,
            (line_covers, funds_year_open),
            distinct_from=(Deed.PROPOSED,),
            deed=Deed.RELEASED,
            ends=("transfer",),
            books="transfer",
        ),
        Step(
            Trigger.REFUSE,
            State.PROPOSED,
            State.REFUSED,
            (reason_given,),
            distinct_from=(Deed.PROPOSED,),
            ends=("transfer",),
        ),
        Step(
            Trigger.WITHDRAW,
            State.PROPOSED,
            State.WITHDRAWN,
            (own_proposal,),
            ends=("transfer",),
        ),
    ),
    many_hands=(ManyHands(State.RELEASED, (Deed.PROPOSED, Deed.RELEASED)),),
)
