"""What interest is asked of a town, for the page of its application: whose turn it is by when."""

from __future__ import annotations

from typing import Any

from funding.forms.speech import language
from funding.models.recovery import INTEREST
from funding.queries.case import Case
from funding.queries.reporting.claims import told_recovery
from funding.queries.reporting.interest_claims import awaits_comment, told_proposals
from funding.queries.spending.remedies import interest_remedy
from funding.words.deadlines import DEADLINES
from funding.words.interest_claims import TOWNS_TURN
from funding.words.recoveries import PAYMENT_NAMES
from workflows.application import State
from workflows.recovery import OPEN


def interest_asked(case: Case, *, told: bool) -> dict[str, Any]:
    """Return what interest is asked of the town: to comment on, and to pay."""
    hearing = awaits_comment(case) if told else None
    claim = told_recovery(case, INTEREST) if told else None
    attacked = interest_remedy(case, claim) if claim is not None else None
    found: dict[str, Any] = {
        "interest": told_proposals(case) if told else [],
        "interest_hearing": hearing,
        "interest_claim": claim,
        "interest_attacked": attacked,
        "at_court": None,
        "towns_turn": None,
    }
    if case.application.state != State.SETTLING:
        return found
    if hearing is not None:
        until, word = hearing.due_on, DEADLINES["interest_hearing"].in_(language())
        return found | {"towns_turn": TOWNS_TURN["comment"], "until": until, "until_word": word}
    if attacked is not None:
        return found | {"at_court": TOWNS_TURN["court"], "until": None, "until_word": ""}
    if claim is not None and claim.state in OPEN:
        word = PAYMENT_NAMES[INTEREST].in_(language())
        return found | {
            "towns_turn": TOWNS_TURN["pay"],
            "until": claim.due_on,
            "until_word": word,
        }
    return found
