"""The broker between portal and workers may be away, empty or new: what is owed is sent."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from dramatiq import Message, Worker
from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.errors import Refused
from funding.models import Notice
from funding.services.notices import lease as outbox
from funding.services.notices.lease import LEASE
from funding.tasks import broker as relaying
from funding.tasks.broker import declare, make_broker
from funding.tasks.post import THREADS, Postman

ROOT = Path(__file__).parents[2]
PATIENCE = 20
SECRET = "streng-geheim"


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
def test_a_broker_that_is_away_is_one_sentence_without_its_password(scheme, free_port, caplog):
    with pytest.raises(Refused) as refused:
        make_broker(f"{scheme}://portal:{SECRET}@127.0.0.1:{free_port}/0")
    sentence = refused.value.sentence
    assert f"127.0.0.1:{free_port} does not answer" in sentence
    assert "BROKER_URL" in sentence
    assert SECRET not in caplog.text + sentence
    assert "\n" not in sentence


def test_an_address_of_no_queue_is_one_sentence():
    with pytest.raises(Refused) as refused:
        make_broker(f"http://portal:{SECRET}@127.0.0.1/")
    assert "redis:// or amqp://" in refused.value.sentence
    assert SECRET not in refused.value.sentence


@pytest.mark.slow
def test_a_worker_without_its_broker_says_so_and_ends(tmp_path, free_port):
    child = subprocess.run(
        [sys.executable, "-m", "dramatiq", "funding.worker:broker", "--processes", "1"],
        cwd=ROOT,
        env=os.environ
        | {
            "FUNDING_VAR": str(tmp_path),
            "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3",
            "BROKER_URL": f"redis://127.0.0.1:{free_port}/0",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = child.stdout + child.stderr
    assert child.returncode == 2
    assert said.count(f"The broker at 127.0.0.1:{free_port} does not answer") == 1
    assert "Traceback" not in said


class Redis:
    """A Redis of our own that keeps nothing on disk."""

    def __init__(self, program: str, port: int, folder: Path) -> None:
        own = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
        self.command = [program, *own]
        self.again()

    def again(self) -> None:
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        assert any("eady to accept connections" in line for line in self.process.stdout)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        self.process.stdout.close()


@pytest.fixture
def redis_process(tmp_path, free_port):
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server here (apt install redis-server)")
    running = Redis(program, free_port, tmp_path)
    yield running
    running.kill()


@pytest.fixture
def redis_url(redis_process, free_port):
    return f"redis://127.0.0.1:{free_port}/0"


class Carried:
    """A mail server that tells when so many letters have arrived."""

    def __init__(self) -> None:
        self.arrived = threading.Condition()
        self.letters: list[str] = []
        self.on_lease: list[int] = []

    def __call__(self, message) -> None:
        with self.arrived:
            self.on_lease.append(leases())
            self.letters.append(message["Message-ID"])
            self.arrived.notify_all()

    def waited_for(self, count: int) -> bool:
        with self.arrived:
            return self.arrived.wait_for(lambda: len(self.letters) >= count, PATIENCE)


def away(_message):
    raise ConnectionRefusedError


def owe_some(play) -> int:
    """Submit an application without the post going out; return how many notices it owes."""
    play.postman = Postman(away, "x@y.example", "http://localhost")
    play.apply("floeha", "Ein Vorhaben", "violence", 2_000_000)
    owed = Notice.state == "owed"
    with transaction() as session:
        session.execute(update(Notice).where(owed).values(next_at=play.moved.instant))
    return count("owed")


def count(state) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).where(Notice.state == state)) or 0


def leases() -> int:
    with reading() as session:
        waiting = (Notice.state == "owed", Notice.lease.is_not(None))
        return session.scalar(select(func.count()).where(*waiting)) or 0


@pytest.fixture
def workers(redis_url, play):
    """Declare workers beside a Redis; the test starts them."""
    carried = Carried()
    broker = make_broker(redis_url)
    relay = declare(broker, Postman(carried, "x@y.example", "http://localhost"), ticking=False)
    worker = Worker(broker, worker_threads=THREADS, worker_timeout=100)
    yield broker, relay, worker, carried
    worker.stop(timeout=5_000)
    broker.client.connection_pool.disconnect()


@pytest.mark.slow
def test_what_is_owed_goes_out_through_redis_once(play, workers):
    _broker, _relay, worker, carried = workers
    due = owe_some(play)
    worker.start()
    assert carried.waited_for(due)
    worker.stop(timeout=5_000)
    assert (count("owed"), len(carried.letters), len(set(carried.letters))) == (0, due, due)


@pytest.mark.slow
def test_what_a_redis_has_forgotten_is_still_sent(play, workers):
    broker, relay, worker, carried = workers
    due = owe_some(play)
    relay.hand_out(broker)
    assert (leases(), broker.client.llen("dramatiq:post")) == (due, THREADS)
    broker.client.flushall()
    play.moved.instant += LEASE + timedelta(seconds=1)
    begun = time.monotonic()
    worker.start()
    assert carried.waited_for(due)
    worker.stop(timeout=5_000)
    assert (count("owed"), len(carried.letters)) == (0, due)
    assert time.monotonic() - begun < PATIENCE


@pytest.mark.slow
def test_a_backlog_is_leased_no_faster_than_it_is_sent(play, workers, monkeypatch):
    monkeypatch.setattr(relaying, "PORTION", 2)
    _broker, _relay, worker, carried = workers
    due = owe_some(play)
    assert due > 2 * THREADS
    worker.start()
    assert carried.waited_for(due)
    worker.stop(timeout=5_000)
    assert max(carried.on_lease) == 2 * THREADS


@pytest.mark.slow
def test_a_redis_that_dies_and_comes_back_empty_loses_nothing(play, workers, redis_process):
    """The relay finds nobody, gives the letters back, and goes on once there is a broker again."""
    _broker, relay, worker, carried = workers
    due = owe_some(play)
    worker.start()
    assert carried.waited_for(1)
    redis_process.kill()
    redis_process.again()
    play.moved.instant += LEASE + timedelta(seconds=1)
    relay.poke.set()
    assert carried.waited_for(due)
    worker.stop(timeout=5_000)
    assert count("owed") == 0
    assert set(carried.letters) == set(message_ids())
    assert len(carried.letters) <= due + 2 * THREADS  # what was under way when it died


def message_ids() -> list[str]:
    with reading() as session:
        return [one for one in session.scalars(select(Notice.message_id)) if one]


@pytest.mark.slow
def test_a_message_that_this_release_does_not_know_stops_no_letter(play, workers):
    """Old and new workers side by side: what the one sends and the other cannot read is left."""
    broker, _relay, worker, carried = workers
    due = owe_some(play)
    for name, args in (("deliver_notice_of_next_year", ()), ("deliver_notices", ("x", "y", "z"))):
        broker.declare_queue("post")
        broker.enqueue(Message("post", name, args, {}, {}))
    worker.start()
    assert carried.waited_for(due)
    worker.stop(timeout=5_000)
    assert (count("owed"), len(carried.letters)) == (0, due)


@pytest.mark.slow
def test_what_a_relay_of_an_earlier_release_hands_out_is_sent(play, workers):
    broker, _relay, worker, carried = workers
    due = owe_some(play)
    with transaction() as session:
        lease, ids = outbox.lease_notices(session, due)
    for one in ids:
        broker.get_actor("deliver_notice").send(str(one), lease)
    worker.start()
    assert carried.waited_for(due)
    worker.stop(timeout=5_000)
    assert (count("owed"), len(carried.letters)) == (0, due)
