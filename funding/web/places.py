"""Where on the pages of the office a step is taken, and in which order steps are offered."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask import url_for

from workflows.application import Trigger

# Where a step is taken; whatever is not named here is taken on the page of simple steps.
PLACES: Mapping[StrEnum, str] = {
    Trigger.REQUEST_INFO: "reviewing.request_info",
    Trigger.GRANT_EXTENSION: "reviewing.extension",
    Trigger.REFUSE_EXTENSION: "reviewing.extension",
    Trigger.ACCEPT_COMPLETE: "reviewing.check",
    Trigger.RECOMMEND: "reviewing.proposal",
    Trigger.PUT_ON_WAITLIST: "reviewing.proposal",
    Trigger.RECOMMEND_REJECTION: "reviewing.proposal",
    Trigger.APPROVE_FIRST: "deciding.decision",
    Trigger.APPROVE_SECOND: "deciding.decision",
    Trigger.REJECT_FIRST: "deciding.decision",
    Trigger.REJECT_SECOND: "deciding.decision",
    Trigger.RETURN_CASE: "deciding.decision",
    Trigger.RECORD_NOTICE: "spending.notice",
    Trigger.RECORD_PAYMENT: "spending.payment",
    Trigger.OPEN_HEARING: "reporting.audit",
    Trigger.OPEN_REVOCATION: "reporting.take_back",
    Trigger.FINISH_AUDIT: "reporting.audit",
    Trigger.RETURN_AUDIT: "reporting.settle",
    Trigger.SETTLE: "reporting.settle",
    Trigger.SETTLE_WITH_RECOVERY: "reporting.settle",
    Trigger.SERVE_FINAL: "issuing.final",
    Trigger.SERVE_CLAIM: "issuing.final",
    Trigger.BOOK_REPAYMENT: "reporting.recovery",
    Trigger.RECOVERED: "reporting.recovery",
}
# Steps that lead on stand first.
FORWARD = frozenset(
    {
        Trigger.ACCEPT_COMPLETE,
        Trigger.RECOMMEND,
        Trigger.CLAIM,
        Trigger.CLOSE,
        Trigger.GRANT_EXTENSION,
    }
)
# Steps that are seldom taken stand apart while they are not possible.
SELDOM = frozenset(
    {
        Trigger.ASSIGN,
        Trigger.GIVE_BACK,
        Trigger.HAND_OVER,
        Trigger.PROPOSE_CESSATION,
        Trigger.DISCONTINUE,
        Trigger.SUCCEED,
        Trigger.REOPEN,
        Trigger.REDO_SETTLEMENT,
        Trigger.OPEN_REVOCATION,
        Trigger.UNDO_DECISION,
    }
)


def place(trigger: StrEnum, reference: str) -> str:
    """Return the address at which a step is taken."""
    endpoint = PLACES.get(trigger)
    if endpoint is None:
        return url_for("case_file.step", reference=reference, trigger=str(trigger))
    return url_for(endpoint, reference=reference)
