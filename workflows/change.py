"""A change that a town asks for after the decision: period, plan, less spending, its partners.

What the rules leave to the town is noted by the reviewer; all else needs consent, which one
person proposes and another gives. Partners that stay, leave or join agree before it is sent.
"""

from __future__ import annotations

from enum import StrEnum

from workflows.application import guards as g
from workflows.call import reason_given
from workflows.core import Guard, ManyHands, Standing, Step, Workflow


class State(StrEnum):
    """Where a change stands; while it is drafted only the town knows of it."""

    DRAFTED = "drafted"
    REQUESTED = "requested"
    QUESTIONED = "questioned"
    ASSESSED = "assessed"
    GRANTED = "granted"
    REFUSED = "refused"
    NOTED = "noted"
    WITHDRAWN = "withdrawn"


class Trigger(StrEnum):
    """What can happen to a change."""

    ASK_PARTNERS = "ask_partners"
    AGREE = "agree"
    DECLINE = "decline"
    REQUEST = "request"
    ASK = "ask"
    LAPSE = "lapse"
    NOTE = "note"
    ASSESS = "assess"
    GRANT = "grant"
    REFUSE = "refuse"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    RECORD = "record"
    SERVE = "serve"


class Deed(StrEnum):
    """What somebody has done on a change."""

    ASSESSED = "change_assessed"
    DECIDED = "change_decided"


# With the office, or back at the town with a question of the office.
PENDING = (State.REQUESTED, State.QUESTIONED, State.ASSESSED)
OPEN = (State.DRAFTED, *PENDING)
# Where the town may still write.
WRITABLE = (State.DRAFTED, State.QUESTIONED)

change_possible = Guard(
    "change_possible", "Does the grant stand where a change of this kind can be asked for?"
)
later_period = Guard("later_period", "Is the new end later than the old, and within the rules?")
shift_sound = Guard(
    "shift_sound", "Does the shift stay among eligible lines, and within the sum of each year?"
)
less_sound = Guard("less_sound", "Does some line become less, and none more?")
partner_sound = Guard(
    "partner_sound", "Does a partner leave or a municipality join, with the partners as they are?"
)
concerns_partners = Guard("concerns_partners", "Is it a change of the partners?")
partners_asked = Guard("partners_asked", "Are the partners asked about it just as it stands?")
not_agreed_yet = Guard("not_agreed_yet", "Has this municipality not agreed yet?")
decline_worded = Guard("decline_worded", "Is there a reason why it does not agree?")
all_agreed = Guard("all_agreed", "Have all partners agreed that stay, leave or join?")
question_answered = Guard("question_answered", "Does an answer to the question come with it?")
question_worded = Guard("question_worded", "Is there a question in words?")
decision_needed = Guard(
    "decision_needed", "Does the change need consent, or would it lower the award?"
)
consent_not_needed = Guard("consent_not_needed", "Is it left to the town, so that it is noted?")
lowering_sound = Guard(
    "lowering_sound", "Is the lower award what the calculation gives for the plan as it is?"
)
lowering_covered = Guard(
    "lowering_covered", "Is the lower award not below what is paid and asked for?"
)
to_be_refused = Guard("to_be_refused", "Does the town ask for something that can be refused?")
change_overdue = Guard("change_overdue", "Is the last day for the answer over?")

change_notice_dated = Guard(
    "change_notice_dated", "Are issue, notification and evidence of its notice in a lawful order?"
)

no_change_notice_open = Guard(
    "no_change_notice_open", "Is none made, ready or on its way in the portal?"
)
change_served = Guard("change_served", "Is the town notified of the notice that was signed?")

SOUND = (change_possible, later_period, shift_sound, less_sound, partner_sound)
ASKED = (*SOUND, reason_given, all_agreed, g.reauthenticated)
HOLDER = (g.is_holder, g.bias_declared)
ASSESS, APPROVE, ANSWER = "change_assess", "change_approve", "change_answer"
CONSENT = "change_consent"
S, T = State, Trigger

CHANGE: Workflow[State, Trigger] = Workflow(
    name="change",
    version=1,
    states=State,
    initial=S.DRAFTED,
    standings={
        S.DRAFTED: Standing("applicant_editor"),
        S.REQUESTED: Standing("reviewer", (ASSESS,)),
        S.QUESTIONED: Standing("applicant_editor", (ANSWER,)),
        S.ASSESSED: Standing("approver", (APPROVE,)),
        S.GRANTED: Standing(None, final=True),
        S.REFUSED: Standing(None, final=True),
        S.NOTED: Standing(None, final=True),
        S.WITHDRAWN: Standing(None, final=True),
    },
    steps=(
        Step(
            T.ASK_PARTNERS,
            S.DRAFTED,
            S.DRAFTED,
            (concerns_partners, change_possible, partner_sound, reason_given),
            sets=(CONSENT,),
        ),
        Step(
            T.AGREE,
            S.DRAFTED,
            S.DRAFTED,
            (concerns_partners, partners_asked, not_agreed_yet, g.reauthenticated),
        ),
        Step(
            T.DECLINE,
            S.DRAFTED,
            S.DRAFTED,
            (concerns_partners, partners_asked, decline_worded),
        ),
        Step(T.REQUEST, S.DRAFTED, S.REQUESTED, ASKED, sets=(ASSESS,), ends=(CONSENT,)),
        Step(
            T.REQUEST,
            S.QUESTIONED,
            S.REQUESTED,
            (*ASKED, question_answered),
            sets=(ASSESS,),
            ends=(ANSWER,),
        ),
        Step(
            T.ASK,
            S.REQUESTED,
            S.QUESTIONED,
            (*HOLDER, question_worded),
            sets=(ANSWER,),
            ends=(ASSESS,),
        ),
        Step(T.LAPSE, S.QUESTIONED, S.REQUESTED, (change_overdue,), sets=(ASSESS,), ends=(ANSWER,)),
        Step(
            T.NOTE,
            S.REQUESTED,
            S.NOTED,
            (*HOLDER, *SOUND, consent_not_needed),
            ends=(ASSESS,),
        ),
        Step(
            T.ASSESS,
            S.REQUESTED,
            S.ASSESSED,
            (*HOLDER, reason_given, decision_needed, lowering_covered),
            deed=Deed.ASSESSED,
            sets=(APPROVE,),
            ends=(ASSESS,),
        ),
        Step(
            T.GRANT,
            S.ASSESSED,
            S.GRANTED,
            (*SOUND, all_agreed, lowering_sound, lowering_covered),
            distinct_from=(Deed.ASSESSED,),
            deed=Deed.DECIDED,
            ends=(APPROVE,),
        ),
        Step(
            T.REFUSE,
            S.ASSESSED,
            S.REFUSED,
            (reason_given, to_be_refused),
            distinct_from=(Deed.ASSESSED,),
            deed=Deed.DECIDED,
            ends=(APPROVE,),
        ),
        Step(
            T.SEND_BACK,
            S.ASSESSED,
            S.REQUESTED,
            (reason_given,),
            distinct_from=(Deed.ASSESSED,),
            sets=(ASSESS,),
            ends=(APPROVE,),
        ),
        *(
            Step(T.RECORD, state, state, (*HOLDER, change_notice_dated, no_change_notice_open))
            for state in (S.GRANTED, S.REFUSED)
        ),
        # Taken together with the notification of the notice that the portal issues.
        *(
            Step(T.SERVE, state, state, (change_served, change_notice_dated))
            for state in (S.GRANTED, S.REFUSED)
        ),
        Step(T.WITHDRAW, S.DRAFTED, S.WITHDRAWN, ends=(CONSENT,)),
        *(
            Step(T.WITHDRAW, state, S.WITHDRAWN, (g.reauthenticated,), ends=("*",))
            for state in (S.REQUESTED, S.QUESTIONED)
        ),
    ),
    many_hands=(
        ManyHands(S.GRANTED, (Deed.ASSESSED, Deed.DECIDED)),
        ManyHands(S.REFUSED, (Deed.ASSESSED, Deed.DECIDED)),
    ),
)
