"""How interim proofs of a case are written, handed in and looked through in the tests."""

from __future__ import annotations

from datetime import date
from functools import partial

from sqlalchemy import select

from funding.db import reading
from funding.models import Application, InterimProof
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.reporting.goals import planned_goals
from funding.queries.reporting.interims import interim_figures, interim_of
from funding.services.reporting import look_through_interim
from funding.services.reporting.write_interim import hand_in_interim, save_interim
from tests.services.spending import changing
from tests.stages import EDITOR, REVIEWER, SIGNATORY, bring
from tests.stations import reach
from workflows.application import State

YEAR, END = 2022, date(2023, 10, 31)
# Four months after 31 December 2022: 30 April is a Sunday, 1 May a public holiday.
DUE = date(2023, 5, 2)
AFTER = date(2023, 1, 10)


def lasting(story):
    """Bring a case to a project that lasts into the next budget year."""
    return reach(story, "lasting", lambda: _lasting(story))


def _lasting(story):
    reference = bring(story, State.IN_PROGRESS)
    changing.granted(story, reference, new_end=END)
    return reference


def after_the_year(story):
    """Bring it to the days after the year in which its interim proof can be handed in."""

    def play():
        reference = lasting(story)
        story.go(AFTER)
        return reference

    return reach(story, "lasting_after_the_year", play)


def record(reference):
    """Read the interim proof of a case afresh."""
    with reading() as session:
        found = session.scalars(
            select(InterimProof)
            .join(Application, Application.id == InterimProof.application_id)
            .where(Application.reference == reference)
        ).one_or_none()
        if found is not None:
            session.expunge(found)
        return found


def figures(reference, email=EDITOR):
    """Return the lines of the interim proof of a case."""
    with reading() as session:
        case = find.case(session, by_email(session, email), reference)
        return interim_figures(case, interim_of(case, YEAR))


def goals(reference, email=EDITOR):
    """Return the keys of the goals of a case."""
    with reading() as session:
        case = find.case(session, by_email(session, email), reference)
        return [goal.key for goal in planned_goals(case)]


def written(story, reference, email=EDITOR, cents=100_000, goals_said=None, **words):
    """Let the town write it; as much was spent on every line."""
    values = {"narrative": "Die Stelle arbeitet.", "confirmed": True} | words
    actuals = {line.line_id: cents for line in figures(reference)}
    said = dict.fromkeys(goals(reference), ("on_track", "1")) if goals_said is None else goals_said
    story.act(email, partial(save_interim, key=reference, year=YEAR, values=values,
                             actuals=actuals, goals=said))  # fmt: skip


def handed_in(story, reference, email=SIGNATORY, *, reauthenticated=True):
    """Let a signatory hand it in."""
    deed = partial(hand_in_interim, key=reference, year=YEAR, reauthenticated=reauthenticated)
    story.act(email, deed)


def taken_up(story, reference, email=REVIEWER):
    """Let the reviewer begin to look it through."""
    story.act(email, partial(look_through_interim.take_up, key=reference, year=YEAR))


def given_back(story, reference, reason="Position 2 fehlt im Bericht.", email=REVIEWER):
    """Let the reviewer give it back."""
    deed = partial(look_through_interim.ask_correction, key=reference, year=YEAR, reason=reason)
    story.act(email, deed)


def accepted(story, reference, remark="", email=REVIEWER):
    """Let the reviewer accept it."""
    deed = partial(look_through_interim.accept, key=reference, year=YEAR, remark=remark)
    story.act(email, deed)
