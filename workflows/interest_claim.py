"""Interest that the office asks for (§ 49a Abs. 3 and 4 VwVfG), from proposal to notice.

The proof auditor proposes, with figures that are frozen; the town is heard about them, what it
says is weighed in words (§ 28 VwVfG), an approver signs the notice, and what is claimed lives on
as a recovery. Or it is given up: what is too little by the office alone, all else by two people.
"""

from __future__ import annotations

from enum import StrEnum

from workflows.application import guards as g
from workflows.application.words import BEFORE_AUDIT
from workflows.application.words import Deed as CaseDeed
from workflows.call import reason_given
from workflows.core import Guard, ManyHands, Standing, Step, Workflow


class State(StrEnum):
    """Where a proposal about interest stands."""

    NEW = "new"
    HEARING = "hearing"
    HEARD = "heard"
    PROPOSED = "proposed"
    GIVING_UP = "giving_up"
    SIGNED = "signed"
    GIVEN_UP = "given_up"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Trigger(StrEnum):
    """What can happen to it."""

    PROPOSE = "propose"
    COMMENT = "comment"
    LAPSE = "lapse"
    WEIGH = "weigh"
    SIGN = "sign"
    SERVE = "serve"
    PROPOSE_GIVING_UP = "propose_giving_up"
    CONFIRM_GIVING_UP = "confirm_giving_up"
    GIVE_UP_SMALL = "give_up_small"
    RETURN = "return"
    WITHDRAW = "withdraw"
    OVERTAKE = "overtake"


class Deed(StrEnum):
    """What a natural person has done about interest."""

    PROPOSED = "interest_proposed"
    DECIDED = "interest_decided"


# Undecided: with the town, with an auditor who weighs its comment, or with an approver.
OPEN = (State.HEARING, State.HEARD, State.PROPOSED, State.GIVING_UP)
TO_DECIDE = (State.PROPOSED, State.GIVING_UP)
# What these name is settled; nothing more is asked of it.
SETTLED = (State.SIGNED, State.GIVEN_UP)

case_settles = Guard("case_settles", "Is the case being settled, or what is reclaimed paid back?")
claim_gone = Guard("claim_gone", "Does what it runs on not stand any more?")
interest_final = Guard("interest_final", "Does it stand until when the interest runs?")
interest_due = Guard("interest_due", "Is there interest of at least the limit, and not barred?")
interest_small = Guard("interest_small", "Is there interest, but less than is asked for?")
no_interest_open = Guard("no_interest_open", "Is no proposal about interest undecided?")
none_claimed = Guard("none_claimed", "Is no interest owed that was claimed before?")
heard_before = Guard("heard_before", "Was the town heard about at least as much interest?")
not_heard = Guard("not_heard", "Was the town not heard about so much interest yet?")
interest_comment = Guard("interest_comment", "Is there a comment of the town in words?")
comment_weighed = Guard("comment_weighed", "Is it written how the comment was weighed?")
comment_overdue = Guard("comment_overdue", "Is the last day for the town's comment over?")
figures_stand = Guard("figures_stand", "Are the frozen figures still those of today?")
interest_dated = Guard(
    "interest_dated", "Are issue, notification and evidence in a lawful order, after the proposal?"
)

interest_served = Guard("interest_served", "Is the town notified of the notice that was signed?")
no_interest_notice_open = Guard(
    "no_interest_notice_open", "Is none made, ready or on its way in the portal?"
)

HEARING, WEIGH, SIGN = "interest_hearing", "interest_weigh", "interest_sign"
# While a court decides on the notices of the case, nothing is asked for.
RESTS_NOT = (case_settles, g.uncontested)
BEGINS = (*RESTS_NOT, g.interest_computed, interest_final, no_interest_open)
# Nobody decides about what they have proposed, audited or paid.
OTHERS = (Deed.PROPOSED, CaseDeed.AUDITED, CaseDeed.PAID)
S, T = State, Trigger

INTEREST_CLAIM: Workflow[State, Trigger] = Workflow(
    name="interest_claim",
    version=1,
    states=State,
    initial=S.NEW,
    standings={
        S.NEW: Standing("proof_auditor"),
        S.HEARING: Standing("applicant_signatory", (HEARING,)),
        S.HEARD: Standing("proof_auditor", (WEIGH,)),
        S.PROPOSED: Standing("approver", (SIGN,)),
        S.GIVING_UP: Standing("approver", (SIGN,)),
        S.SIGNED: Standing(None, final=True),
        S.GIVEN_UP: Standing(None, final=True),
        S.RETURNED: Standing(None, final=True),
        S.WITHDRAWN: Standing(None, final=True),
    },
    steps=(
        *(
            Step(
                T.PROPOSE,
                S.NEW,
                target,
                (*BEGINS, interest_due, none_claimed, reason_given),
                when=when,
                distinct_from=BEFORE_AUDIT,
                deed=Deed.PROPOSED,
                sets=(timer,),
            )
            for target, when, timer in (
                (S.HEARING, not_heard, HEARING),
                (S.PROPOSED, heard_before, SIGN),
            )
        ),
        Step(
            T.COMMENT,
            S.HEARING,
            S.HEARD,
            (interest_comment, g.reauthenticated),
            sets=(WEIGH,),
            ends=(HEARING,),
        ),
        Step(
            T.WEIGH,
            S.HEARD,
            S.PROPOSED,
            (comment_weighed,),
            distinct_from=BEFORE_AUDIT,
            deed=Deed.PROPOSED,
            sets=(SIGN,),
            ends=(WEIGH,),
        ),
        Step(T.LAPSE, S.HEARING, S.PROPOSED, (comment_overdue,), sets=(SIGN,), ends=(HEARING,)),
        Step(
            T.SIGN,
            S.PROPOSED,
            S.SIGNED,
            (
                *RESTS_NOT,
                g.interest_computed,
                figures_stand,
                none_claimed,
                interest_dated,
                no_interest_notice_open,
            ),
            distinct_from=OTHERS,
            deed=Deed.DECIDED,
            ends=("*",),
        ),
        # Taken together with the notification: it was signed before, by whoever has this deed then.
        Step(
            T.SERVE,
            S.PROPOSED,
            S.SIGNED,
            (
                *(*RESTS_NOT, g.interest_computed, figures_stand, none_claimed),
                *(interest_dated, interest_served),
            ),
            distinct_from=OTHERS,
            deed=Deed.DECIDED,
            ends=("*",),
        ),
        Step(
            T.PROPOSE_GIVING_UP,
            S.NEW,
            S.GIVING_UP,
            (*BEGINS, interest_due, reason_given),
            distinct_from=BEFORE_AUDIT,
            deed=Deed.PROPOSED,
            sets=(SIGN,),
        ),
        Step(
            T.CONFIRM_GIVING_UP,
            S.GIVING_UP,
            S.GIVEN_UP,
            (case_settles,),
            distinct_from=OTHERS,
            deed=Deed.DECIDED,
            ends=("*",),
        ),
        Step(
            T.GIVE_UP_SMALL,
            S.NEW,
            S.GIVEN_UP,
            (*BEGINS, interest_small),
            deed=Deed.PROPOSED,
            ends=("*",),
        ),
        *(
            Step(
                T.RETURN,
                state,
                S.RETURNED,
                (reason_given,),
                distinct_from=(Deed.PROPOSED,),
                ends=("*",),
            )
            for state in TO_DECIDE
        ),
        *(Step(T.WITHDRAW, state, S.WITHDRAWN, (reason_given,), ends=("*",)) for state in OPEN),
        # Taken together with the step of the case that takes the notice away it rests on.
        *(Step(T.OVERTAKE, state, S.WITHDRAWN, (claim_gone,), ends=("*",)) for state in OPEN),
    ),
    many_hands=(
        ManyHands(S.SIGNED, (Deed.PROPOSED, Deed.DECIDED)),
        ManyHands(S.GIVEN_UP, (Deed.PROPOSED, Deed.DECIDED), unless=(T.GIVE_UP_SMALL,)),
    ),
)
