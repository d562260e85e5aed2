"""What the steps of a proposal about interest ask, answered as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.law import berlin
from funding.models import InterestClaim
from funding.models.recovery import INTEREST
from funding.queries import facts as of_case
from funding.queries.case import Case
from funding.queries.reporting.claims import interest_owed
from funding.queries.reporting.interest import CaseInterest, interest_of
from funding.queries.reporting.interest_claims import heard_about, open_proposal, proposers_of
from funding.queries.reporting.interest_figures import figures_of, same_figures
from funding.queries.spending.answers import notice_dated
from funding.queries.spending.issued import issued_notice, just_served
from funding.queries.spending.papers import About
from funding.queries.spending.remedies import params as contested_params
from funding.queries.spending.remedies import uncontested
from funding.words.visible import said
from workflows.application import State as CaseState
from workflows.core import Facts
from workflows.decision_notice import OPEN as ON_ITS_WAY
from workflows.interest_claim import Deed, State


def facts_of(case: Case, one: InterestClaim, given: Mapping[str, Any]) -> Facts:
    """Answer what the guards of a proposal ask.

    ``given``: ``reason``, ``comment``, ``weighing`` (words); the days of a notice are the case's
    details.
    """
    found = interest_of(case, case.given("notified_on"))
    now = figures_of(case, found)
    heard = heard_about(case, found) is not None
    issued = case.given("issued_on")
    early = issued is not None and issued < berlin.local_date(one.proposed_at)
    open_now = open_proposal(case)
    settles = case.application.state in (CaseState.RECOVERING, CaseState.SETTLING)
    notice = issued_notice(case, About(INTEREST, one.id))
    answers = {
        "case_settles": settles,
        "claim_gone": not settles,
        "uncontested": uncontested(case),
        "interest_computed": found.missing is None,
        "interest_final": found.final,
        "interest_due": found.asked,
        "interest_small": 0 < found.cents < found.floor_cents,
        "no_interest_open": open_now is None or open_now.id == one.id,
        "none_claimed": not interest_owed(case),
        "heard_before": heard,
        "not_heard": not heard,
        "interest_comment": said(given.get("comment")),
        "comment_weighed": said(given.get("weighing")),
        "comment_overdue": one.due_on is not None and one.due_on < case.today,
        "figures_stand": same_figures(one.figures, now),
        "interest_dated": notice_dated(case) and not early,
        "no_interest_notice_open": notice is None or notice.state not in ON_ITS_WAY,
        "interest_served": notice is not None and just_served(case, notice),
        "reason_given": said(given.get("reason")),
        "reauthenticated": case.details is None or bool(case.given("reauthenticated")),
    }
    hands = of_case.hands(case)
    if one.state != State.NEW:
        hands |= {(str(Deed.PROPOSED), person) for person in proposers_of(one)}
    return Facts(answers, case.doer_id, hands, _params(case, one, found))


def _params(case: Case, one: InterestClaim, found: CaseInterest) -> dict[str, dict[str, Any]]:
    sums = {"amount": found.cents, "floor": found.floor_cents}
    return {
        "uncontested": contested_params(case, "uncontested"),
        "interest_computed": {"date": found.missing},
        "interest_due": sums,
        "interest_small": sums,
        "comment_overdue": {"date": one.due_on},
        "figures_stand": {"given": one.amount_cents, "amount": found.cents},
    }
