"""Actions against notices are recorded and end, through the services only."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import uuid4

from sqlalchemy import select

from funding.db import reading
from funding.models import Application, Remedy
from funding.services.spending.file_remedy import Filing, end_remedy, file_remedy, inquire
from tests.services.attempts import REVIEWER
from workflows.remedy import State, Trigger

COURT = "Verwaltungsgericht Chemnitz"


def filed(story, reference, kind="award", on=None, email=REVIEWER, reinstated="", version=None):
    """Let somebody record an action, of today or of a day."""
    filing = Filing(kind, on or story.today, COURT, "1 K 23/22", reinstated)
    story.act(email, lambda s, a: file_remedy(s, a, reference, filing, version=version) and None)
    return remedy_of(reference)


def remedy_of(reference):
    """Read the newest remedy of a case afresh."""
    with reading() as session:
        found = session.scalars(
            select(Remedy)
            .join(Application, Application.id == Remedy.application_id)
            .where(Application.reference == reference)
            .order_by(Remedy.recorded_at.desc())
        ).first()
        session.expunge(found)
        return found


def ended(story, reference, trigger=Trigger.UPHOLD, on=None, email=REVIEWER, **more):
    """Let somebody record how the newest action ended, today or as of a day."""
    remedy = remedy_of(reference)
    end = partial(
        end_remedy,
        key=reference,
        remedy_id=remedy.id,
        trigger=trigger,
        ended_on=on or story.today,
        **{"reason": "Klage abgewiesen.", **more},
    )
    story.act(email, lambda s, a: end(s, a) and None)
    return remedy_of(reference)


def noted(story, reference, reason="Termin im Mai.", email=REVIEWER):
    """Let somebody note where the newest action stands."""
    remedy = remedy_of(reference)
    story.act(email, lambda s, a: inquire(s, a, reference, remedy.id, reason) and None)


def contested(kind="award", state=State.PENDING):
    """Spoil an attempt by an action against a notice of the case."""

    def spoil(attempt):
        app = attempt.application
        person_id = attempt.account(REVIEWER).person_id
        over = state != State.PENDING
        attempt.session.add(
            Remedy(
                id=uuid4(),
                application_id=app.id,
                kind=kind,
                round=1 if kind == "final" else app.round,
                state=state,
                version=1,
                filed_on=attempt.today - timedelta(days=3),
                court=COURT,
                recorded_at=attempt.now,
                recorded_by_id=person_id,
                ended_on=attempt.today if over else None,
                ended_by_id=person_id if over else None,
            )
        )

    return spoil
