"""A session for reading saves nothing, and what it asks often need not be planned anew."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import InternalError

from funding.db import reading
from funding.models import Municipality

NAMES = select(Municipality.name).order_by(Municipality.name)
RENAME = update(Municipality).values(name="Anderswo")
PREPARED = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%municipality%'")


def names():
    with reading() as session:
        return session.scalars(NAMES).all()


def test_what_is_changed_while_reading_is_not_saved(database):
    before = names()
    with reading() as session:
        session.scalars(select(Municipality)).first().name = "Anderswo"
    with reading() as session:
        if database.startswith("postgresql"):
            with pytest.raises(InternalError, match="read-only"):
                session.execute(RENAME)
            session.rollback()
        else:
            session.execute(RENAME)
    assert names() == before


def test_what_was_read_is_still_there_when_the_session_is_over(database):
    with reading() as session:
        town = session.scalars(select(Municipality).where(Municipality.name == "Flöha")).one()
    assert town.name == "Flöha"


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_question_asked_often_is_planned_once(database):
    for _ in range(8):
        names()
    with reading() as session:
        assert session.scalar(PREPARED) == 1
