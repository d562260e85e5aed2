"""The steps of a call are told while they are news, and otherwise only recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from funding import clock
from funding.db import connect, migrate, reading, transaction
from funding.db.session import store
from funding.demo.rehearse import moved_clock
from funding.law import berlin
from funding.models import AuditEntry, Call, Notice
from funding.policy import CLOCK
from funding.queries.accounts.actors import by_email
from funding.serve import fill_if_empty
from funding.services.administration.plan_call import plan_call
from funding.services.budget.confirm_funds import confirm_funds
from funding.tasks.tick import tick


@pytest.fixture
def fresh(settings, tmp_path):
    """Connect to a database in which nothing has ever been loaded."""
    store.engine.dispose()
    engine = connect(f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
    migrate.upgrade(engine)
    yield settings
    engine.dispose()


def test_a_portal_that_starts_for_the_first_time_mails_nobody(fresh):
    fill_if_empty(fresh, lambda _line: None, demo_case=False)
    tick()
    with reading() as session:
        assert session.scalars(select(Notice.kind)).all() == []
        steps = session.execute(
            select(AuditEntry.trigger, func.count())
            .where(AuditEntry.workflow == "call")
            .group_by(AuditEntry.trigger)
        ).all()
        assert dict(map(tuple, steps)) == {"open": 2, "close": 1}
        assert set(session.scalars(select(Call.state))) == {"open", "closed"}


@pytest.mark.parametrize(("days", "told"), [(0, True), (14, True), (15, False), (900, False)])
def test_a_call_that_opened_more_than_14_days_ago_is_opened_in_silence(sqlite_database, days, told):
    opens = berlin.start_of_day(berlin.local_date(clock.now()))
    with moved_clock(opens), transaction() as session:
        call = plan_call(
            session,
            CLOCK,
            code="2099",
            year=2099,
            opens_at=opens,
            closes_at=opens + timedelta(days=1_000),
            total_cents=1_000_000,
            lines={"other": 1_000_000},
        )
        confirm_funds(session, by_email(session, "haushalt@smi.example"), call.code)
    with moved_clock(opens + timedelta(days=days)):
        tick()
    with reading() as session:
        assert session.scalar(select(Call.state).where(Call.code == "2099")) == "open"
        kinds = set(session.scalars(select(Notice.kind).where(Notice.state == "owed")))
    assert ("call_opened" in kinds) is told
