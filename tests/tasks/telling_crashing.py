"""Clocks that are killed (SIGKILL) at the k-th point between what is recorded and what is told.

Run as a child of ``test_told_once.py``, as ``crashing.py`` is of its own test.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from funding.db import connect, reading
from funding.db.session import store
from funding.demo.rehearse import moved_clock
from funding.models import Deadline, Notice, Reminder
from funding.tasks import tick as clock_
from tests.tasks.crashing import Point, watch


def in_small_portions() -> None:
    """Let a handful of deadlines be many: several portions, of several transactions each."""
    clock_.PORTION, clock_.TOGETHER, clock_.RECORDED = 4, 2, 4


def told() -> dict:
    """Tell what stands there: notices of each telling, and how far each telling is."""
    with reading() as session:
        keys = session.scalars(select(Notice.key).where(Notice.kind == "answer_reminder")).all()
        answers = select(Deadline.id).where(Deadline.kind == "answer")
        rows = session.scalars(select(Reminder).where(Reminder.deadline_id.in_(answers))).all()
        left = session.scalars(answers.where(Deadline.tell_at.is_not(None))).all()
    return {
        "keys": len(set(keys)),
        "notices": sorted(Counter(key.split(":")[0] for key in keys).values()),
        "tellings": dict(Counter(row.telling for row in rows)),
        "told": sum(row.told for row in rows),
        "left": len(left),
    }


def crash_once(template: Path, folder: Path, at: datetime, deadly: int) -> dict:
    """Crash at one point, tell what is left, and what after another clock has gone on."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(template, folder / "crash.sqlite3")
    url = f"sqlite:///{folder / 'crash.sqlite3'}"
    child = os.fork()
    if child == 0:
        connect(url)
        watch(Point(deadly))
        with moved_clock(at):
            clock_.tick()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    connect(url)
    crashed = told()
    with moved_clock(at + timedelta(minutes=5)):
        clock_.tick()
    after = told()
    store.engine.dispose()
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return {"killed": killed, "crashed": crashed, "after": after}


def main(deed: str, where: str, at: str, folder: str = "") -> None:
    """Let a clock tick on a database, or crash at every point until one run goes through."""
    in_small_portions()
    instant, deadly = datetime.fromisoformat(at), 0
    if deed == "tick":
        connect(where)
        sys.stdin.readline()  # all of them begin at the same moment
        with moved_clock(instant):
            sys.stdout.write(f"{clock_.tick()}\n")
        return
    while True:
        deadly += 1
        found = crash_once(Path(where), Path(folder), instant, deadly)
        sys.stdout.write(json.dumps(found) + "\n")
        if not found["killed"]:
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
