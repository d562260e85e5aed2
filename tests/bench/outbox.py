"""The outbox: claiming beside a million letters that were sent, draining, and from step to mail."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from statistics import median, quantiles
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from dramatiq import Worker
from sqlalchemy import String, cast, func, insert, select

from funding import clock
from funding.cli.chaos_post import MailServer, mail_server
from funding.db import reading, transaction
from funding.db.session import store
from funding.demo.story import Story
from funding.models import Notice
from funding.queries.accounts.actors import by_email
from funding.queries.details import Details
from funding.services.notices import lease
from funding.services.perform import perform
from funding.tasks.broker import Relay, declare, make_broker
from funding.tasks.post import THREADS, Postman, deliver_all
from funding.tasks.transport import transport_for
from tests.bench.queue_of_many import NEW_ID
from tests.bench.sink import sink
from tests.stages import SIGNATORY, bring
from workflows.application import State, Trigger

TABLE: Any = Notice.__table__
WAITING, ROUNDS, STEPS = 50, 60, 25
TURNS, LETTERS = 9, 100
FREE = {"state": "owed", "lease": None, "lease_until": None, "sent_at": None, "message_id": None}
SECONDS, LOOK = 20, 0.002


def claims(story: Story, many: int) -> dict[str, float]:
    """Claim a lease of letters and give it back: alone, and beside so many that were sent."""
    bring(story, State.SUBMITTED)
    _owe(WAITING)
    alone = _claim()
    while (left := many - _held()) > 0:
        _multiply(left)
    return {
        "alone_ms": round(alone * 1000, 3),
        "beside_ms": round((beside := _claim()) * 1000, 3),
        "ratio": round(beside / alone, 2),
    }


def _held() -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(TABLE)) or 0


def _owe(count: int) -> None:
    """Owe so many letters, each as one that was sent before."""
    with transaction() as session:
        sent = session.execute(select(TABLE).where(TABLE.c.state == "sent").limit(1)).one()
        known = dict(sent._mapping) | FREE | {"next_at": clock.now(), "attempts": 0}
        rows = [known | {"id": (key := uuid4()), "key": f"{key}"} for _ in range(count)]
        session.execute(insert(TABLE), rows)


def _multiply(count: int) -> None:
    """Copy so many letters that were sent."""
    new = NEW_ID[store.engine.dialect.name]
    own: dict[str, Any] = {"id": new, "key": cast(new, String)}
    columns = [column.name for column in TABLE.columns]
    picked = [own.get(name, TABLE.c[name]).label(name) for name in columns]
    with transaction() as session:
        copied = select(*picked).where(TABLE.c.state == "sent").limit(count)
        session.execute(insert(TABLE).from_select(columns, copied))


def _claim() -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        with transaction() as session:
            name, ids = lease.lease_notices(session, 2 * THREADS)
        times.append(time.perf_counter() - begun)
        assert len(ids) == 2 * THREADS
        with transaction() as session:
            lease.give_back(session, name, ids, clock.now())
    return median(times)


def drain(story: Story) -> dict[str, float]:
    """Send letters from the outbox by command and by a worker, and the same by bare smtplib.

    In turns, each over one connection at a time; but the threads of the worker have one each. Of
    two bare rounds the quicker one counts.
    """
    bring(story, State.SUBMITTED)
    took: dict[str, list[float]] = {"ours": [], "worker": [], "bare": [], "noise": []}
    with sink() as url:
        put = transport_for(url)
        letters: list[EmailMessage] = []

        def carry(message: EmailMessage) -> None:
            letters.append(message)
            put(message)

        for turn in range(TURNS + 1):
            letters.clear()
            _owe(LETTERS)
            ours = _timed(lambda: deliver_all(Postman(carry, "x@y.example", "http://localhost")))
            with _working(Postman(put, "x@y.example", "http://localhost")) as relay:
                _owe(LETTERS)
                worker = _timed(lambda relay=relay: _by_worker(relay))
            made = [_plain(one) for one in letters]
            bare = _timed(lambda made=made: _bare(url, made))
            noise = _timed(lambda made=made: _bare(url, made))
            if turn:  # the first one also sends what the story owes, and fills caches
                assert len(letters) == LETTERS
                for name, seconds in zip(took, (ours, worker, bare, noise), strict=True):
                    took[name].append(seconds)
    best = [min(both) for both in zip(took["bare"], took["noise"], strict=True)]
    ratios = {name: [b / o for b, o in zip(best, took[name], strict=True)] for name in took}
    return {
        **{f"{name}_per_s": round(LETTERS / median(took[name]), 1) for name in took},
        "ratio": round(median(ratios["ours"]), 2),
        "ratio_worker": round(median(ratios["worker"]), 2),
        "noise_a_a": round(median(took["bare"]) / median(took["noise"]), 2),
    }


def _timed(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


@contextmanager
def _working(postman: Postman) -> Iterator[Relay]:
    """Run relay and threads as the process of a portal does."""
    broker = make_broker("")
    relay = declare(broker, postman, ticking=False)
    worker = Worker(broker, worker_threads=THREADS, worker_timeout=200)
    worker.start()
    try:
        yield relay
    finally:
        worker.stop(timeout=5_000)


def _by_worker(relay: Relay) -> None:
    """Wake the relay, and wait until its threads have sent and marked every letter."""
    relay.poke.set()
    while _waiting():
        time.sleep(LOOK)


def _waiting() -> bool:
    with reading() as session:
        return (
            session.scalar(select(TABLE.c.id).where(TABLE.c.state == "owed").limit(1)) is not None
        )


def _plain(message: Any) -> EmailMessage:
    """Make a message as the standard library does, for smtplib without any help of ours."""
    plain = EmailMessage(policy=SMTP)
    for name, value in message.items():
        plain[name] = str(value)
    inside = message.get_payload()
    plain.set_payload([_plain(one) for one in inside] if message.is_multipart() else inside)
    return plain


def _bare(url: str, letters: list[EmailMessage]) -> None:
    place = urlsplit(url)
    with smtplib.SMTP(place.hostname or "", place.port or 0) as line:
        for message in letters:
            line.send_message(message)


def step_to_mail(story: Story) -> dict[str, float]:
    """Measure from the commit of a step to its mail at the server, beside an idle worker."""
    references = [bring(story, State.SUBMITTED) for _ in range(STEPS)]
    with mail_server() as server:
        postman = Postman(transport_for(server.url), "x@y.example", "http://localhost")
        broker = make_broker("")
        declare(broker, postman, ticking=False)
        worker = Worker(broker, worker_threads=THREADS, worker_timeout=200)
        worker.start()
        times = [_until_mail(server, reference) for reference in references]
        worker.stop(timeout=5_000)
    return {"p50_s": round(median(times), 3), "p95_s": round(quantiles(times, n=20)[-1], 3)}


def _until_mail(server: MailServer, reference: str) -> float:
    before = len(server.kept)
    with transaction() as session:
        words = Details(reason="anders finanziert", reauthenticated=True)
        perform(session, by_email(session, SIGNATORY), reference, Trigger.WITHDRAW, words)
    begun = time.perf_counter()
    while len(server.kept) == before and time.perf_counter() - begun < SECONDS:
        time.sleep(LOOK)
    return time.perf_counter() - begun
