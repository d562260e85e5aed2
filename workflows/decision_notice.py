"""A notice (Bescheid) that the portal itself issues: frozen, signed by another, and retrieved.

It counts as notified on the day after a town has retrieved it (§ 41 Abs. 2a VwVfG); what nobody
retrieves in time is void and goes another way.
"""

from __future__ import annotations

from enum import StrEnum

from workflows.application.guards import bias_declared, is_holder, undo_over
from workflows.call import reason_given
from workflows.core import Guard, ManyHands, Standing, Step, Workflow


class State(StrEnum):
    """Where a notice stands that the portal issues."""

    DRAFTED = "drafted"
    TO_SIGN = "to_sign"
    PROVIDED = "provided"
    RETRIEVED = "retrieved"
    VOID = "void"
    WITHDRAWN = "withdrawn"


class Trigger(StrEnum):
    """What can happen to such a notice."""

    FREEZE = "freeze"
    SEND_BACK = "send_back"
    SIGN = "sign"
    RETRIEVE = "retrieve"
    LAPSE = "lapse"
    WITHDRAW = "withdraw"
    RECALL = "recall"
    OVERTAKE = "overtake"


class Deed(StrEnum):
    """What a natural person has done on a notice."""

    DRAFTED = "notice_drafted"
    SIGNED = "notice_signed"


# Neither retrieved nor ended; no other notice of the decision is made meanwhile.
OPEN = (State.DRAFTED, State.TO_SIGN, State.PROVIDED)
ISSUED = (State.PROVIDED, State.RETRIEVED, State.VOID)

still_decided = Guard("still_decided", "Does the decision stand, with no notice of it on record?")
electronic_agreed = Guard("electronic_agreed", "Did the town agree to be notified electronically?")
retrievable = Guard("retrievable", "Is the last day for retrieving it not over?")
retrieval_over = Guard("retrieval_over", "Is the last day for retrieving it over?")

SOUND = (still_decided, undo_over, electronic_agreed)

DECISION_NOTICE: Workflow[State, Trigger] = Workflow(
    name="decision_notice",
    version=1,
    states=State,
    initial=State.DRAFTED,
    standings={
        State.DRAFTED: Standing("reviewer"),
        State.TO_SIGN: Standing("approver", ("issue",)),
        State.PROVIDED: Standing("applicant_editor", ("retrieval",)),
        State.RETRIEVED: Standing(None, final=True),
        State.VOID: Standing(None, final=True),
        State.WITHDRAWN: Standing(None, final=True),
    },
    steps=(
        Step(
            Trigger.FREEZE,
            State.DRAFTED,
            State.TO_SIGN,
            (is_holder, bias_declared, *SOUND),
            deed=Deed.DRAFTED,
            ends=("*",),
            sets=("issue",),
        ),
        Step(Trigger.SEND_BACK, State.TO_SIGN, State.DRAFTED, (reason_given,), ends=("*",)),
        Step(
            Trigger.SIGN,
            State.TO_SIGN,
            State.PROVIDED,
            SOUND,
            distinct_from=(Deed.DRAFTED,),
            deed=Deed.SIGNED,
            ends=("*",),
            sets=("retrieval",),
        ),
        Step(
            Trigger.RETRIEVE,
            State.PROVIDED,
            State.RETRIEVED,
            (still_decided, retrievable),
            ends=("*",),
        ),
        Step(Trigger.LAPSE, State.PROVIDED, State.VOID, (retrieval_over,), ends=("*",)),
        *(
            Step(Trigger.WITHDRAW, state, State.WITHDRAWN, (is_holder,), ends=("*",))
            for state in (State.DRAFTED, State.TO_SIGN)
        ),
        # What nobody was notified of binds nobody yet (§ 43 VwVfG): it can be taken back.
        Step(Trigger.RECALL, State.PROVIDED, State.WITHDRAWN, (reason_given,), ends=("*",)),
        # Taken together with a step of the case that ends the decision.
        *(Step(Trigger.OVERTAKE, state, State.WITHDRAWN, ends=("*",)) for state in OPEN),
    ),
    many_hands=(ManyHands(State.PROVIDED, (Deed.DRAFTED, Deed.SIGNED)),),
)
