"""Whose turn it is in a case, as the office reads it."""

from __future__ import annotations

from funding.forms.speech import gettext as _
from funding.forms.speech import language
from funding.models.role import TOWN_ROLES, Role
from funding.queries.case import Case
from funding.queries.reviewing import file
from funding.queries.reviewing.answers import own_score, second_score
from funding.queries.reviewing.waits import ball_of, waits_for
from funding.words.roles import ROLES
from workflows.application import State

DECIDED = (State.APPROVED, State.REJECTED)


def turn_of(case: Case) -> str:
    """Name whoever's turn it is in a case."""
    state, town = case.application.state, case.town_names[case.application.lead_key]
    running = file.deadlines(case)
    issuing = any(one.kind == "issue" for one in running)
    awaited = waits_for(state, running)
    kind = awaited.kind if awaited else None
    holder = whose_turn(state, town, file.holder_name(case), "issue" if issuing else kind)
    if state != State.IN_ASSESSMENT or second_score(case):
        return holder
    scorer = ROLES[Role.SCORER].in_(language())
    return scorer if own_score(case) else str(_("%(one)s and %(other)s", one=holder, other=scorer))


def whose_turn(state: State, town: str, holder: str | None, awaited: str | None) -> str:
    """Name the person who holds the case, the town or a role, by the deadline that is awaited.

    Once the notice of a decided case is recorded (``issue`` no longer awaited), the calendar
    goes on.
    """
    ball = ball_of(state, awaited)
    if state == State.SUBMITTED:  # the lead only sees to it that somebody does
        return ROLES[Role.REVIEWER].in_(language())
    if ball is None:
        return "–"
    if state in DECIDED and awaited != "issue":
        return str(_("nobody, until the next date"))
    if ball in TOWN_ROLES:
        return town
    if ball == Role.REVIEWER and holder:
        return holder
    return ROLES[ball].in_(language())
