"""Actions against notices are recorded and end, through the services only."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import uuid4

from sqlalchemy import select

from funding.db import reading
from funding.models import Application, InterestClaim, Recovery, Remedy
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


def ended(story, reference, trigger=Trigger.UPHOLD, on=None, email=REVIEWER, remedy=None, **more):
    """Let somebody record how an action ended, the newest or a named one, today or as of a day."""
    remedy = remedy or remedy_of(reference)
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
                round=app.round if kind in ("award", "rejection") else 1,
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


def interest_contested(attempt):
    """Spoil an attempt by an action against a notice about interest, which was paid."""
    app, day = attempt.application, attempt.today - timedelta(days=30)
    proposer, signer = (
        attempt.account(email).person_id for email in (REVIEWER, "entscheidung1@smi.example")
    )
    claim = Recovery(
        id=uuid4(),
        application_id=app.id,
        kind="interest",
        state="paid",
        version=1,
        amount_cents=1,
        paid_cents=1,
        ordered_at=attempt.now,
        ordered_by_id=signer,
        issued_on=day,
        final_on=day,
        due_on=day,
        told=0,
    )
    attempt.session.add(claim)
    attempt.session.flush()
    days = ("issued_on", "notified_on", "remedy_ends_on", "final_on")
    attempt.session.add(
        InterestClaim(
            application_id=app.id,
            number=1,
            state="signed",
            version=1,
            amount_cents=1,
            floor_cents=0,
            figures={"sources": []},
            proposed_at=attempt.now,
            proposed_by_id=proposer,
            decided_at=attempt.now,
            decided_by_id=signer,
            channel="post",
            recovery_id=claim.id,
            **dict.fromkeys(days, day),
        )
    )
    contested("interest")(attempt)
