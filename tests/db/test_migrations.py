"""Every revision goes up and down with cases in the database, and nothing is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text

from funding.db import migrate, reading
from funding.db.base import Base
from funding.db.session import store
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.stages import bring
from workflows.application import State


def counts() -> dict[str, int]:
    with reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }


def test_the_models_are_what_the_migrations_make(database):
    assert migrate.differences(store.engine) == []
    assert migrate.current(store.engine) == migrate.head()


@pytest.mark.parametrize("revision", ["0001"])
def test_a_database_of_an_earlier_revision_keeps_all_its_rows(story, revision):
    bring(story, State.FIRST_APPROVED)
    before = counts()
    migrate.downgrade(store.engine, revision)
    assert migrate.current(store.engine) == revision
    assert migrate.upgrade(store.engine)
    assert counts() == before
    with reading() as session:
        assert differences(session, digest) == []
        if session.get_bind().dialect.name == "sqlite":
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
