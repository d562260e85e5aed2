"""A recovery (Rückforderung): what a town has to pay back, until it is paid or given up.

It begins with the final notice that reclaims money, and falls due once that notice is final.
Deferral, instalments, waiver and write-off are asked for by one person and granted by another:
what is asked for is a record of its own, so the claim goes on to fall due meanwhile.
"""

from __future__ import annotations

from enum import StrEnum

from workflows.application.guards import uncontested
from workflows.call import reason_given
from workflows.core import Guard, Standing, Step, Workflow
from workflows.interest_claim import Deed as InterestDeed


class State(StrEnum):
    """Where a recovery stands."""

    ORDERED = "ordered"
    DUE = "due"
    DEFERRED = "deferred"
    IN_INSTALMENTS = "in_instalments"
    OVERDUE = "overdue"
    ENFORCED = "enforced"
    PAID = "paid"
    WAIVED = "waived"
    WRITTEN_OFF = "written_off"
    DROPPED = "dropped"


class Trigger(StrEnum):
    """What can happen to a recovery."""

    FALL_DUE = "fall_due"
    RECEIVE = "receive"
    PROPOSE_RELIEF = "propose_relief"
    GRANT_RELIEF = "grant_relief"
    REFUSE_RELIEF = "refuse_relief"
    RESUME = "resume"
    LAPSE = "lapse"
    ENFORCE = "enforce"
    DROP = "drop"


class Deed(StrEnum):
    """What a natural person has done on a recovery."""

    PROPOSED_RELIEF = "proposed_relief"
    GRANTED_RELIEF = "granted_relief"


# Who has proposed or signed a claim of interest books no money of it.
CLAIMED = (InterestDeed.PROPOSED, InterestDeed.DECIDED)


class Relief(StrEnum):
    """By what a claim is made easier or given up (§ 59 SäHO)."""

    DEFERRAL = "deferral"
    INSTALMENTS = "instalments"
    WAIVER = "waiver"
    WRITE_OFF = "write_off"


S, T = State, Trigger
# Payable, by agreement or by force.
OWING = (S.DUE, S.DEFERRED, S.IN_INSTALMENTS, S.OVERDUE, S.ENFORCED)
OPEN = (S.ORDERED, *OWING)
ENDED = (S.PAID, S.WAIVED, S.WRITTEN_OFF, S.DROPPED)
# What a relief leads to.
LEADS_TO = {
    Relief.DEFERRAL: S.DEFERRED,
    Relief.INSTALMENTS: S.IN_INSTALMENTS,
    Relief.WAIVER: S.WAIVED,
    Relief.WRITE_OFF: S.WRITTEN_OFF,
}

claim_final = Guard("claim_final", "Can the notice that reclaims no longer be appealed?")
within_claim = Guard("within_claim", "Is the sum above zero and at most what is still owed?")
received_dated = Guard("received_dated", "Does the value date lie between the notice and today?")
paid_in_full = Guard("paid_in_full", "Is nothing owed any more after it?")
paid_in_part = Guard("paid_in_part", "Is something owed still after it?")
relief_sound = Guard("relief_sound", "Do the terms of the relief fit the claim?")
no_relief_asked = Guard("no_relief_asked", "Is no relief asked for and undecided?")
relief_asked = Guard("relief_asked", "Is a relief asked for and undecided?")
payment_late = Guard("payment_late", "Is less paid than what was due until yesterday?")
deferral_over = Guard("deferral_over", "Is the day until which it was deferred reached?")
notice_gone = Guard("notice_gone", "Does the notice that reclaims not stand any more?")
MEANT = {
    relief: Guard(f"means_{relief}", f"Is it a {relief} that was asked for?") for relief in Relief
}

RECOVERY: Workflow[State, Trigger] = Workflow(
    name="recovery",
    version=1,
    states=State,
    initial=S.ORDERED,
    standings={
        S.ORDERED: Standing("applicant_signatory", ("recovery",)),
        S.DUE: Standing("applicant_signatory", ("recovery",)),
        S.DEFERRED: Standing("applicant_signatory", ("recovery",)),
        S.IN_INSTALMENTS: Standing("applicant_signatory", ("recovery",)),
        S.OVERDUE: Standing("cashier", ("recovery",)),
        S.ENFORCED: Standing("cashier", ("recovery",)),
        S.PAID: Standing(None, final=True),
        S.WAIVED: Standing(None, final=True),
        S.WRITTEN_OFF: Standing(None, final=True),
        S.DROPPED: Standing(None, final=True),
    },
    steps=(
        Step(T.FALL_DUE, S.ORDERED, S.DUE, (claim_final, uncontested), sets=("recovery",)),
        *(
            Step(
                T.RECEIVE,
                state,
                target,
                (within_claim, received_dated),
                when=when,
                distinct_from=CLAIMED,
                ends=("*",) if target in ENDED else (),
            )
            for state in OPEN
            for target, when in ((S.PAID, paid_in_full), (state, paid_in_part))
        ),
        *(
            Step(
                T.PROPOSE_RELIEF,
                state,
                state,
                (reason_given, no_relief_asked, relief_sound),
                deed=Deed.PROPOSED_RELIEF,
            )
            for state in OWING
        ),
        *(
            Step(
                T.GRANT_RELIEF,
                state,
                LEADS_TO[relief],
                (relief_asked, relief_sound),
                when=MEANT[relief],
                distinct_from=(Deed.PROPOSED_RELIEF,),
                deed=Deed.GRANTED_RELIEF,
                ends=("*",),
                sets=("recovery",) if LEADS_TO[relief] not in ENDED else (),
            )
            for state in OWING
            for relief in Relief
        ),
        *(
            Step(
                T.REFUSE_RELIEF,
                state,
                state,
                (relief_asked, reason_given),
                distinct_from=(Deed.PROPOSED_RELIEF,),
            )
            for state in OWING
        ),
        Step(T.RESUME, S.DEFERRED, S.DUE, (deferral_over,), sets=("recovery",)),
        *(
            Step(T.LAPSE, state, S.OVERDUE, (payment_late, uncontested))
            for state in (S.DUE, S.IN_INSTALMENTS)
        ),
        Step(T.ENFORCE, S.OVERDUE, S.ENFORCED, (reason_given, uncontested)),
        # Taken together with the step of the case that takes its notice away.
        *(Step(T.DROP, state, S.DROPPED, (notice_gone,), ends=("*",)) for state in OPEN),
    ),
)
