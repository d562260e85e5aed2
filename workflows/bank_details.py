"""Where a municipality's money goes: two people of the town say so, the office calls back.

What stands stays until the new account is active; while one is open nothing is paid out.
"""

from __future__ import annotations

from enum import StrEnum

from workflows.application.guards import reauthenticated
from workflows.call import reason_given
from workflows.core import Guard, ManyHands, Standing, Step, Workflow


class State(StrEnum):
    """Where bank details stand."""

    NEW = "new"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    ACTIVE = "active"
    REPLACED = "replaced"
    REFUSED = "refused"
    LAPSED = "lapsed"


class Trigger(StrEnum):
    """What can happen to bank details."""

    PROPOSE = "propose"
    CONFIRM = "confirm"
    CALL_BACK = "call_back"
    REPLACE = "replace"
    REFUSE = "refuse"
    LAPSE = "lapse"


class Deed(StrEnum):
    """What somebody has done on bank details."""

    PROPOSED = "bank_proposed"
    CONFIRMED = "bank_confirmed"
    CALLED_BACK = "bank_called_back"


OPEN = (State.PROPOSED, State.CONFIRMED)
called_number = Guard("called_number", "Is it noted who was called under which number?")
bank_overdue = Guard("bank_overdue", "Is the time for confirming over?")

BANK_DETAILS: Workflow[State, Trigger] = Workflow(
    name="bank_details",
    version=1,
    states=State,
    initial=State.NEW,
    standings={
        State.NEW: Standing("applicant_editor"),
        State.PROPOSED: Standing("applicant_signatory", ("bank_details",)),
        State.CONFIRMED: Standing("reviewer", ("bank_details",)),
        # It stands until another one is active.
        State.ACTIVE: Standing("applicant_editor", ("year_end",)),
        State.REPLACED: Standing(None, final=True),
        State.REFUSED: Standing(None, final=True),
        State.LAPSED: Standing(None, final=True),
    },
    steps=(
        Step(
            Trigger.PROPOSE,
            State.NEW,
            State.PROPOSED,
            deed=Deed.PROPOSED,
            sets=("bank_details",),
        ),
        Step(
            Trigger.CONFIRM,
            State.PROPOSED,
            State.CONFIRMED,
            (reauthenticated,),
            distinct_from=(Deed.PROPOSED,),
            deed=Deed.CONFIRMED,
        ),
        Step(
            Trigger.CALL_BACK,
            State.CONFIRMED,
            State.ACTIVE,
            (called_number,),
            distinct_from=(Deed.PROPOSED, Deed.CONFIRMED),
            deed=Deed.CALLED_BACK,
            ends=("*",),
            sets=("year_end",),
        ),
        Step(Trigger.REPLACE, State.ACTIVE, State.REPLACED, ends=("*",)),
        *(
            Step(Trigger.REFUSE, state, State.REFUSED, (reason_given,), ends=("*",))
            for state in OPEN
        ),
        *(Step(Trigger.LAPSE, state, State.LAPSED, (bank_overdue,), ends=("*",)) for state in OPEN),
    ),
    many_hands=(ManyHands(State.ACTIVE, (Deed.PROPOSED, Deed.CONFIRMED, Deed.CALLED_BACK)),),
)
