"""Is the notice of a decision recorded as it was sent? What its step asks, apart from its dates."""

from __future__ import annotations

from typing import Any

from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.spending.answers import notice_dated
from funding.queries.spending.dispatches import dispatch_of
from funding.queries.spending.issued import served_issue


def decision_dated(case: Case) -> bool:
    """Is the notice of the decision dated so, and as the posting log says where it stands there?"""
    return notice_dated(case) and (case.details is None or _as_logged(case))


def _as_logged(case: Case) -> bool:
    """Are channel and day those of the posting log, where the notice stands there?"""
    issue = served_issue(case)
    sent = dispatch_of(case.session, issue.id) if issue is not None else None
    return sent is None or (case.given("channel"), case.given("issued_on")) == (
        sent.channel,
        sent.posted_on,
    )


ANSWERS: dict[str, Answer] = {"notice_dated": decision_dated}


def params(_case: Case, _code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs: nothing."""
    return {}
