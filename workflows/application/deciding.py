"""The steps of an application from proposal to decision, and the ways out before it."""

from __future__ import annotations

from workflows.application import guards as g
from workflows.application.rows import (
    DECIDED,
    HELD,
    PROPOSED,
    UNDECIDED,
    Row,
    fit_person,
    leads,
    stays,
)
from workflows.application.words import (
    BEFORE_DECISION,
    BEFORE_SUBMISSION,
    Deed,
    State,
    Trigger,
)
from workflows.core import Approval, Step

S, T = State, Trigger
OFFICE = ("check", "assess", "opinion", "approve1", "approve2")

approving = (
    *fit_person,
    g.absent_not_signed,
    g.hands_unbiased,
    g.proposal_is_grant,
    g.reservation_stands,
    g.within_limit,
    g.unchanged,
)
rejecting = (*fit_person, g.absent_not_signed, g.hands_unbiased, g.reason_given, g.unchanged)

# Who approves a grant: as many as stand here, one after the other, each another person.
APPROVALS = (
    Approval(T.APPROVE_FIRST, Deed.APPROVED_FIRST, "approver"),
    Approval(T.APPROVE_SECOND, Deed.APPROVED_ALSO, "approver", from_rule="third_approval_cents"),
    Approval(T.APPROVE_SECOND, Deed.APPROVED_SECOND, "approver"),
)

DECIDING: tuple[Row, ...] = (
    Step(
        T.APPROVE_FIRST,
        S.REVIEWED,
        S.FIRST_APPROVED,
        approving,
        distinct_from=BEFORE_DECISION,
        deed=Deed.APPROVED_FIRST,
        ends=("approve1",),
        sets=("approve2",),
    ),
    # Large amounts need one more approval between the first and the one that decides.
    Step(
        T.APPROVE_SECOND,
        S.FIRST_APPROVED,
        S.FIRST_APPROVED,
        (*approving, g.funds_released, g.budget_year_open),
        when=g.approval_follows,
        distinct_from=(*BEFORE_DECISION, Deed.APPROVED_FIRST, Deed.APPROVED_ALSO),
        deed=Deed.APPROVED_ALSO,
        sets=("approve2",),
    ),
    Step(
        T.APPROVE_SECOND,
        S.FIRST_APPROVED,
        S.APPROVED,
        (*approving, g.funds_released, g.budget_year_open),
        when=g.approval_is_last,
        distinct_from=(*BEFORE_DECISION, Deed.APPROVED_FIRST, Deed.APPROVED_ALSO),
        deed=Deed.APPROVED_SECOND,
        ends=("approve2",),
        sets=("issue", "begin"),
        books="commit",
    ),
    Step(
        T.REJECT_FIRST,
        S.REVIEWED,
        S.FIRST_REJECTED,
        rejecting,
        distinct_from=BEFORE_DECISION,
        deed=Deed.APPROVED_FIRST,
        ends=("approve1",),
        sets=("approve2",),
    ),
    Step(
        T.REJECT_SECOND,
        S.FIRST_REJECTED,
        S.REJECTED,
        rejecting,
        distinct_from=(*BEFORE_DECISION, Deed.APPROVED_FIRST),
        deed=Deed.APPROVED_SECOND,
        ends=("approve2",),
        sets=("issue",),
        books="release",
    ),
    *(
        Step(
            T.RETURN_CASE,
            state,
            target,
            (*fit_person, g.reason_given),
            when=when,
            distinct_from=BEFORE_DECISION,
            ends=("approve1", "approve2"),
            sets=(timer,),
            books="release",
        )
        for state in PROPOSED
        for target, when, timer in (
            (S.IN_ASSESSMENT, g.check_finished, "assess"),
            (S.IN_CHECK, g.check_unfinished, "check"),
        )
    ),
    Step(
        T.UNDO_DECISION,
        S.APPROVED,
        S.FIRST_APPROVED,
        (g.undo_in_time,),
        ends=("issue", "begin"),
        sets=("approve2",),
        books="uncommit",
    ),
    Step(
        T.UNDO_DECISION,
        S.REJECTED,
        S.FIRST_REJECTED,
        (g.undo_in_time,),
        ends=("issue",),
        sets=("approve2",),
        books="reserve_again",
    ),
    *leads(
        T.YEAR_OVER,
        S.IN_ASSESSMENT,
        S.REVIEWED,
        S.FIRST_APPROVED,
        guards=(g.proposal_is_grant, g.budget_year_over),
        ends=OFFICE,
        sets=("assess",),
        books="release",
    ),
    *leads(
        T.WITHDRAW,
        S.WITHDRAWN,
        *UNDECIDED,
        S.WAITLISTED,
        *PROPOSED,
        guards=(g.reauthenticated,),
        ends=("*",),
        sets=("retention",),
        books="release",
    ),
    # What nobody has told the town yet binds nobody: until its notice it may withdraw (§ 43 VwVfG).
    *leads(
        T.WITHDRAW,
        S.WITHDRAWN,
        *DECIDED,
        guards=(g.reauthenticated, g.notice_unrecorded),
        ends=("*",),
        sets=("retention",),
        books="release",
    ),
    *stays(
        T.PROPOSE_CESSATION,
        *UNDECIDED,
        S.WAITLISTED,
        *PROPOSED,
        guards=(*fit_person, g.reason_given),
        deed=Deed.PROPOSED_CESSATION,
    ),
    *leads(
        T.DISCONTINUE,
        S.CLOSED,
        *UNDECIDED,
        S.WAITLISTED,
        *PROPOSED,
        guards=(*fit_person, g.cessation_proposed, g.reason_given),
        distinct_from=(*BEFORE_DECISION, Deed.PROPOSED_CESSATION),
        deed=Deed.DISCONTINUED,
        ends=("*",),
        sets=("retention",),
        books="release",
    ),
    *stays(
        T.SUCCEED,
        *(*BEFORE_SUBMISSION, S.SUBMITTED),
        *HELD,
        guards=(g.reason_given, g.successor_named, g.successor_agreed, g.none_on_its_way),
    ),
)
