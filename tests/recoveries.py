"""How money is reclaimed from a town in the tests, and how it comes back."""

from __future__ import annotations

from functools import partial

from sqlalchemy import select

from funding.db import reading
from funding.models import Application, Recovery
from funding.services.reporting import recover
from tests.services.attempts import notice
from workflows.application import Trigger

CASHIER = "kasse@smi.example"
APPROVER, OTHER_APPROVER = "entscheidung1@smi.example", "entscheidung2@smi.example"
REVIEWER = "sachbearbeitung1@smi.example"


def settle_with_recovery(story, reference):
    """Let an approver sign the settlement that reclaims what was overpaid."""
    story.step(APPROVER, reference, Trigger.SETTLE_WITH_RECOVERY, **notice(story.today))


def claim(reference):
    """Read what is reclaimed of a case afresh."""
    with reading() as session:
        found = session.scalars(
            select(Recovery)
            .join(Application, Application.id == Recovery.application_id)
            .where(Application.reference == reference)
        ).one()
        session.expunge(found)
        return found


def received(story, reference, cents, day=None, email=CASHIER, version=None):
    """Let the cashier book what came in, today or as of a day."""
    book = partial(recover.receive, key=reference, cents=cents, version=version)
    story.act(email, partial(book, value_on=day or story.today))


def asked(story, reference, terms, email=REVIEWER):
    """Let somebody ask for a relief."""
    story.act(email, partial(recover.propose_relief, key=reference, terms=terms))


def granted(story, reference, email=OTHER_APPROVER):
    """Let somebody grant the relief that is asked for."""
    story.act(email, partial(recover.grant_relief, key=reference))


def fallen_due(story, reference):
    """Go on until the claim has fallen due; return it."""
    story.go(claim(reference).final_on)
    return claim(reference)
