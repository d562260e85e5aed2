"""A disk that is full: nothing is half done, nobody is told a wrong yes, and it heals by itself."""

from __future__ import annotations

import pytest
from sqlalchemy import event, func, select

from funding.db import disconnect, reading
from funding.db.session import store
from funding.models import AuditEntry, Notice
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.stages import SIGNATORY
from workflows.application import State

FULL, FREE = 0, 1_000_000


class Disk:
    """The pages by which the database may still grow; SQLite itself says that it is full."""

    def __init__(self) -> None:
        self.spare = FREE
        event.listen(store.engine, "begin", self.measure)

    def measure(self, connection) -> None:
        held = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {held + self.spare}")


@pytest.fixture
def disk(play):
    yield Disk()
    disconnect()


def written() -> tuple[int, int]:
    """Count entries of the audit and notices; both agree with everything else."""
    with reading() as session:
        assert differences(session, digest) == []
        entries = session.scalar(select(func.count(AuditEntry.id)))
        return entries, session.scalar(select(func.count(Notice.id)))


def test_what_the_disk_cannot_hold_is_not_accepted_and_once_it_can_it_is(play, disk, as_):
    reference = play.write("floeha", "Ein Vorhaben", "violence", 2_000_000)
    town = as_(SIGNATORY)
    page, before = f"/antraege/{reference}/einreichen", written()
    sent = town.fields(page) | {"password": "praevention-2022"}
    disk.spare = FULL
    answer = town.post(page, data=sent)
    assert answer.status_code == 503
    assert "Das Portal ist gerade nicht erreichbar" in answer.text
    assert (play._read(reference).state, written()) == (State.DRAFT, before)
    disk.spare = FREE
    assert town.post(page, data=sent).status_code == 303
    assert play._read(reference).state == State.SUBMITTED
    assert written() > before
