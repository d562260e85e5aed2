"""Which steps of a case its town is told of by name."""

from __future__ import annotations

from workflows.application import Trigger as T

# Steps that the town takes itself or that are told to it; of all others it sees the label change.
TOLD = frozenset(
    {
        T.OPEN_DRAFT,
        T.SET_RIGHTS,
        T.ASK_COSIGN,
        T.COSIGN,
        T.COSIGN_LAST,
        T.DECLINE_COSIGN,
        T.CHANGE_AFTER_COSIGN,
        T.EXPIRE,
        T.DISCARD,
        T.EXTEND,
        T.SUBMIT,
        T.REQUEST_INFO,
        T.ASK_EXTENSION,
        T.GRANT_EXTENSION,
        T.REFUSE_EXTENSION,
        T.ANSWER,
        T.ANSWER_LATE,
        T.ANSWER_LAPSED,
        T.DELIVER_ANNEX,
        T.CHANGE_CONTACT,
        T.WITHDRAW,
        T.DISCONTINUE,
        T.SUCCEED,
        T.RECORD_NOTICE,
        T.RETRIEVE_NOTICE,
        T.WAIVE_REMEDY,
        T.RECORD_PAYMENT,
        T.START,
        T.RENOUNCE,
        T.PERIOD_ENDED,
        T.REPORT,
        T.OPEN_HEARING,
        T.OPEN_REVOCATION,
        T.COMMENT,
        T.HEARING_LAPSED,
        T.DROP_CLAIM,
        T.SETTLE,
        T.SETTLE_WITH_RECOVERY,
        T.SERVE_FINAL,
        T.SERVE_CLAIM,
        T.BOOK_REPAYMENT,
        T.CLOSE,
        T.CLOSE_REJECTED,
    }
)
