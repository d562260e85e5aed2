"""What waits beside a case, as its pages name it: what, whose turn it is, until when, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from funding.forms.speech import gettext as _
from funding.forms.speech import language
from funding.models import Deadline
from funding.models.role import TOWN_ROLES, Role
from funding.queries.case import Case
from funding.queries.reviewing.beside import Beside, beside
from funding.queries.spending.papers import about_of
from funding.web.issuing import sees, url_of
from funding.web.turns import holder_told
from funding.words.changes import CHANGE_KINDS, CHANGE_STATES
from funding.words.decision_notices import ABOUT, ISSUE_STATES
from funding.words.drawdowns import DRAW_STATES
from funding.words.interest_claims import INTEREST_STATES
from funding.words.interim_proofs import INTERIM_STATES
from funding.words.opinions import OPINION_STATES
from funding.words.recoveries import RECOVERY_STATES
from funding.words.roles import ROLES
from funding.words.text import Text

STATES: Mapping[str, Mapping[str, Text]] = {
    "notice": ISSUE_STATES,
    "change": CHANGE_STATES,
    "unnoticed": CHANGE_STATES,
    "interim": INTERIM_STATES,
    "draw": DRAW_STATES,
    "interest": INTEREST_STATES,
    "claim": RECOVERY_STATES,
    "opinion": OPINION_STATES,
}
# What is kept of these is said by a word; of the others by what they are about.
NAMES: Mapping[str, Callable[[Beside], str]] = {
    "notice": lambda one: ABOUT[about_of(one.record).subject].in_(language()),
    "change": lambda one: CHANGE_KINDS[one.record.kind].in_(language()),
    "unnoticed": lambda one: str(
        _("Notice to be made: %(change)s", change=CHANGE_KINDS[one.record.kind].in_(language()))
    ),
    "interim": lambda one: str(_("Interim proof for %(year)s", year=one.record.year)),
    "draw": lambda one: str(_("Drawdown no. %(number)d", number=one.record.number)),
    "interest": lambda _one: str(_("Interest")),
    "claim": lambda _one: str(_("Claim of interest")),
    "opinion": lambda _one: str(_("Opinion")),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line: what it is, how it stands, whose turn it is, the last day, and its page."""

    what: str
    state: str
    who: str
    on: date | None
    page: str


def beside_office(case: Case, awaited: Deadline | None) -> list[Told]:
    """Tell the office what waits beside a case that waits for this itself."""
    found = beside(case, awaited)
    if not found:
        return []
    holder = holder_told(case)
    return [told(one, _whose(case, one, holder), _office_page(case, one)) for one in found]


def turn_at(case: Case, asked: Callable[[Beside], bool]) -> Told | None:
    """Tell the office whose turn it is at the first of what is asked for beside a case."""
    one = next((one for one in beside(case) if asked(one)), None)
    if one is None:
        return None
    return told(one, _whose(case, one, holder_told(case)), _office_page(case, one))


def turns_beside(case: Case) -> list[Told]:
    """Tell the reader from the office what beside a case it is their turn to do."""
    mine = [one for one in beside(case) if _mine(case, one)]
    return [told(one, case.actor.name, _office_page(case, one)) for one in mine]


def told(one: Beside, who: str, page: str) -> Told:
    """Write the line of one thing."""
    state = STATES[one.about][one.record.state].in_(language())
    return Told(NAMES[one.about](one), state, who, one.due_on, page)


def _mine(case: Case, one: Beside) -> bool:
    """Is it the turn of who reads this? A reviewer's is what their own cases wait for."""
    if one.person or one.role in TOWN_ROLES or not case.actor.has(one.role):
        return False
    holder = case.application.holder_id
    return one.role != Role.REVIEWER or one.about == "draw" or holder == case.actor.account_id


def _whose(case: Case, one: Beside, holder: str) -> str:
    """Name the town, the person who holds the case or was asked, or the role."""
    if one.person:
        return one.person
    if one.role in TOWN_ROLES:
        return case.town_names[case.application.lead_key]
    if one.role == Role.REVIEWER and one.about != "draw" and holder:
        return holder  # any reviewer checks a drawdown
    return ROLES[one.role].in_(language())


def _office_page(case: Case, one: Beside) -> str:
    """Return the page on which the office does it; none where its reader has nothing to see."""
    reference, record = case.application.reference, one.record
    if one.about == "notice":
        return url_of("show", reference, about_of(record)) if sees(case) else ""
    pages: Mapping[str, Callable[[], str]] = {
        "change": lambda: url_for("changes.show", reference=reference, change_id=record.id),
        "interim": lambda: url_for("reporting.look_through", reference=reference, year=record.year),
        "draw": lambda: url_for("paying.show", reference=reference, number=record.number),
        "interest": lambda: url_for("reporting.interest", reference=reference),
        "claim": lambda: url_for("reporting.interest_recovery", reference=reference),
        "opinion": lambda: url_for("case_file.opinions", reference=reference),
    }
    return pages["change" if one.about == "unnoticed" else one.about]()
