"""People who keep what has ended, and delete it, for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from funding.db import reading, transaction
from funding.demo.story import Story
from funding.law import berlin
from funding.models import Application, Deadline, Disposal, Person
from funding.queries.accounts.actors import by_email
from funding.services.administration.set_up_demo import add_account
from funding.services.closing import keep_case
from funding.tasks.tick import tick

KEEPER, ADMIN = "datenschutz@smi.example", "verwaltung@smi.example"
SIGNATURE = "11125, Nr. 4711"


def disposal(reference: str) -> Disposal:
    """Read the disposal of a case afresh."""
    with reading() as session:
        of_it = select(Disposal).join(Application).where(Application.reference == reference)
        found = session.scalars(of_it).one()
        session.expunge(found)
        return found


def kept_until(reference: str) -> date:
    """Return the last day of the retention of a case that has ended."""
    with reading() as session:
        last = session.scalar(
            select(func.max(Deadline.due_on))
            .join(Application, Application.id == Deadline.application_id)
            .where(Application.reference == reference, Deadline.kind == "retention")
        )
        assert last is not None
        return last


def wait(story: Story, day: date) -> None:
    """Go to a day at once; the clock ticks on it."""
    story.moved.instant = berlin.at_hour(day, 10)
    tick()


def due(story: Story, reference: str) -> None:
    """Let the retention of a case run out."""
    wait(story, kept_until(reference) + timedelta(days=1))


def act(story: Story, email: str, deed: Any, reference: str, **given: Any) -> None:
    """Let somebody take a step of a disposal."""
    story.act(email, lambda s, a: deed(s, a, reference, **given))


def offered(story: Story, reference: str) -> None:
    """Let the retention run out, and the case be offered on that day."""
    due(story, reference)
    act(story, KEEPER, keep_case.offer_to_archive, reference, day=story.today)


def answered(story: Story, reference: str, *, taken_over: bool = True) -> None:
    """Let the archive answer a month later."""
    offered(story, reference)
    wait(story, story.today + timedelta(days=30))
    answer = {"taken_over": taken_over, "day": story.today, "archive_reference": SIGNATURE}
    act(story, KEEPER, keep_case.record_answer, reference, **answer)


def proposed(story: Story, reference: str) -> None:
    """Let data protection propose the deletion."""
    answered(story, reference)
    act(story, KEEPER, keep_case.propose_deletion, reference)


def same_person(email: str, other: str, role: str) -> None:
    """Give the person of one account another account with a role."""
    with transaction() as session:
        person = session.get_one(Person, by_email(session, email).person_id)
        add_account(session, other, "", (role,), None, "x", person=person)
