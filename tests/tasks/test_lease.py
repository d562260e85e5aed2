"""A lease holds what it took and nothing else, as long as it runs and no longer."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, text, update

from funding import clock
from funding.db import reading, transaction
from funding.models import Notice
from funding.notices.letters import Letter
from funding.services.notices import lease as outbox
from tests.stages import bring
from workflows.application import State

LETTER = Letter("Betreff", "Text", "<p>Text</p>")
SOON = timedelta(microseconds=1)


def notice(key):
    with reading() as session:
        return session.get_one(Notice, key)


def hold(most):
    with transaction() as session:
        return outbox.lease_notices(session, most)


def held(key, lease):
    with reading() as session:
        return next(iter(outbox.leased(session, [key], lease)), None)


@pytest.fixture
def due(story):
    """Have more notices due than a lease takes; return their ids."""
    bring(story, State.SUBMITTED)
    with transaction() as session:
        rows = select(Notice.id).where(Notice.application_id.is_not(None))
        ids = list(session.scalars(rows))
        session.execute(
            update(Notice)
            .where(Notice.id.in_(ids))
            .values(state="owed", next_at=story.moved.instant, lease=None, lease_until=None)
        )
    assert len(ids) > 2
    return ids


def test_a_lease_holds_each_of_its_notices_and_no_other(due):
    lease, ids = hold(2)
    for key in ids:
        assert held(key, lease).id == key
        assert held(key, str(uuid4())) is None
    assert [held(key, lease) for key in set(due) - set(ids)] == [None] * (len(due) - 2)


def test_a_lease_ends_with_its_time_even_if_nobody_else_comes(due, story):
    lease, [key] = hold(1)
    story.moved.instant += outbox.LEASE - SOON
    assert held(key, lease) is not None
    story.moved.instant += SOON
    assert held(key, lease) is None


MARKS = [
    lambda s, key, lease: outbox.mark_sent(s, key, lease, LETTER, "<x@y>"),
    lambda s, key, lease: outbox.mark_dropped(s, key, lease, "pointless"),
    lambda s, key, lease: outbox.mark_failed(s, key, lease, "550"),
    lambda s, key, lease: outbox.postpone(s, key, lease, "away"),
]


@pytest.mark.parametrize("mark", MARKS, ids=["sent", "dropped", "failed", "postponed"])
def test_who_lost_the_lease_marks_nothing(due, story, mark):
    old, [key] = hold(1)
    story.moved.instant += outbox.LEASE + SOON
    new, ids = hold(len(due))
    assert key in ids
    with transaction() as session:
        assert mark(session, key, old) is False
    assert (notice(key).state, notice(key).lease, notice(key).trouble) == ("owed", new, None)
    with transaction() as session:
        assert mark(session, key, new) is True
    assert (notice(key).state, notice(key).lease) != ("owed", new)


def test_what_is_given_back_is_free_and_was_not_tried(due, story):
    lease, ids = hold(len(due))
    assert set(ids) == set(due)
    assert hold(len(due))[1] == []
    with transaction() as session:
        outbox.give_back(session, str(uuid4()), ids, clock.now())
    assert hold(len(due))[1] == []
    before = {key: notice(key).attempts for key in ids}
    with transaction() as session:
        outbox.give_back(session, lease, ids, clock.now())
    assert {key: notice(key).attempts for key in ids} == {k: n - 1 for k, n in before.items()}
    assert set(hold(len(due))[1]) == set(due)


@pytest.mark.parametrize("state", ["owed", "sent", "dropped", "failed"])
def test_only_what_failed_is_sent_again(due, state):
    key = due[0]
    with transaction() as session:
        values = {"state": state, "sent_at": clock.now(), "trouble": "550", "attempts": 3}
        session.execute(update(Notice).where(Notice.id == key).values(**values))
    with transaction() as session:
        assert outbox.send_again(session, key) is (state == "failed")
    found = notice(key)
    assert found.state == ("owed" if state == "failed" else state)
    assert (found.attempts, found.trouble) == ((0, None) if state == "failed" else (3, "550"))


def waits_for_another() -> bool:
    """Tell whether the second clock stands before the entry that the first has not committed."""
    with reading() as session:
        if session.get_bind().dialect.name != "postgresql":
            return True  # on SQLite it has not even begun
        waiting = (
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(session.scalar(text(waiting)))
