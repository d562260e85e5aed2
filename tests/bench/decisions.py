"""Decisions one after the other and eight at once, in processes of their own on one database."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime

from sqlalchemy import select, update

from funding import clock
from funding.db import connect, reading, transaction
from funding.models import Application, BudgetLine, Envelope
from funding.queries.accounts.actors import by_email
from funding.services.perform import perform
from tests.services.racing import copies
from tests.stages import FIRST, REVIEWER, SECOND
from workflows.application import Trigger

# Cases of each process that are timed, and those before by which statements become known to it
# and to the server, which plans a statement anew the first ten times.
AT_ONCE, EACH, WARM = 8, 12, 12
PROCESSES = (1, 2, AT_ONCE)
STEPS = (
    (REVIEWER, Trigger.RECOMMEND),
    (FIRST, Trigger.APPROVE_FIRST),
    (SECOND, Trigger.APPROVE_SECOND),
)
PLENTY = 10_000_000_000


def prepare(reference: str) -> None:
    """Copy a case that is ready for a proposal, and put money for all of them there."""
    with transaction() as session:
        many = len(PROCESSES) * AT_ONCE * EACH + sum(PROCESSES) * WARM
        copies(session, reference, many)
        for pot in (Envelope, BudgetLine):
            session.execute(update(pot).values(total_cents=PLENTY))


def rates(url: str, instant: datetime) -> dict[int, float]:
    """Return the decided cases a second of one process, of two, and of eight."""
    found, first = {}, 0
    for processes in PROCESSES:
        found[processes] = rate(url, instant, first, processes)
        first += AT_ONCE * EACH + processes * WARM
    return found


def rate(url: str, instant: datetime, first: int, processes: int) -> float:
    """Return the decided cases a second of so many processes, from the n-th copy on."""
    each = AT_ONCE * EACH // processes
    command = [sys.executable, "-m", "tests.bench.decisions", url, instant.isoformat(), str(each)]
    children = [
        subprocess.Popen(
            [*command, str(first + number * (each + WARM))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    for child in children:
        assert child.stdout.readline() == "ready\n"
    begun = time.perf_counter()
    for child in children:
        child.stdin.write("go\n")
        child.stdin.flush()
    for child in children:
        assert child.stdout.readline() == "done\n"
    took = time.perf_counter() - begun
    for child in children:
        child.communicate()
    return processes * each / took


def _decide(reference: str) -> None:
    for who, trigger in STEPS:
        with transaction() as session:
            perform(session, by_email(session, who), reference, trigger, {})


def _run(url: str, instant: str, count: str, first: str) -> None:
    connect(url)
    with reading() as session:
        named = Application.reference.like("KP-2022-9%")
        found = session.scalars(
            select(Application.reference).where(named).order_by(Application.reference)
        ).all()
    begin = int(first)
    mine = found[begin : begin + WARM + int(count)]
    with clock.reading(lambda: datetime.fromisoformat(instant)):
        for reference in mine[:WARM]:
            _decide(reference)
        print("ready", flush=True)
        sys.stdin.readline()
        for reference in mine[WARM:]:
            _decide(reference)
        print("done", flush=True)


if __name__ == "__main__":
    _run(*sys.argv[1:])
