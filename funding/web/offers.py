"""What a page may offer its reader: every step of the state that their role allows, explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import request, url_for

from funding.forms.speech import language
from funding.forms.words import reason_text
from funding.policy import permits
from funding.queries.case import Case
from funding.queries.facts import gather
from funding.words.reasons import REASONS
from funding.words.triggers import TRIGGERS
from workflows.application import APPLICATION, Trigger
from workflows.core import Reason


@dataclass(frozen=True, slots=True)
class Why:
    """One thing that stands in the way, and where it is cured."""

    code: str
    text: str
    cure: str
    href: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that a role allows here: possible now, or not, and why not.

    A step of a case, or of what stands beside one: a transfer, a drawdown.
    """

    trigger: StrEnum
    label: str
    reasons: tuple[Why, ...]

    @property
    def possible(self) -> bool:
        """Tell whether nothing stands in the way."""
        return not self.reasons


# target of a cure → endpoint; the reference of the case is filled in where the page has one
CURES: dict[str, tuple[str, dict[str, Any]]] = {
    "draft:advice": ("applying.section", {"section": "advice"}),
    "draft:schedule": ("applying.section", {"section": "schedule"}),
    "draft:partners": ("applying.section", {"section": "partners"}),
    "draft:cosign": ("applying.ask", {}),
    "case:show": ("applying.show", {}),
    "draft:review": ("applying.review", {}),
    "case:check": ("reviewing.check", {}),
    "case:assessment": ("reviewing.assessment", {}),
    "case:proposal": ("reviewing.proposal", {}),
    "case:request": ("reviewing.request_info", {}),
    "case:bias": ("case_file.bias", {}),
    "case:opinions": ("case_file.opinions", {}),
    "case:changes": ("changes.index", {}),
    "case:decision": ("deciding.decision", {}),
    "case:notice": ("spending.notice", {}),
    "case:portal": ("issuing.show", {}),
    "case:draws": ("drawing.index", {}),
    "payments": ("paying.waiting", {}),
    "bank": ("banking.index", {}),
    "budget": ("budget.envelope", {}),
    "hearing": ("reporting.hearing", {}),
    "proof": ("reporting.proof", {}),
    "case:remedy": ("remedies.show", {}),
    "case:recovery": ("reporting.recovery", {}),
    "case:interest": ("reporting.interest", {}),
    "case:settle": ("reporting.settle", {}),
    "case:audit": ("reporting.audit", {}),
    "case:receipts": ("reporting.judge", {}),
    "sample": ("reporting.samples", {}),
}


# Nobody takes these by a button: they come with the notification of a notice.
BY_NOTICE = (Trigger.SERVE_FINAL, Trigger.SERVE_CLAIM)


def offers(case: Case) -> list[Offer]:
    """List the steps that the state knows and the reader's role allows, each with its reasons."""
    state = case.application.state
    mine = [
        trigger
        for trigger in APPLICATION.open_triggers(state)
        if trigger not in BY_NOTICE and permits(case.actor, APPLICATION.name, trigger, case.scope)
    ]
    facts = gather(case, mine)
    return [
        Offer(
            trigger,
            TRIGGERS[trigger].button.in_(language()),
            tuple(
                explained(APPLICATION.objections(state, trigger, facts), case.application.reference)
            ),
        )
        for trigger in mine
    ]


def offered(case: Case) -> dict[str, Offer]:
    """Return the offers by trigger, for templates."""
    return {offer.trigger.value: offer for offer in offers(case)}


def explained(reasons: Iterable[Reason], reference: str | None = None) -> list[Why]:
    """Put reasons into words of the page's language, each with its cure and where that is."""
    if reference is None:
        reference = (request.view_args or {}).get("reference")
    return [
        Why(
            reason.code,
            reason_text(reason),
            REASONS[reason.code].cure.in_(language()),
            _href(REASONS[reason.code].target, reference),
        )
        for reason in reasons
    ]


def _href(target: str, reference: str | None) -> str:
    found = CURES.get(target)
    if found is None:
        return ""
    endpoint, values = found
    if endpoint in ("budget.envelope", "paying.waiting", "banking.index"):
        return url_for(endpoint)
    if endpoint == "reporting.samples":  # the page finds the call of the case
        return url_for(endpoint, vorgang=reference)
    return url_for(endpoint, reference=reference, **values) if reference else ""
