"""What the pages about interim proofs show, for the town and for the office."""

from __future__ import annotations

from typing import Any

from funding.forms.speech import language
from funding.policy import permits
from funding.queries.case import Case
from funding.queries.reporting.hearings import writable
from funding.queries.reporting.interim_answers import objections
from funding.queries.reporting.interims import (
    Interim,
    goals_standing,
    interim_figures,
    interims_of,
)
from funding.web.offers import Offer, explained
from funding.web.reporting.blueprint import pages
from funding.web.signin import actor
from funding.words.interim_proofs import (
    GOAL_STANDINGS,
    INTERIM_BADGES,
    INTERIM_BALL,
    INTERIM_STATES,
    INTERIM_TRIGGERS,
)
from workflows.interim_proof import INTERIM_PROOF, State, Trigger

WORDS: dict[str, Any] = {
    "INTERIM_STATES": INTERIM_STATES,
    "INTERIM_BADGES": INTERIM_BADGES,
    "INTERIM_BALL": INTERIM_BALL,
    "INTERIM_TRIGGERS": INTERIM_TRIGGERS,
    "GOAL_STANDINGS": GOAL_STANDINGS,
}


@pages.app_context_processor
def known_on_every_page() -> dict[str, Any]:
    """Let the pages of a case, for the town and for the office, name its interim proofs."""
    return {"interims": interims_told} | WORDS


def interims_told(case: Case) -> list[Interim]:
    """List the interim proofs of a case as its reader may know of them: none before the project.

    What was never handed in is shown as long as the town can still write it.
    """
    writes = writable(case)
    return [one for one in interims_of(case) if writes or one.state != State.DRAFTED]


def told(case: Case, one: Interim) -> dict[str, Any]:
    """Return what a page shows of an interim proof."""
    lines = interim_figures(case, one)
    return {
        "case": case,
        "interim": one,
        "goals": goals_standing(case, one),
        "lines": lines,
        "planned": sum(line.planned for line in lines),
        "actual": sum(line.actual or 0 for line in lines),
    }


def offer_of(case: Case, one: Interim, trigger: Trigger) -> Offer | None:
    """Offer a step that the state knows and the role allows; typed is what is asked when sent."""
    if trigger not in INTERIM_PROOF.open_triggers(one.state):
        return None
    if not permits(actor(), INTERIM_PROOF.name, trigger, case.scope):
        return None
    return Offer(
        trigger,
        INTERIM_TRIGGERS[trigger].button.in_(language()),
        tuple(explained(objections(case, one, trigger), case.application.reference)),
    )
