"""A notice (Bescheid) that the portal itself issues: frozen, signed by another, and notified.

It is about a decision, a change, the settlement of a case, or interest.

Through the portal it counts on the day after a town has retrieved it (§ 41 Abs. 2a VwVfG), or on
the day on which a signatory confirms its receipt (§ 5 Abs. 4 VwZG). Another way it is sent, which
the posting log keeps. What nobody fetched, and what came back, goes on to the next way.
"""

from __future__ import annotations

from enum import StrEnum

from workflows.application.guards import bias_declared, is_holder, reauthenticated, undo_over
from workflows.application.words import Deed as CaseDeed
from workflows.call import reason_given
from workflows.core import Guard, ManyHands, Standing, Step, Workflow
from workflows.interest_claim import Deed as InterestDeed


class State(StrEnum):
    """Where a notice stands that the portal issues."""

    DRAFTED = "drafted"
    TO_SIGN = "to_sign"
    PROVIDED = "provided"
    RETRIEVED = "retrieved"
    VOID = "void"
    SIGNED = "signed"
    SENT = "sent"
    SERVED = "served"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Trigger(StrEnum):
    """What can happen to such a notice."""

    FREEZE = "freeze"
    SEND_BACK = "send_back"
    SIGN = "sign"
    SIGN_TO_SEND = "sign_to_send"
    RETRIEVE = "retrieve"
    ACKNOWLEDGE = "acknowledge"
    LAPSE = "lapse"
    REROUTE = "reroute"
    DISPATCH = "dispatch"
    ARRIVE = "arrive"
    COME_BACK = "come_back"
    WITHDRAW = "withdraw"
    RECALL = "recall"
    OVERTAKE = "overtake"


class Deed(StrEnum):
    """What a natural person has done on a notice."""

    DRAFTED = "notice_drafted"
    SIGNED = "notice_signed"


# Neither notified nor ended; no other notice of the decision is made meanwhile.
OPEN = (State.DRAFTED, State.TO_SIGN, State.PROVIDED, State.SIGNED, State.SENT)
# It lay ready in the portal.
ISSUED = (State.PROVIDED, State.RETRIEVED)
# Two people have said that it goes out as it is.
SIGNED = (*ISSUED, State.VOID, State.SIGNED, State.SENT, State.SERVED, State.RETURNED)
# Nothing is on its way: it goes once more, as it was signed, by another channel.
TO_REROUTE = (State.VOID, State.SIGNED, State.RETURNED)

still_decided = Guard(
    "still_decided", "Does what it is about stand as it says, with no notice of it on record?"
)
fit_to_sign = Guard("fit_to_sign", "Is whoever signs unbiased, and those whose work it rests on?")
electronic_agreed = Guard(
    "electronic_agreed", "Did the town agree to be notified electronically, where it has to?"
)
names_lead = Guard("names_lead", "Is the lead still the one that it names?")
addressed = Guard("addressed", "Is it known whereto it goes?")
lies_in_portal = Guard("lies_in_portal", "Does it lie ready in the portal once it is signed?")
goes_out = Guard("goes_out", "Is it sent by another channel once it is signed?")
for_retrieval = Guard("for_retrieval", "Is it notified by its retrieval?")
for_receipt = Guard("for_receipt", "Is it notified by a signatory who confirms the receipt?")
counts_by_itself = Guard("counts_by_itself", "Does it count some days after it left?")
counts_by_paper = Guard("counts_by_paper", "Does it count on the day that a paper names?")
dispatch_known = Guard("dispatch_known", "Is known on which day it left, and the evidence?")
after_sending = Guard("after_sending", "Is the day not before it left, and not in the future?")
unsigned = Guard("unsigned", "Has nobody signed it, so that it is no more than a draft?")
nothing_built_on = Guard("nothing_built_on", "Has the case not gone on since it was notified?")
retrievable = Guard("retrievable", "Is the last day for retrieving it not over?")
retrieval_over = Guard("retrieval_over", "Is the last day for retrieving it over?")

SOUND = (still_decided, undo_over, electronic_agreed)
# Nobody signs what they have drafted, proposed, audited or paid.
OTHERS = (Deed.DRAFTED, InterestDeed.PROPOSED, CaseDeed.AUDITED, CaseDeed.PAID)

DECISION_NOTICE: Workflow[State, Trigger] = Workflow(
    name="decision_notice",
    version=3,
    states=State,
    initial=State.DRAFTED,
    standings={
        State.DRAFTED: Standing("reviewer"),
        State.TO_SIGN: Standing("approver", ("issue",)),
        State.PROVIDED: Standing("applicant_editor", ("retrieval",)),
        State.RETRIEVED: Standing(None, final=True),
        State.VOID: Standing("reviewer", ("issue",)),
        State.SIGNED: Standing("reviewer", ("issue",)),
        State.SENT: Standing("reviewer", ("issue",)),
        State.SERVED: Standing("applicant_signatory", ("remedy",)),
        State.RETURNED: Standing("reviewer", ("issue",)),
        State.WITHDRAWN: Standing(None, final=True),
    },
    steps=(
        Step(
            Trigger.FREEZE,
            State.DRAFTED,
            State.TO_SIGN,
            (is_holder, bias_declared, *SOUND, addressed),
            deed=Deed.DRAFTED,
            ends=("*",),
            sets=("issue",),
        ),
        Step(Trigger.SEND_BACK, State.TO_SIGN, State.DRAFTED, (reason_given,), ends=("*",)),
        *(
            Step(
                trigger,
                State.TO_SIGN,
                target,
                (*SOUND, fit_to_sign),
                when=when,
                distinct_from=OTHERS,
                deed=Deed.SIGNED,
                ends=("*",),
                sets=(timer,),
            )
            for trigger, target, when, timer in (
                (Trigger.SIGN, State.PROVIDED, lies_in_portal, "retrieval"),
                (Trigger.SIGN_TO_SEND, State.SIGNED, goes_out, "issue"),
            )
        ),
        *(
            Step(
                trigger,
                State.PROVIDED,
                State.RETRIEVED,
                (still_decided, retrievable, *guards),
                when=when,
                ends=("*",),
            )
            for trigger, when, guards in (
                (Trigger.RETRIEVE, for_retrieval, ()),
                (Trigger.ACKNOWLEDGE, for_receipt, (reauthenticated,)),
            )
        ),
        Step(
            Trigger.LAPSE,
            State.PROVIDED,
            State.VOID,
            (retrieval_over,),
            ends=("*",),
            sets=("issue",),
        ),
        *(
            Step(
                Trigger.REROUTE,
                state,
                State.SIGNED,
                (is_holder, still_decided, names_lead, goes_out, addressed),
                ends=("*",),
                sets=("issue",),
            )
            for state in TO_REROUTE
        ),
        *(
            Step(
                Trigger.DISPATCH,
                State.SIGNED,
                target,
                (is_holder, still_decided, dispatch_known),
                when=when,
                ends=("*",),
                sets=(timer,),
            )
            for target, when, timer in (
                (State.SERVED, counts_by_itself, "remedy"),
                (State.SENT, counts_by_paper, "issue"),
            )
        ),
        Step(
            Trigger.ARRIVE,
            State.SENT,
            State.SERVED,
            (is_holder, still_decided, after_sending),
            ends=("*",),
            sets=("remedy",),
        ),
        *(
            Step(
                Trigger.COME_BACK,
                state,
                State.RETURNED,
                (is_holder, reason_given, after_sending, *guards),
                ends=("*",),
                sets=("issue",),
            )
            for state, guards in ((State.SENT, ()), (State.SERVED, (nothing_built_on,)))
        ),
        *(
            Step(Trigger.WITHDRAW, state, State.WITHDRAWN, (is_holder, unsigned), ends=("*",))
            for state in (State.DRAFTED, State.TO_SIGN, State.SIGNED)
        ),
        # What nobody was notified of binds nobody yet (§ 43 VwVfG): who signs can take it back.
        *(
            Step(Trigger.RECALL, state, State.WITHDRAWN, (reason_given,), ends=("*",))
            for state in (State.SIGNED, State.PROVIDED, State.SENT)
        ),
        # Taken together with a step of the case that ends the decision.
        *(Step(Trigger.OVERTAKE, state, State.WITHDRAWN, ends=("*",)) for state in OPEN),
    ),
    many_hands=tuple(
        ManyHands(state, (Deed.DRAFTED, Deed.SIGNED)) for state in (State.PROVIDED, State.SIGNED)
    ),
)
