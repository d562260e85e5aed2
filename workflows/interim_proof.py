"""An interim proof (Zwischennachweis): what a project of several years did and spent in one.

A town hands it in after the end of the budget year, and the reviewer looks it through. It moves no
state of the application; the final proof of use waits until it is there.
"""

from __future__ import annotations

from enum import StrEnum

from workflows.application import guards as g
from workflows.call import reason_given
from workflows.core import Guard, Standing, Step, Workflow


class State(StrEnum):
    """Where an interim proof stands."""

    DRAFTED = "drafted"
    HANDED_IN = "handed_in"
    IN_AUDIT = "in_audit"
    CORRECTION_ASKED = "correction_asked"
    ACCEPTED = "accepted"


class Trigger(StrEnum):
    """What can happen to it."""

    HAND_IN = "hand_in"
    TAKE_UP = "take_up"
    ASK_CORRECTION = "ask_correction"
    ACCEPT = "accept"


# With the office, which looks it through.
WITH_OFFICE = (State.HANDED_IN, State.IN_AUDIT)
# It is there; the final proof need not wait for it.
THERE = (*WITH_OFFICE, State.ACCEPTED)
# Where the town may write.
WRITABLE = (State.DRAFTED, State.CORRECTION_ASKED)

interim_owed = Guard("interim_owed", "Is it owed of this year, and the final proof still to come?")
interim_awaited = Guard("interim_awaited", "Is the case not settled yet?")
interim_year_over = Guard("interim_year_over", "Is the budget year over that it is about?")
interim_complete = Guard(
    "interim_complete", "Is the report written, each line accounted for, and all confirmed?"
)

DUE, CHECK = "interim", "interim_check"
HOLDER = (g.is_holder, g.bias_declared)
S, T = State, Trigger

INTERIM_PROOF: Workflow[State, Trigger] = Workflow(
    name="interim_proof",
    version=1,
    states=State,
    initial=S.DRAFTED,
    standings={
        S.DRAFTED: Standing("applicant_signatory", (DUE,)),
        S.HANDED_IN: Standing("reviewer", (CHECK,)),
        S.IN_AUDIT: Standing("reviewer", (CHECK,)),
        S.CORRECTION_ASKED: Standing("applicant_signatory", (DUE,)),
        S.ACCEPTED: Standing(None, final=True),
    },
    steps=(
        *(
            Step(
                T.HAND_IN,
                state,
                S.HANDED_IN,
                (interim_owed, interim_year_over, interim_complete, g.reauthenticated),
                sets=(CHECK,),
                ends=(DUE,),
            )
            for state in WRITABLE
        ),
        Step(T.TAKE_UP, S.HANDED_IN, S.IN_AUDIT, (*HOLDER, interim_awaited)),
        Step(
            T.ASK_CORRECTION,
            S.IN_AUDIT,
            S.CORRECTION_ASKED,
            (*HOLDER, interim_owed, reason_given),
            sets=(DUE,),
            ends=(CHECK,),
        ),
        Step(T.ACCEPT, S.IN_AUDIT, S.ACCEPTED, (*HOLDER, interim_awaited), ends=(CHECK,)),
    ),
)
