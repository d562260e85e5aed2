"""One thing that is due and fails keeps no other waiting."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Deadline, Notice
from funding.tasks.tick import tick
from tests.stages import bring
from workflows.application import State


def test_a_deadline_that_nobody_knows_leaves_the_others_told(story, caplog):
    bring(story, State.INFO_REQUESTED)
    with transaction() as session:
        known = session.scalars(select(Deadline).where(Deadline.kind == "answer")).one()
        row = {c.key: getattr(known, c.key) for c in Deadline.__table__.columns}
        row |= {"id": uuid4(), "kind": "nonsense", "due_at": known.due_at - timedelta(days=1)}
        session.add(Deadline(**row))
    story.moved.instant = known.due_at - timedelta(days=2)
    with caplog.at_level(logging.ERROR, logger="funding.tasks.tick"):
        tick()
    with reading() as session:
        kinds = set(session.scalars(select(Notice.kind)))
    assert "answer_reminder" in kinds
    assert "the clock could not do what was due" in caplog.text
