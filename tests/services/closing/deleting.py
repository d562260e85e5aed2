"""A process that is killed (SIGKILL) in the middle of a deletion; run as a child of a test.

It forks once for every point, so that each kill is a real one, of a real process, on the database
of the test. Whoever comes next goes on with what is left there.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select

from funding.db import connect, reading, rehearsing, transaction
from funding.db.base import Base
from funding.db.session import store
from funding.demo.rehearse import moved_clock
from funding.models import Application, DoomedFile
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.services.closing import delete_case
from funding.services.closing.delete_case import confirm_deletion
from funding.services.closing.remove_files import remove_doomed
from funding.services.operations.write_audit import digest
from tests.services.closing.keeping import ADMIN
from tests.tasks.crashing import Point, watch

SPREAD, AROUND_COMMIT = 12, 6


def confirm(point: Point, reference: str) -> None:
    """Confirm a deletion; every statement and the commit are points."""
    with transaction() as session:
        confirm_deletion(session, by_email(session, ADMIN), reference)
    point()


def remove(point: Point, folder: str) -> None:
    """Remove the files that it leaves; every one of them is a point too."""
    unlink = Path.unlink
    Path.unlink = lambda self, **more: (point(), unlink(self, **more), point())[1]
    remove_doomed(Path(folder))
    point()


def torn(session, app_id, whole=delete_case._words_of_summaries) -> None:
    """Let the middle of the deletion be kept by itself: the mutant that must be found out."""
    session.flush()
    session.connection().connection.dbapi_connection.commit()
    whole(session, app_id)


def killed_at(deadly: int, url: str, deed: Callable[[Point], None]) -> bool:
    """Let a process of its own do something, and die at a point; tell whether it died there."""
    store.engine.dispose()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            connect(url)
            point = Point(deadly)
            watch(point)
            deed(point)
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert killed or os.WEXITSTATUS(status) == 0
    return killed


def found(url: str, folder: str, reference: str) -> dict:
    """Tell what is left."""
    connect(url)
    with reading() as session:
        rows = [
            f"{table.name}: {tuple(row)}"
            for table in Base.metadata.sorted_tables
            for row in session.execute(select(table))
        ]
        case = session.scalars(select(Application).where(Application.reference == reference)).one()
        return {
            "deleted": case.erased_at is not None,
            "rows": sha256("\n".join(sorted(rows)).encode()).hexdigest(),
            "wrong": differences(session, digest),
            "files": sum(1 for path in Path(folder).rglob("*") if path.is_file()),
            "doomed": session.scalar(select(func.count()).select_from(DoomedFile)),
        }


def points_of(reference: str) -> list[int]:
    """Choose points: some in the middle, and all around the commit."""
    point = Point(0)
    watch(point)
    with rehearsing() as session:
        confirm_deletion(session, by_email(session, ADMIN), reference)
        session.flush()
    last = point.count
    spread = range(1, last - AROUND_COMMIT, last // SPREAD)
    return [*spread, *range(last - AROUND_COMMIT, last + AROUND_COMMIT)]


def main(url: str, folder: str, reference: str, *, whole: bool) -> None:
    """Kill at one point after the other; print what is left as one JSON line each."""

    def tell(stage: str, *, killed: bool) -> dict:
        told = found(url, folder, reference) | {"stage": stage, "killed": killed}
        print(json.dumps(told), flush=True)
        return told

    before = tell("before", killed=False)["rows"]
    points = points_of(reference)
    if not whole:
        delete_case._words_of_summaries = torn
    for deadly in points:
        killed = killed_at(deadly, url, lambda point: confirm(point, reference))
        if tell("confirm", killed=killed)["rows"] != before:
            break
    deadly, killed = 0, True
    while killed:
        deadly += 1
        killed = killed_at(deadly, url, lambda point: remove(point, folder))
        tell("remove", killed=killed)


if __name__ == "__main__":
    *given, instant, whole = sys.argv[1:]
    connect(given[0])
    with moved_clock(datetime.fromisoformat(instant)):
        main(*given, whole=whole == "whole")
