"""An opinion on one case, beside its assessment: from the police, a professional, or outside.

Any number of them run at the same time; the proposal waits until none is outstanding. One that
comes after its day is kept and marked, and no longer counts.
"""

from __future__ import annotations

from enum import StrEnum

from workflows.call import reason_given
from workflows.core import Guard, Standing, Step, Workflow


class State(StrEnum):
    """Where an opinion stands."""

    NEW = "new"
    INVITED = "invited"
    ACCEPTED = "accepted"
    GIVEN = "given"
    DECLINED = "declined"
    LAPSED = "lapsed"
    RECALLED = "recalled"


class Trigger(StrEnum):
    """What can happen to an opinion."""

    INVITE = "invite"
    ACCEPT = "accept"
    GIVE = "give"
    GIVE_LATE = "give_late"
    DECLINE = "decline"
    LAPSE = "lapse"
    RECALL = "recall"


OUTSTANDING = (State.INVITED, State.ACCEPTED)
case_assessed = Guard("case_assessed", "Is the case being checked or assessed?")
expert_fit = Guard("expert_fit", "Is the invited person unbiased, an outsider, without a hand?")
opinion_worded = Guard("opinion_worded", "Does the opinion say something?")
opinion_overdue = Guard("opinion_overdue", "Is the last day of the opinion over?")

OPINION: Workflow[State, Trigger] = Workflow(
    name="opinion",
    version=1,
    states=State,
    initial=State.NEW,
    standings={
        State.NEW: Standing("reviewer"),
        State.INVITED: Standing("expert", ("opinion",)),
        State.ACCEPTED: Standing("expert", ("opinion",)),
        State.GIVEN: Standing(None, final=True),
        State.DECLINED: Standing(None, final=True),
        State.LAPSED: Standing(None, final=True),
        State.RECALLED: Standing(None, final=True),
    },
    steps=(
        Step(
            Trigger.INVITE,
            State.NEW,
            State.INVITED,
            (case_assessed, expert_fit),
            sets=("opinion",),
        ),
        Step(Trigger.ACCEPT, State.INVITED, State.ACCEPTED, (expert_fit,)),
        Step(Trigger.GIVE, State.ACCEPTED, State.GIVEN, (opinion_worded, expert_fit), ends=("*",)),
        Step(Trigger.GIVE_LATE, State.LAPSED, State.LAPSED, (opinion_worded, expert_fit)),
        *(
            Step(Trigger.DECLINE, state, State.DECLINED, (reason_given,), ends=("*",))
            for state in OUTSTANDING
        ),
        *(
            Step(Trigger.LAPSE, state, State.LAPSED, (opinion_overdue,), ends=("*",))
            for state in OUTSTANDING
        ),
        *(
            Step(Trigger.RECALL, state, State.RECALLED, (reason_given,), ends=("*",))
            for state in OUTSTANDING
        ),
    ),
)
