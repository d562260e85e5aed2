"""A case whose award went out by the posting log gets its later notices, each with its own days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import IssuedNotice
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.services.attempts import notice
from tests.services.spending import changing
from tests.services.spending.issuing import arrived, sent, to_send
from tests.stages import FIRST, bring
from workflows.application import State as CaseState
from workflows.application import Trigger as T


def well():
    with reading() as session:
        return differences(session, digest) == []


@pytest.mark.parametrize("channel", ["post", "mailbox", "deed"])
def test_its_settlement_and_its_changes_have_days_and_channels_of_their_own(story, channel):
    reference = bring(story, CaseState.APPROVED)
    story.moved.instant += timedelta(minutes=10)
    to_send(story, reference, channel)
    sent(story, reference)
    if channel == "deed":
        arrived(story, reference, story.today)
    story.go(date(2022, 9, 2))
    key = changing.granted(story, reference, new_end=date(2023, 2, 28))
    changing.recorded(story, reference, key, **notice(story.today))
    story.go(date(2023, 3, 1))
    story.report(reference)
    story.audit(reference)
    story.step(FIRST, reference, T.SETTLE, **notice(story.today))
    assert story._read(reference).state == CaseState.SETTLING
    assert well()


def test_a_notice_names_the_person_who_has_signed_it(story):
    reference = bring(story, CaseState.APPROVED)
    story.moved.instant += timedelta(minutes=10)
    to_send(story, reference)
    with reading() as session:
        content = session.scalars(select(IssuedNotice.content)).one()
    assert content["official"] == "Entscheidung 1"
