"""Sentences about a notice of a case: what owed it and where its address is from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from funding.forms.speech import language
from funding.notices.letters import moment, short_date
from funding.notices.people import CONTACT
from funding.notices.reminders import Threshold
from funding.queries.notices.of_case import Cause
from funding.queries.notices.untold import Why
from funding.words.changes import CHANGE_TRIGGERS
from funding.words.deadlines import DEADLINES
from funding.words.decision_notices import ISSUE_TRIGGERS
from funding.words.disposal import DISPOSAL_TRIGGERS
from funding.words.drawdowns import DRAW_TRIGGERS
from funding.words.interest_claims import INTEREST_TRIGGERS
from funding.words.interim_proofs import INTERIM_TRIGGERS
from funding.words.opinions import OPINION_TRIGGERS
from funding.words.recoveries import RECOVERY_TRIGGERS
from funding.words.remedies import REMEDY_TRIGGERS
from funding.words.roles import ROLES
from funding.words.text import Text
from funding.words.told import ACTS, CAUSES, CONTACT_ROLE, INSTEAD, THRESHOLDS
from funding.words.triggers import TRIGGERS
from funding.words.untold import AUDIENCES, UNTOLD

# Of what is open beside a case.
OF_WORKFLOW = {
    "opinion": OPINION_TRIGGERS,
    "drawdown": DRAW_TRIGGERS,
    "change": CHANGE_TRIGGERS,
    "recovery": RECOVERY_TRIGGERS,
    "remedy": REMEDY_TRIGGERS,
    "interest_claim": INTEREST_TRIGGERS,
    "interim_proof": INTERIM_TRIGGERS,
    "decision_notice": ISSUE_TRIGGERS,
    "disposal": DISPOSAL_TRIGGERS,
}


def step_name(workflow: str, trigger: str) -> str:
    """Name a step of a case or of what is open beside it, or an act that is no step."""
    if workflow == "act":
        found = ACTS.get(trigger)
    else:
        table = OF_WORKFLOW.get(workflow, TRIGGERS)
        found = table[trigger].done if trigger in table else None
    return found.in_(language()) if found else trigger


def deadline_name(kind: str) -> str:
    """Name a kind of deadline."""
    return DEADLINES[kind].in_(language()) if kind in DEADLINES else kind


def threshold_text(threshold: Threshold | None) -> str:
    """Say when a deadline is told."""
    if threshold is None:
        return ""
    days = abs(threshold.days)
    one, many = THRESHOLDS[_sort(threshold)]
    return (one if days == 1 else many).fill(language(), days=days)


def _sort(threshold: Threshold) -> str:
    if threshold.from_start:
        return "from_start"
    if threshold.days <= 0:
        return "before" if threshold.days < 0 else "on"
    return "after_working" if threshold.working else "after"


def cause_text(cause: Cause) -> str:
    """Say which step or which threshold owed a notice."""
    speech = language()
    if cause.sort == "deadline":
        told: Text = CAUSES["deadline" if cause.due_on else "deadline_moved"]
        text = told.fill(
            speech,
            name=deadline_name(cause.name),
            due=short_date(cause.due_on, speech) if cause.due_on else "",
            threshold=threshold_text(cause.threshold),
        )
    else:
        at = moment(cause.at, speech) if cause.at else ""
        name = step_name(cause.workflow, cause.name)
        text = CAUSES[cause.sort].fill(speech, name=name, at=at)
    return f"{text}. {INSTEAD.in_(speech)}" if cause.instead else text


def role_text(role: str) -> str:
    """Name the role in which somebody is told."""
    if role == CONTACT:
        return CONTACT_ROLE.in_(language())
    return ROLES[role].in_(language()) if role in ROLES else role


def why_text(why: Why) -> str:
    """Say one reason why somebody was not told."""
    speech = language()
    told = {name: _said(name, value, speech) for name, value in why.params.items()}
    return UNTOLD[why.code].fill(speech, **told)


def _said(name: str, value: Any, speech: str) -> Any:
    if name in SAID:
        return SAID[name](value)
    if isinstance(value, datetime):
        return moment(value, speech)
    return short_date(value, speech) if isinstance(value, date) else value


def _audience(names: Iterable[str]) -> str:
    return "; ".join(AUDIENCES[one].in_(language()) for one in names)


def _listed(name_of: Callable[[str], str], codes: Iterable[str]) -> str:
    return ", ".join(sorted(map(name_of, codes)))


SAID: Mapping[str, Callable[[Any], str]] = {
    "step": lambda step: step_name(*step),
    "deadline": deadline_name,
    "deadlines": lambda kinds: _listed(deadline_name, kinds),
    "audience": _audience,
    "role": role_text,
    "roles": lambda roles: _listed(role_text, roles),
    "threshold": threshold_text,
}
