"""What becomes of a case that has ended: kept for its period, offered to the archive, deleted.

One person proposes the deletion, another one confirms it; a hold stops both and the offer.
"""

from __future__ import annotations

from enum import StrEnum

from workflows.call import reason_given
from workflows.core import Guard, ManyHands, Standing, Step, Workflow


class State(StrEnum):
    """Where the disposal of a case stands; ``kept`` is the time of its retention."""

    KEPT = "kept"
    DUE = "due"
    OFFERED = "offered"
    TAKEN_OVER = "taken_over"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    PROPOSED = "proposed"
    DELETED = "deleted"


class Trigger(StrEnum):
    """What can happen to a case that has ended."""

    FALL_DUE = "fall_due"
    OFFER = "offer"
    TAKE_OVER = "take_over"
    DECLINE = "decline"
    LAPSE = "lapse"
    PROPOSE = "propose"
    RETURN = "return_proposal"
    CONFIRM = "confirm"
    HOLD = "hold"
    LIFT = "lift"


class Deed(StrEnum):
    """What somebody has done on a disposal."""

    PROPOSED = "deletion_proposed"
    CONFIRMED = "deletion_confirmed"


S, T = State, Trigger
ANSWERED = (S.TAKEN_OVER, S.DECLINED, S.UNANSWERED)
RUNNING = (S.KEPT, S.DUE, S.OFFERED, *ANSWERED, S.PROPOSED)
TASK, ANSWER = "disposal", "archive_answer"
KEEPER = "data_protection"

retention_over = Guard("retention_over", "Has the case ended, and is its period of retention over?")
not_held = Guard("not_held", "Does no hold stop it?")
is_held = Guard("is_held", "Is there a hold that could be lifted?")
offer_dated = Guard("offer_dated", "Was it offered on a day since the period of retention ended?")
answer_dated = Guard("answer_dated", "Has the archive answered on a day since the offer?")
archive_reference = Guard("archive_reference", "Is the reference of the archive named?")
answer_overdue = Guard("answer_overdue", "Is the last day for an answer of the archive over?")
offer_not_needed = Guard("offer_not_needed", "Was it never submitted, and so no record to offer?")
# Whereto a proposal goes back: each answers for one state.
was_taken_over = Guard("was_taken_over", "Has the archive taken it over?")
was_declined = Guard("was_declined", "Has the archive declined?")
was_unanswered = Guard("was_unanswered", "Has the archive not answered?")
was_not_offered = Guard("was_not_offered", "Was it never offered?")
BACK = (
    (S.TAKEN_OVER, was_taken_over),
    (S.DECLINED, was_declined),
    (S.UNANSWERED, was_unanswered),
    (S.DUE, was_not_offered),
)

DISPOSAL: Workflow[State, Trigger] = Workflow(
    name="disposal",
    version=1,
    states=State,
    initial=S.KEPT,
    standings={
        S.KEPT: Standing("clock"),
        S.DUE: Standing(KEEPER, (TASK,)),
        S.OFFERED: Standing("clock", (ANSWER,)),
        **{state: Standing(KEEPER, (TASK,)) for state in (*ANSWERED, S.PROPOSED)},
        S.DELETED: Standing(None, final=True),
    },
    steps=(
        Step(T.FALL_DUE, S.KEPT, S.DUE, (retention_over,), sets=(TASK,)),
        Step(T.OFFER, S.DUE, S.OFFERED, (not_held, offer_dated), sets=(ANSWER,), ends=(TASK,)),
        *(
            Step(
                T.TAKE_OVER,
                state,
                S.TAKEN_OVER,
                (answer_dated, archive_reference),
                sets=(TASK,),
                ends=(ANSWER,),
            )
            for state in (S.OFFERED, S.UNANSWERED)
        ),
        *(
            Step(T.DECLINE, state, S.DECLINED, (answer_dated,), sets=(TASK,), ends=(ANSWER,))
            for state in (S.OFFERED, S.UNANSWERED)
        ),
        Step(T.LAPSE, S.OFFERED, S.UNANSWERED, (answer_overdue,), sets=(TASK,), ends=(ANSWER,)),
        *(
            Step(T.PROPOSE, state, S.PROPOSED, (not_held,), deed=Deed.PROPOSED, sets=(TASK,))
            for state in ANSWERED
        ),
        Step(
            T.PROPOSE,
            S.DUE,
            S.PROPOSED,
            (not_held, offer_not_needed),
            deed=Deed.PROPOSED,
            sets=(TASK,),
        ),
        *(
            Step(T.RETURN, S.PROPOSED, state, (reason_given,), when=when, sets=(TASK,))
            for state, when in BACK
        ),
        Step(
            T.CONFIRM,
            S.PROPOSED,
            S.DELETED,
            (not_held,),
            distinct_from=(Deed.PROPOSED,),
            deed=Deed.CONFIRMED,
            ends=("*",),
        ),
        *(Step(T.HOLD, state, state, (not_held, reason_given)) for state in RUNNING),
        *(Step(T.LIFT, state, state, (is_held, reason_given)) for state in RUNNING),
    ),
    many_hands=(ManyHands(S.DELETED, (Deed.PROPOSED, Deed.CONFIRMED)),),
)
