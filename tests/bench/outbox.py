"""The outbox: claiming beside a million letters that were sent, draining, and from step to mail."""

from __future__ import annotations

import smtplib
import time
from email.message import EmailMessage
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
from funding.tasks.broker import declare, make_broker
from funding.tasks.post import THREADS, Postman, deliver_all
from funding.tasks.transport import transport_for
from tests.bench.queue_of_many import NEW_ID
from tests.stages import SIGNATORY, bring
from workflows.application import State, Trigger

TABLE: Any = Notice.__table__
WAITING, ROUNDS, LETTERS, STEPS = 50, 60, 300, 25
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
    """Send letters from the outbox, and the same ones by bare smtplib on one connection."""
    bring(story, State.SUBMITTED)
    _owe(LETTERS)
    letters: list[EmailMessage] = []
    with mail_server() as server:
        put = transport_for(server.url)

        def carry(message: EmailMessage) -> None:
            letters.append(message)
            put(message)

        begun = time.perf_counter()
        taken = deliver_all(Postman(carry, "x@y.example", "http://localhost"))
        ours = time.perf_counter() - begun
        place = urlsplit(server.url)
        begun = time.perf_counter()
        with smtplib.SMTP(place.hostname or "", place.port or 0) as line:
            for message in letters:
                line.send_message(message)
        bare = time.perf_counter() - begun
    assert taken == len(letters) >= LETTERS
    return {
        "ours_per_s": round(taken / ours, 1),
        "bare_per_s": round(taken / bare, 1),
        "ratio": round(bare / ours, 2),
    }


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
