"""The relay: the clock beside it ticks, however often it is woken for the post."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from dramatiq import Worker
from sqlalchemy import select

from funding.db import reading
from funding.models import Heartbeat
from funding.tasks.broker import Relay, declare, make_broker
from funding.tasks.post import Postman
from tests.stages import bring
from workflows.application import State

MOST_SECONDS = 20


@pytest.fixture
def beside() -> Iterator[tuple[Relay, Worker]]:
    """Prepare a relay that ticks often, and the worker beside it that takes the post."""
    broker = make_broker("")
    postman = Postman(lambda _message: None, "x@y.example", "http://localhost")
    relay = declare(broker, postman, ticking=True, pause=0.01)
    worker = Worker(broker, worker_threads=1, worker_timeout=50)
    yield relay, worker
    worker.stop(timeout=2_000)


def test_a_relay_that_is_woken_all_the_time_still_lets_the_clock_tick(play, beside):
    relay, worker = beside
    reference = bring(play, State.IN_CHECK)
    ends = time.monotonic() + MOST_SECONDS
    relay.poke.set()
    worker.start()
    while relay.poke.is_set() and time.monotonic() < ends:
        pass  # the first round, with a tick that finds nothing
    play.moved.instant += timedelta(days=30)
    # From here on it is woken without end, and only a later tick can find the lapsed claim.
    while play._read(reference).state == State.IN_CHECK and time.monotonic() < ends:
        relay.poke.set()
    assert play._read(reference).state == State.SUBMITTED


@pytest.mark.parametrize("ticking", [True, False])
def test_a_relay_gives_signs_of_life_and_says_whether_its_clock_ticks(play, ticking):
    relay = Relay(ticking=ticking)
    relay.live()
    play.moved.instant += timedelta(minutes=1)
    relay.live()
    with reading() as session:
        found = session.scalars(select(Heartbeat)).one()
    assert (found.name, found.begun_at) == (relay.name, relay.begun_at)
    assert found.beat_at == play.moved.instant
    assert found.ticked_at == (play.moved.instant if ticking else None)
