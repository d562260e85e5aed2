"""How long a letter waits whose worker was killed with it in its hands."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import func, select

from funding import clock
from funding.cli.chaos import prepare, stage
from funding.cli.chaos_post import SILENT, WELL, mail_server
from funding.db import reading, transaction
from funding.models import Notice
from funding.queries.accounts.actors import by_email
from funding.queries.details import Details
from funding.services.perform import perform
from workflows.application import Trigger

SECONDS, LOOK = 60, 0.05


def measure() -> dict[str, float]:
    """Kill a worker (SIGKILL) in the middle of a letter; time until another has sent them all."""
    with mail_server() as post, stage("", post.url) as processes:
        ready = prepare(1)[0]
        with transaction() as session:
            signs = Details(reauthenticated=True)
            who = by_email(session, ready.email)
            perform(session, who, ready.reference, Trigger.SUBMIT, signs)
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


def _count(*conditions: Any) -> int:
    due = Notice.state == "owed", Notice.next_at <= clock.now()
    with reading() as session:
        return session.scalar(select(func.count()).where(*due, *conditions)) or 0


def _wait(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + SECONDS
    while not done() and time.monotonic() < ends:
        time.sleep(LOOK)
