"""What an undecided change keeps a case from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, select

from funding.models.change import PERIOD, Change
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from workflows.change import PENDING


def no_open_change(case: Case) -> bool:
    """Is no change of the case undecided? A draft of the town keeps nothing up."""
    return not _pending(case)


def no_period_asked(case: Case) -> bool:
    """Is no later end of the project asked for and undecided?"""
    return not _pending(case, Change.kind == PERIOD)


def _pending(case: Case, *conditions: Any) -> bool:
    mine = Change.application_id == case.application.id, Change.state.in_(PENDING)
    return bool(case.session.scalar(select(exists().where(*mine, *conditions))))


ANSWERS: dict[str, Answer] = {
    "no_open_change": no_open_change,
    "no_period_asked": no_period_asked,
}


def params(_case: Case, _code: str) -> dict[str, Any]:
    """Return what the sentence of a refusal needs: nothing."""
    return {}
