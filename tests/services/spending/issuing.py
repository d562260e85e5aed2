"""People make, sign and retrieve a notice in the portal, through the services only."""

from __future__ import annotations

from sqlalchemy import select

from funding.db import reading
from funding.demo.story import REVIEWER
from funding.models import Application, IssuedNotice
from funding.queries.spending.issue_answers import Given
from funding.services.spending import issue_notice, send_notice
from tests.stages import FIRST

AT_WORK = {"minutes": 6}
ADDRESS = "Stadt Auerbach\nMarkt 1\n08209 Auerbach"


def drafted(story, reference, who=REVIEWER, way=issue_notice.THROUGH_THE_PORTAL):
    """Let the reviewer freeze the notice."""
    story.act(who, lambda s, a: issue_notice.draft_notice(s, a, reference, way=way) and None)


def signed(story, reference, who=FIRST):
    """Let an approver sign it, so that it is provided."""
    story.act(who, lambda s, a: issue_notice.sign_notice(s, a, reference))


def to_send(story, reference, channel="post"):
    """Freeze and sign a notice that goes another way than through the portal."""
    drafted(story, reference, way=Given(channel=channel, address=ADDRESS))
    signed(story, reference)


def sent(story, reference, on=None, evidence="RR 1", who=REVIEWER):
    """Let the reviewer enter that it left."""
    given = Given(on=on or story.today, evidence=evidence)
    story.act(who, lambda s, a: send_notice.dispatch_notice(s, a, reference, given) and None)


def arrived(story, reference, on):
    """Let the reviewer enter the day that the paper names."""
    story.act(REVIEWER, lambda s, a: send_notice.notice_arrived(s, a, reference, on))


def came_back(story, reference, on=None, reason="Empfänger unbekannt verzogen"):
    """Let the reviewer enter that it came back."""
    given = Given(reason=reason, on=on or story.today)
    story.act(REVIEWER, lambda s, a: send_notice.notice_came_back(s, a, reference, given))


def rerouted(story, reference, channel="post", address=ADDRESS):
    """Let the reviewer choose another way for what is signed."""
    way = Given(channel=channel, address=address)
    story.act(REVIEWER, lambda s, a: send_notice.reroute_notice(s, a, reference, way))


def acknowledged(story, reference, who, reauthenticated=True):
    """Let somebody of the town confirm that it was received."""
    given = {"reauthenticated": reauthenticated}
    story.act(who, lambda s, a: issue_notice.retrieve_notice(s, a, reference, given) and None)


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
