"""A clock and postman that are killed (SIGKILL) at the k-th point while a summary goes out.

Run as a child of ``test_summary.py``, as ``crashing.py`` is of its own test.
"""

from __future__ import annotations

import json
import mailbox
import os
import shutil
import signal
import sys
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from funding.db import connect, reading
from funding.demo.rehearse import moved_clock
from funding.models import Notice
from funding.services.notices.lease import LEASE
from funding.tasks.post import Postman, deliver_all
from funding.tasks.tick import tick
from funding.tasks.transport import transport_for
from tests.tasks.crashing import Point, watch


def collect_and_post(url: str, mail: Path, at: datetime, deadly: int) -> None:
    """Let the clock tick and the post go out, and stop at a point."""
    connect(url)
    point = Point(deadly)
    watch(point)
    put = transport_for(f"file:{mail}")

    def carry(message) -> None:
        point()
        put(message)
        point()

    with moved_clock(at):
        tick()
        deliver_all(Postman(carry, "noreply@x.example", "http://x"))


def crash_once(template: Path, folder: Path, at: datetime, deadly: int) -> dict:
    """Crash at one point, let another process go on, and tell what is left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(template, folder / "crash.sqlite3")
    url, mail = f"sqlite:///{folder / 'crash.sqlite3'}", folder / "mail"
    child = os.fork()
    if child == 0:
        collect_and_post(url, mail, at, deadly)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    connect(url)
    with moved_clock(at + 2 * LEASE + timedelta(minutes=5)):
        tick()
        deliver_all(Postman(transport_for(f"file:{mail}"), "noreply@x.example", "http://x"))
    with reading() as session:
        waited = session.scalars(select(Notice).where(Notice.withheld == "daily")).all()
        digests = session.scalars(select(Notice).where(Notice.kind == "digest")).all()
    sent = [str(one["Message-ID"]) for one in mailbox.Maildir(str(mail))]
    return {
        "killed": os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
        "waited": len(waited),
        "without": sum(one.digest_id is None for one in waited),
        "digests": [one.state for one in digests],
        "mailed": sum(one == digests[0].message_id for one in sent) if digests else 0,
    }


def main() -> None:
    """Crash at every point, one after the other, until one run goes through."""
    template, folder, at = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    deadly = 1
    while True:
        told = crash_once(template, folder, datetime.fromisoformat(at), deadly)
        sys.stdout.write(json.dumps(told) + "\n")
        if not told["killed"]:
            return
        deadly += 1


if __name__ == "__main__":
    main()
