"""A drawdown (Mittelabruf): a town asks for money, four people of the office pay it out.

What is needed is found right (sachlich), its sum is found right (rechnerisch), it is ordered,
and the treasury pays. A draft is no step of it; the machine begins when a signatory hands it in.
"""

from __future__ import annotations

from enum import StrEnum

from workflows.application.guards import notice_final, reauthenticated, uncontested
from workflows.call import reason_given
from workflows.core import Guard, ManyHands, Standing, Step, Workflow


class State(StrEnum):
    """Where a drawdown stands."""

    DRAFTED = "drafted"
    REQUESTED = "requested"
    QUESTIONED = "questioned"
    CHECKED = "checked"
    COMPUTED = "computed"
    ORDERED = "ordered"
    PAID = "paid"
    OVERDUE = "overdue"
    USED = "used"
    REPAID = "repaid"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Trigger(StrEnum):
    """What can happen to a drawdown."""

    REQUEST = "request"
    QUESTION = "question"
    CHECK = "check"
    COMPUTE = "compute"
    ORDER = "order"
    PAY = "pay"
    BOUNCE = "bounce"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    CONFIRM_USE = "confirm_use"
    LAPSE = "lapse"
    REPAY = "repay"


class Deed(StrEnum):
    """What a natural person has done on a drawdown."""

    CHECKED = "draw_checked"
    COMPUTED = "draw_computed"
    ORDERED = "draw_ordered"
    PAID = "draw_paid"


# With the office: nothing else can be asked for meanwhile.
WITH_OFFICE = (State.REQUESTED, State.CHECKED, State.COMPUTED, State.ORDERED)
# Neither paid nor ended.
OPEN = (State.DRAFTED, State.QUESTIONED, *WITH_OFFICE)
# Paid, and not accounted for.
UNUSED = (State.PAID, State.OVERDUE)
CERTIFIED = (Deed.CHECKED, Deed.COMPUTED)

case_drawable = Guard("case_drawable", "Does the project run, or its settlement?")
within_rest = Guard("within_rest", "Is the sum above zero and at most what is left of the grant?")
within_slice = Guard("within_slice", "Is it within what the years until now may be paid?")
before_last_draw = Guard("before_last_draw", "Is it before the last day of the year for this?")
needed_soon = Guard("needed_soon", "Is the money needed within the use period?")
earlier_used = Guard("earlier_used", "Is what was paid before used for its purpose?")
share_kept = Guard("share_kept", "Is it no more than the grant's part of what is spent and needed?")
paid_in_order = Guard("paid_in_order", "Does the value date lie between the order and today?")
bank_active = Guard("bank_active", "Is an account confirmed, and none other asked for?")
use_dated = Guard("use_dated", "Does the day of use lie between the payment and today?")
use_over = Guard("use_over", "Is the use period over?")
answer_over = Guard("answer_over", "Is the period for the town's answer over?")
spent_already = Guard("spent_already", "Is paid only what the town has spent (Erstattung)?")
yet_to_spend = Guard("yet_to_spend", "Is the money to be spent after it is paid?")

SOUND = (case_drawable, notice_final, uncontested, within_rest, within_slice, share_kept)

DRAWDOWN: Workflow[State, Trigger] = Workflow(
    name="drawdown",
    version=1,
    states=State,
    initial=State.DRAFTED,
    standings={
        State.DRAFTED: Standing("applicant_editor"),
        State.REQUESTED: Standing("reviewer", ("drawdown",)),
        State.QUESTIONED: Standing("applicant_signatory", ("draw_answer",)),
        State.CHECKED: Standing("reviewer", ("drawdown",)),
        State.COMPUTED: Standing("budget", ("drawdown",)),
        State.ORDERED: Standing("cashier", ("drawdown",)),
        State.PAID: Standing("applicant_editor", ("use",)),
        State.OVERDUE: Standing("applicant_editor", ("use",)),
        State.USED: Standing(None, final=True),
        State.REPAID: Standing(None, final=True),
        State.REFUSED: Standing(None, final=True),
        State.WITHDRAWN: Standing(None, final=True),
    },
    steps=(
        *(
            Step(
                Trigger.REQUEST,
                state,
                State.REQUESTED,
                (
                    *SOUND,
                    before_last_draw,
                    needed_soon,
                    earlier_used,
                    bank_active,
                    reauthenticated,
                ),
                ends=("*",),
                sets=("drawdown",),
            )
            for state in (State.DRAFTED, State.QUESTIONED)
        ),
        *(
            Step(
                Trigger.QUESTION,
                state,
                State.QUESTIONED,
                (reason_given,),
                ends=("*",),
                sets=("draw_answer",),
            )
            for state in (State.REQUESTED, State.CHECKED)
        ),
        Step(
            Trigger.CHECK,
            State.REQUESTED,
            State.CHECKED,
            SOUND,
            deed=Deed.CHECKED,
            ends=("*",),
            sets=("drawdown",),
        ),
        Step(
            Trigger.COMPUTE,
            State.CHECKED,
            State.COMPUTED,
            SOUND,
            distinct_from=(Deed.CHECKED,),
            deed=Deed.COMPUTED,
            ends=("*",),
            sets=("drawdown",),
        ),
        Step(
            Trigger.ORDER,
            State.COMPUTED,
            State.ORDERED,
            (*SOUND, bank_active),
            distinct_from=CERTIFIED,
            deed=Deed.ORDERED,
            ends=("*",),
            sets=("drawdown",),
        ),
        *(
            Step(
                Trigger.PAY,
                State.ORDERED,
                target,
                (case_drawable, notice_final, uncontested, within_rest, paid_in_order),
                when=when,
                distinct_from=(*CERTIFIED, Deed.ORDERED),
                deed=Deed.PAID,
                ends=("*",),
                sets=sets,
            )
            for target, when, sets in (
                (State.PAID, yet_to_spend, ("use",)),
                (State.USED, spent_already, ()),
            )
        ),
        Step(
            Trigger.BOUNCE,
            State.ORDERED,
            State.COMPUTED,
            (reason_given,),
            ends=("*",),
            sets=("drawdown",),
        ),
        *(
            Step(Trigger.REFUSE, state, State.REFUSED, (reason_given,), ends=("*",))
            for state in (State.REQUESTED, State.CHECKED, State.COMPUTED)
        ),
        # Who does not answer keeps no case open.
        Step(
            Trigger.REFUSE,
            State.QUESTIONED,
            State.REFUSED,
            (reason_given, answer_over),
            ends=("*",),
        ),
        *(
            Step(Trigger.WITHDRAW, state, State.WITHDRAWN, ends=("*",))
            for state in (State.DRAFTED, State.REQUESTED, State.QUESTIONED)
        ),
        *(
            Step(Trigger.CONFIRM_USE, state, State.USED, (use_dated,), ends=("*",))
            for state in UNUSED
        ),
        Step(Trigger.LAPSE, State.PAID, State.OVERDUE, (use_over,)),
        *(
            Step(Trigger.REPAY, state, State.REPAID, (paid_in_order,), ends=("*",))
            for state in UNUSED
        ),
    ),
    many_hands=tuple(
        ManyHands(state, (Deed.CHECKED, Deed.COMPUTED, Deed.ORDERED, Deed.PAID))
        for state in (State.PAID, State.USED)
    ),
)
