"""A case that a test takes from its copy is the case that would have been played."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import AuditEntry, Call, Notice
from tests import stations
from tests.stages import GRANT, bring
from workflows.application import State

NAME = f"reported_violence_{GRANT}"


def told():
    """Tell what happened on this database, to the last hash, and what was sent."""
    with reading() as session:
        chain = session.scalars(select(AuditEntry.hash).order_by(AuditEntry.id)).all()
        sent = select(Notice.kind, Notice.key, Notice.state, Notice.sent_at).order_by(Notice.key)
        return chain, session.execute(sent).all()


def never():
    """Be played, which must not happen."""
    raise AssertionError("the case was played, not copied")


@pytest.fixture
def ground(story, tmp_path):
    """Return the ground of this test, with stations of its own."""
    found = stations.here.ground
    found.folder = tmp_path / "stations"
    return found


def again(story, ground):
    """Stand where every test begins."""
    ground.fresh, story.moved.instant = True, ground.begins


def test_a_copy_tells_what_was_played(story, ground):
    reference = bring(story, State.REPORTED)
    played = told(), story.moved.instant
    again(story, ground)
    assert stations.reach(story, NAME, never) == reference
    assert (told(), story.moved.instant) == played


def test_a_copy_is_given_only_where_nothing_else_happened(story, ground):
    bring(story, State.REPORTED)
    again(story, ground)
    with transaction() as session:
        session.scalars(select(Call)).first().remark_de = "Anders"
    with pytest.raises(AssertionError, match="played"):
        stations.reach(story, NAME, never)


def test_nothing_is_copied_for_another_hour_or_another_post(story, ground):
    bring(story, State.REPORTED)
    ground.fresh = True
    with pytest.raises(AssertionError, match="played"):
        stations.reach(story, NAME, never)
    again(story, ground)
    story.postman = object()
    with pytest.raises(AssertionError, match="played"):
        stations.reach(story, NAME, never)
