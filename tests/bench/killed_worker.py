"""How long a letter waits: whose worker was killed with it in its hands, or that nobody announced."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any

from sqlalchemy import func, select

from funding import clock
from funding.cli.chaos import prepare, stage
from funding.cli.chaos_people import Ready
from funding.cli.chaos_post import SILENT, WELL, mail_server
from funding.db import reading, transaction
from funding.models import Notice
from funding.queries.accounts.actors import by_email
from funding.queries.details import Details
from funding.services.perform import perform
from funding.tasks.broker import POLL_SECONDS
from workflows.application import Trigger

SECONDS, LOOK = 60, 0.05


def measure() -> dict[str, float]:
    """Kill a worker (SIGKILL) in the middle of a letter; time until another has sent them all."""
    with mail_server() as post, stage("", post.url) as processes:
        _submit(prepare(1)[0])
        post.mood, post.phase = SILENT, "DATA"
        processes.start()
        _wait(lambda: _count(Notice.lease.is_not(None)) > 0)
        begun = time.perf_counter()
        for number in range(len(processes.running)):
            processes.kill(number)
        post.mood = WELL
        _wait(lambda: _count(Notice.attempts > 0) == 0)
        took = time.perf_counter() - begun
        processes.end()
    return {"seconds": round(took, 1), "letters": len(set(post.kept))}


def unannounced(steps: int = 12) -> dict[str, float]:
    """Measure from steps of one process to their mail from another, which only polls."""
    with mail_server() as post, stage("", post.url) as processes:
        waiting = prepare(steps)
        processes.start()
        _wait(lambda: _count() == 0)
        times = []
        for number, ready in enumerate(waiting):
            time.sleep(number * POLL_SECONDS / steps)  # at every point between two looks
            before = len(post.kept)
            _submit(ready)
            begun = time.perf_counter()
            _wait(lambda before=before: len(post.kept) > before)
            times.append(time.perf_counter() - begun)
            _wait(lambda: _count() == 0)
        processes.end()
    return {"p50_s": round(median(times), 2), "p95_s": round(quantiles(times, n=20)[-1], 2)}


def _submit(ready: Ready) -> None:
    with transaction() as session:
        who, signs = by_email(session, ready.email), Details(reauthenticated=True)
        perform(session, who, ready.reference, Trigger.SUBMIT, signs)


def _count(*conditions: Any) -> int:
    due = Notice.state == "owed", Notice.next_at <= clock.now()
    with reading() as session:
        return session.scalar(select(func.count()).where(*due, *conditions)) or 0


def _wait(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + SECONDS
    while not done() and time.monotonic() < ends:
        time.sleep(LOOK)
