"""A clock for which nothing is due reads no table from end to end that grows with the years."""

from __future__ import annotations

import re

from sqlalchemy import event

from funding.db import reading
from funding.db.session import store
from funding.queries.operations.watch import checks
from funding.tasks.tick import tick
from tests.stages import bring
from workflows.application import State

GROWING = {"deadline", "reminder", "notice", "audit_entry", "ledger_entry"}
SHORT = {"ix_reminder_open", "ix_deadline_tell", "ix_notice_waiting", "ix_notice_owed"}


def plans(deed):
    """Return how SQLite reads for each statement of a deed."""
    asked = []

    def keep(_connection, _cursor, statement, parameters, *_more):
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", keep)
    deed()
    event.remove(store.engine, "before_cursor_execute", keep)
    with store.engine.connect() as connection:
        return [
            (row.detail, statement)
            for statement, parameters in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]


def read_whole(found):
    for detail, statement in found:
        scan = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", detail)
        if scan and scan[1] in GROWING and scan[2] not in SHORT:
            yield detail, statement


def test_a_tick_with_nothing_due_reads_no_table_that_grows(play):
    bring(play, State.INFO_REQUESTED)
    play.moved.instant = play.moved.instant.replace(hour=11)
    tick()
    found = plans(tick)
    assert list(read_whole(found)) == []
    used = " ".join(detail for detail, _statement in found)
    for index in ("ix_reminder_open", "ix_deadline_tell", "ix_notice_waiting"):
        assert index in used


def test_neither_does_a_monitor_for_reminders_that_nobody_is_told_of(play):
    bring(play, State.INFO_REQUESTED)

    def ask():
        with reading() as session:
            checks(session, play.moved.instant)

    asked = [one for one in read_whole(plans(ask)) if "reminder" in one[0]]
    assert asked == []
