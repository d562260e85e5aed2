"""Decisions one after the other, and of eight people at once, on one database.

The eight share as many processes as a server has cores, or have a process each.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
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

# Cases of each person that are timed, and those before by which statements become known to the
# process and to the server, which plans a statement anew the first ten times.
AT_ONCE, EACH, WARM = 8, 12, 12
CORES = min(os.cpu_count() or 1, AT_ONCE)
# How many people decide at once, in how many processes.
CROWDS = {"one": (1, 1), "eight": (AT_ONCE, CORES), "eight_processes": (AT_ONCE, AT_ONCE)}
STEPS = (
    (REVIEWER, Trigger.RECOMMEND),
    (FIRST, Trigger.APPROVE_FIRST),
    (SECOND, Trigger.APPROVE_SECOND),
)
PLENTY = 10_000_000_000


def prepare(reference: str) -> None:
    """Copy a case that is ready for a proposal, and put money for all of them there."""
    with transaction() as session:
        many = sum(AT_ONCE * EACH + people * WARM for people, _processes in CROWDS.values())
        copies(session, reference, many)
        for pot in (Envelope, BudgetLine):
            session.execute(update(pot).values(total_cents=PLENTY))


def rates(url: str, instant: datetime) -> dict[str, float]:
    """Return the decided cases a second of each crowd."""
    found, first = {}, 0
    for name, (people, processes) in CROWDS.items():
        found[name] = rate(url, instant, first, people, processes)
        first += AT_ONCE * EACH + people * WARM
    return found


def rate(url: str, instant: datetime, first: int, people: int, processes: int) -> float:
    """Return the decided cases a second of so many people, from the n-th copy on."""
    threads = people // processes
    each, warm = AT_ONCE * EACH // processes, WARM * threads
    sizes = (str(each), str(warm), str(threads))
    command = [sys.executable, "-m", "tests.bench.decisions", url, instant.isoformat(), *sizes]
    children = [
        subprocess.Popen(
            [*command, str(first + number * (each + warm))],
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


def _run(url: str, instant: str, each: str, warm: str, threads: str, first: str) -> None:
    connect(url)
    with reading() as session:
        named = Application.reference.like("KP-2022-9%")
        found = session.scalars(
            select(Application.reference).where(named).order_by(Application.reference)
        ).all()
    begin, before = int(first), int(warm)
    mine = found[begin : begin + before + int(each)]
    assert len(mine) == before + int(each)
    with (
        clock.reading(lambda: datetime.fromisoformat(instant)),
        ThreadPoolExecutor(int(threads)) as people,
    ):
        list(people.map(_decide, mine[:before]))
        print("ready", flush=True)
        sys.stdin.readline()
        list(people.map(_decide, mine[before:]))
        print("done", flush=True)


if __name__ == "__main__":
    _run(*sys.argv[1:])
