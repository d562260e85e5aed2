"""People make, sign and retrieve a notice in the portal, through the services only."""

from __future__ import annotations

from sqlalchemy import select

from funding.db import reading
from funding.demo.story import REVIEWER
from funding.models import Application, IssuedNotice
from funding.services.spending import issue_notice
from tests.stages import FIRST

AT_WORK = {"minutes": 6}


def drafted(story, reference, who=REVIEWER):
    """Let the reviewer freeze the notice."""
    story.act(who, lambda s, a: issue_notice.draft_notice(s, a, reference) and None)


def signed(story, reference, who=FIRST):
    """Let an approver sign it, so that it is provided."""
    story.act(who, lambda s, a: issue_notice.sign_notice(s, a, reference))


def provided(story, reference):
    """Freeze and sign a notice."""
    drafted(story, reference)
    signed(story, reference)


def retrieved(story, reference, who):
    """Let somebody of the town retrieve it."""
    story.act(who, lambda s, a: issue_notice.retrieve_notice(s, a, reference) and None)


def issue_of(reference):
    """Read the newest notice of a case afresh."""
    with reading() as session:
        found = session.scalars(
            select(IssuedNotice)
            .join(Application, Application.id == IssuedNotice.application_id)
            .where(Application.reference == reference)
            .order_by(IssuedNotice.drafted_at.desc())
        ).first()
        session.expunge(found)
        return found
