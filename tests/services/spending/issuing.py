"""People make, sign and retrieve a notice in the portal, through the services only."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.demo.story import REVIEWER
from funding.models import Application, IssuedNotice
from funding.queries.operations.verify import differences
from funding.queries.spending.issue_answers import Given
from funding.queries.spending.papers import THE_DECISION
from funding.services.operations.write_audit import digest
from funding.services.spending import issue_notice, send_notice
from funding.services.spending.retrieve_notice import retrieve_notice
from tests.stages import FIRST
from workflows.core import StepRefused

AT_WORK = {"minutes": 6}
ADDRESS = "Stadt Auerbach\nMarkt 1\n08209 Auerbach"


def drafted(
    story, reference, who=REVIEWER, way=issue_notice.THROUGH_THE_PORTAL, about=THE_DECISION
):
    """Let the reviewer freeze the notice."""
    given = {"way": way, "subject": about}
    story.act(who, lambda s, a: issue_notice.draft_notice(s, a, reference, **given) and None)


def signed(story, reference, who=FIRST, about=THE_DECISION):
    """Let an approver sign it, so that it is provided."""
    story.act(who, lambda s, a: issue_notice.sign_notice(s, a, reference, subject=about))


def to_send(story, reference, channel="post", about=THE_DECISION, signer=FIRST):
    """Freeze and sign a notice that goes another way than through the portal."""
    drafted(story, reference, way=Given(channel=channel, address=ADDRESS), about=about)
    signed(story, reference, signer, about)


def sent(story, reference, on=None, evidence="RR 1", who=REVIEWER, about=THE_DECISION):
    """Let the reviewer enter that it left."""
    given, more = Given(on=on or story.today, evidence=evidence), {"subject": about}
    deed = send_notice.dispatch_notice
    story.act(who, lambda s, a: deed(s, a, reference, given, **more) and None)


def arrived(story, reference, on, about=THE_DECISION):
    """Let the reviewer enter the day that the paper names."""
    deed = send_notice.notice_arrived
    story.act(REVIEWER, lambda s, a: deed(s, a, reference, on, subject=about))


def came_back(story, reference, on=None, reason="Empfänger verzogen", about=THE_DECISION):
    """Let the reviewer enter that it came back."""
    given, deed = Given(reason=reason, on=on or story.today), send_notice.notice_came_back
    story.act(REVIEWER, lambda s, a: deed(s, a, reference, given, subject=about))


def rerouted(story, reference, channel="post", address=ADDRESS, about=THE_DECISION):
    """Let the reviewer choose another way for what is signed."""
    way, deed = Given(channel=channel, address=address), send_notice.reroute_notice
    story.act(REVIEWER, lambda s, a: deed(s, a, reference, way, subject=about))


def acknowledged(story, reference, who, reauthenticated=True, about=THE_DECISION):
    """Let somebody of the town confirm that it was received."""
    given, more = {"reauthenticated": reauthenticated}, {"subject": about}
    story.act(who, lambda s, a: retrieve_notice(s, a, reference, given, **more) and None)


def provided(story, reference, about=THE_DECISION, signer=FIRST):
    """Freeze and sign a notice."""
    drafted(story, reference, about=about)
    signed(story, reference, signer, about)


def retrieved(story, reference, who, about=THE_DECISION):
    """Let somebody of the town retrieve it."""
    story.act(who, lambda s, a: retrieve_notice(s, a, reference, subject=about) and None)


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


def refused(code, act, *given, **more):
    """Demand that an act is refused for this reason, whatever else stands in its way."""
    with pytest.raises(StepRefused) as refusal:
        act(*given, **more)
    assert code in {reason.code for reason in refusal.value.reasons}


def sound():
    """Demand that nothing in the database contradicts the audit."""
    with reading() as session:
        assert differences(session, digest) == []
