"""Whose turn it is in a case, as the office reads it."""

from __future__ import annotations

from funding.forms.speech import gettext as _
from funding.forms.speech import language
from funding.models import Account
from funding.models.role import TOWN_ROLES, Role
from funding.queries.case import Case
from funding.queries.reviewing import file
from funding.queries.reviewing.answers import own_score, second_score
from funding.queries.reviewing.standing_in import away
from funding.queries.reviewing.waits import SIGNS_FINAL, ball_of, waits_for
from funding.queries.spending.issued import issued_notice
from funding.queries.spending.papers import THE_SETTLEMENT
from funding.words.roles import ROLES
from workflows.application import ISSUING, State
from workflows.decision_notice import State as Issue

DECIDED = (State.APPROVED, State.REJECTED)


def turn_of(case: Case) -> str:
    """Name whoever's turn it is in a case."""
    state, town = case.application.state, case.town_names[case.application.lead_key]
    running = file.deadlines(case)
    awaited = waits_for(state, running)
    kind = awaited.kind if awaited else None
    if kind == SIGNS_FINAL and not _submitted(case):
        return who_submits(holder_told(case))
    holder = whose_turn(state, town, holder_told(case), kind)
    if state != State.IN_ASSESSMENT or second_score(case):
        return holder
    scorer = ROLES[Role.SCORER].in_(language())
    return scorer if own_score(case) else str(_("%(one)s and %(other)s", one=holder, other=scorer))


def _submitted(case: Case) -> bool:
    issue = issued_notice(case, THE_SETTLEMENT)
    return issue is not None and issue.state == Issue.TO_SIGN


def who_submits(holder: str | None) -> str:
    """Name who lays the notice of an audited case before the approver."""
    auditor = ROLES[Role.PROOF_AUDITOR].in_(language())
    other = holder or ROLES[Role.REVIEWER].in_(language())
    return str(_("%(one)s or %(other)s", one=auditor, other=other))


def holder_told(case: Case) -> str:
    """Name who holds the case, and who stands in today; empty where nobody holds it."""
    name = file.holder_name(case)
    if not name:
        return ""
    account = case.session.get_one(Account, case.application.holder_id)
    absent = away(case.session, case.today).get(account.person_id)
    return covered(name, absent.deputy if absent else None)


def covered(name: str, deputy: str | None) -> str:
    """Name somebody, with the deputy while there is one."""
    told = _("%(name)s, represented by %(deputy)s", name=name, deputy=deputy) if deputy else name
    return str(told)


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
    if state in DECIDED and awaited not in ("issue", *ISSUING):
        return str(_("nobody, until the next date"))
    if ball in TOWN_ROLES:
        return town
    if ball == Role.REVIEWER and holder:
        return holder
    return ROLES[ball].in_(language())
