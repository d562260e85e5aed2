"""A process that is killed (SIGKILL) at the k-th point around its statements, commits and mails.

Run as a child of ``test_crash.py``: it forks once for every point, so that each crash is a real
one, of a real process, on a real file.
"""

from __future__ import annotations

import json
import mailbox
import os
import shutil
import signal
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

from sqlalchemy import event, func, select

from funding.db import connect, reading, transaction
from funding.db.session import store
from funding.demo.rehearse import moved_clock
from funding.models import Application, AuditEntry, Notice
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.services.notices.lease import LEASE
from funding.services.operations.write_audit import digest
from funding.services.perform import perform
from funding.tasks.post import Postman, deliver_all
from funding.tasks.transport import transport_for
from tests.conftest import DURING_THE_CALL
from tests.stages import SIGNATORY
from workflows.application import Trigger


class Point:
    """Counts points, and kills the process at one of them."""

    def __init__(self, deadly: int) -> None:
        self.deadly = deadly
        self.count = 0

    def __call__(self, *_args, **_kwargs) -> None:
        self.count += 1
        if self.count == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)


def watch(point: Point) -> None:
    """Make every statement, commit and mail of this process a point, before and after."""
    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(store.engine, name, point)


def submit_and_post(url: str, reference: str, mail: Path, deadly: int, ack: int) -> int:
    """Submit a case, say so, and send the mail; return how many points were passed."""
    connect(url)
    point = Point(deadly)
    watch(point)
    put = transport_for(f"file:{mail}")

    def carry(message) -> None:
        point()
        put(message)
        point()

    with transaction() as session:
        actor = by_email(session, SIGNATORY)
        perform(session, actor, reference, Trigger.SUBMIT, {"reauthenticated": True})
    point()
    os.write(ack, b"accepted")
    point()
    deliver_all(Postman(carry, "noreply@foerderportal.example", "http://localhost"))
    return point.count


def crash_once(template: Path, folder: Path, reference: str, deadly: int) -> dict:
    """Crash at one point, let a new process go on, and tell what is left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    database = folder / "crash.sqlite3"
    shutil.copy(template, database)
    url, mail = f"sqlite:///{database}", folder / "mail"
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        submit_and_post(url, reference, mail, deadly, write)
        os._exit(0)
    os.close(write)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read, "rb") as pipe:
        accepted = pipe.read() == b"accepted"
    return tell(url, mail, reference) | {
        "accepted": accepted,
        "killed": os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
    }


def tell(url: str, mail: Path, reference: str) -> dict:
    """Go on after the crash, once the leases have run out, and count."""
    connect(url)
    later = DURING_THE_CALL + 2 * LEASE + timedelta(days=1)
    with moved_clock(later):
        postman = Postman(
            transport_for(f"file:{mail}"), "noreply@foerderportal.example", "http://x"
        )
        deliver_all(postman)
    with reading() as session:
        case = session.scalars(select(Application).where(Application.reference == reference)).one()
        entries = select(func.count(AuditEntry.id)).where(AuditEntry.trigger == "submit")
        owed = session.scalars(
            select(Notice).where(Notice.kind.in_(("application_received", "queue_new")))
        ).all()
        result = {
            "state": case.state.value,
            "entries": session.scalar(entries),
            "owed": len(owed),
            "unsent": sum(1 for notice in owed if notice.state != "sent"),
            "wrong": differences(session, digest),
            "ids": [notice.message_id for notice in owed],
        }
    store.engine.dispose()
    sent = Counter(message["Message-ID"] for message in mailbox.Maildir(str(mail)))
    ids = result.pop("ids")
    return result | {
        "missing_mails": sum(1 for found in ids if sent[found] == 0),
        "twice": sum(count - 1 for count in sent.values()),
    }


def main(template: str, folder: str, reference: str) -> None:
    """Crash at every point there is, one after the other; print one JSON line for each."""
    with moved_clock(DURING_THE_CALL + timedelta(hours=3)):
        deadly = 0
        while True:
            deadly += 1
            told = crash_once(Path(template), Path(folder), reference, deadly)
            print(json.dumps(told | {"point": deadly}), flush=True)
            if not told["killed"]:
                return


if __name__ == "__main__":
    main(*sys.argv[1:4])
