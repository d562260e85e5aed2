"""The states, triggers and deeds of an application."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an application stands; ``new`` is the moment before the draft is opened."""

    NEW = "new"
    DRAFT = "draft"
    COSIGNING = "cosigning"
    COSIGNED = "cosigned"
    SUBMITTED = "submitted"
    IN_CHECK = "in_check"
    INFO_REQUESTED = "info_requested"
    IN_ASSESSMENT = "in_assessment"
    REVIEWED = "reviewed"
    WAITLISTED = "waitlisted"
    FIRST_APPROVED = "first_approved"
    FIRST_REJECTED = "first_rejected"
    APPROVED = "approved"
    REJECTED = "rejected"
    IN_PROGRESS = "in_progress"
    REPORT_DUE = "report_due"
    REPORTED = "reported"
    HEARING = "hearing"
    HEARD = "heard"
    AUDITED = "audited"
    RECOVERING = "recovering"
    SETTLING = "settling"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


# With the town and its partners: the office knows nothing of a case that stands here.
BEFORE_SUBMISSION = (State.DRAFT, State.COSIGNING, State.COSIGNED)
NEVER_SUBMITTED = (State.NEW, *BEFORE_SUBMISSION, State.EXPIRED)


class Trigger(StrEnum):
    """What can happen to an application."""

    OPEN_DRAFT = "open_draft"
    SET_RIGHTS = "set_rights"
    ASK_COSIGN = "ask_cosign"
    COSIGN = "cosign"
    COSIGN_LAST = "cosign_last"
    DECLINE_COSIGN = "decline_cosign"
    CHANGE_AFTER_COSIGN = "change_after_cosign"
    DISCARD = "discard"
    EXPIRE = "expire"
    EXTEND = "extend"
    SUBMIT = "submit"
    CLAIM = "claim"
    ASSIGN = "assign"
    GIVE_BACK = "give_back"
    CLAIM_LAPSED = "claim_lapsed"
    HAND_OVER = "hand_over"
    REQUEST_INFO = "request_info"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    ANSWER = "answer"
    ANSWER_LAPSED = "answer_lapsed"
    ANSWER_LATE = "answer_late"
    DELIVER_ANNEX = "deliver_annex"
    CHANGE_CONTACT = "change_contact"
    ACCEPT_COMPLETE = "accept_complete"
    RECOMMEND = "recommend"
    RECOMMEND_REJECTION = "recommend_rejection"
    PUT_ON_WAITLIST = "put_on_waitlist"
    MOVE_UP = "move_up"
    LIST_CLOSED = "list_closed"
    APPROVE_FIRST = "approve_first"
    APPROVE_SECOND = "approve_second"
    REJECT_FIRST = "reject_first"
    REJECT_SECOND = "reject_second"
    RETURN_CASE = "return_case"
    UNDO_DECISION = "undo_decision"
    YEAR_OVER = "year_over"
    WITHDRAW = "withdraw"
    PROPOSE_CESSATION = "propose_cessation"
    DISCONTINUE = "discontinue"
    SUCCEED = "succeed"
    RECORD_NOTICE = "record_notice"
    RETRIEVE_NOTICE = "retrieve_notice"
    WAIVE_REMEDY = "waive_remedy"
    RECORD_PAYMENT = "record_payment"
    START = "start"
    RENOUNCE = "renounce"
    PERIOD_ENDED = "period_ended"
    REPORT = "report"
    OPEN_HEARING = "open_hearing"
    OPEN_REVOCATION = "open_revocation"
    COMMENT = "comment"
    HEARING_LAPSED = "hearing_lapsed"
    DROP_CLAIM = "drop_claim"
    FINISH_AUDIT = "finish_audit"
    RETURN_AUDIT = "return_audit"
    SETTLE = "settle"
    SETTLE_WITH_RECOVERY = "settle_with_recovery"
    SERVE_FINAL = "serve_final"
    SERVE_CLAIM = "serve_claim"
    BOOK_REPAYMENT = "book_repayment"
    RECOVERED = "recovered"
    REDO_SETTLEMENT = "redo_settlement"
    CLOSE = "close"
    CLOSE_REJECTED = "close_rejected"
    REOPEN = "reopen"


ANSWERS = (Trigger.ANSWER, Trigger.ANSWER_LATE)
# The deadlines of annexes that a town may promise: one for each, for each has a day of its own.
PROMISES = tuple(
    f"annex_{slot}"
    for slot in (
        "resolution",
        "agreement",
        "job",
        "degree",
        "offers",
        "supervision",
        "passing_on",
    )
)


class Deed(StrEnum):
    """What a natural person has done on a case; the other-person rules compare these."""

    SUBMITTED = "submitted"
    HELD = "held"
    SCORED = "scored"
    OPINED = "opined"
    PROPOSED = "proposed"
    PROPOSED_CESSATION = "proposed_cessation"
    DISCONTINUED = "discontinued"
    CONFIRMED_FUNDS = "confirmed_funds"
    APPROVED_FIRST = "approved_first"
    APPROVED_ALSO = "approved_also"
    APPROVED_SECOND = "approved_second"
    RECORDED_NOTICE = "recorded_notice"
    CERTIFIED = "certified"
    ORDERED = "ordered"
    PAID = "paid"
    AUDITED = "audited"
    SETTLED = "settled"


# Everybody whose hands were on the case before a decision (procedure: rules for all machines, 2).
BEFORE_DECISION = (
    Deed.SUBMITTED,
    Deed.HELD,
    Deed.SCORED,
    Deed.OPINED,
    Deed.PROPOSED,
    Deed.CONFIRMED_FUNDS,
)
# Who signed a decision; in a new round they no longer count.
SIGNED = (Deed.APPROVED_FIRST, Deed.APPROVED_ALSO, Deed.APPROVED_SECOND)
# Nobody who had a hand in the decision or in a payment audits what came of it.
BEFORE_AUDIT = (
    *BEFORE_DECISION,
    *SIGNED,
    Deed.RECORDED_NOTICE,
    Deed.CERTIFIED,
    Deed.ORDERED,
    Deed.PAID,
)
