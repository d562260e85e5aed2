"""Every revision goes up and down with cases in the database, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

from funding.db import migrate, reading, transaction
from funding.db.base import Base
from funding.db.session import store
from funding.models import Application, Deadline, IssuedNotice, Notice, Reminder
from funding.queries.operations.verify import differences
from funding.queries.spending.papers import THE_SETTLEMENT
from funding.services.operations.write_audit import digest
from funding.tasks.tick import sweep, tick
from tests.services.spending import changing
from tests.services.spending.issuing import sent, to_send
from tests.stages import EDITOR, PARTNERS, TOWN_KEY, bring, bring_together
from workflows.application import State, Trigger
from workflows.application.words import PROMISES


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


def test_before_longer_periods_an_undecided_one_waits_for_the_answer_again(story):
    reference = bring(story, State.INFO_REQUESTED)
    later = story.today + timedelta(days=30)
    story.step(EDITOR, reference, Trigger.ASK_EXTENSION, ends_on=later, reason="Ferien")
    story.moved.instant += timedelta(days=2)
    tick()  # the office is reminded
    with reading() as session:
        answer = session.scalars(select(Deadline.due_at).where(Deadline.kind == "answer")).one()
    migrate.downgrade(store.engine, "0011")
    with reading() as session:
        kinds = set(session.scalars(select(Deadline.kind).where(Deadline.ended_at.is_(None))))
        case = session.execute(select(Application.due_kind, Application.due_at)).one()
    assert tuple(case) == ("answer", answer)
    assert "extension" not in kinds
    assert migrate.upgrade(store.engine)


def test_before_contacts_changed_the_clock_waits_for_no_promised_annex(story):
    bring(story, State.IN_CHECK)

    def running():
        with reading() as session:
            return set(session.scalars(select(Deadline.kind).where(Deadline.ended_at.is_(None))))

    before = running()
    assert before >= set(PROMISES)
    migrate.downgrade(store.engine, "0012")
    assert running() == before - set(PROMISES) != set()
    assert migrate.upgrade(store.engine)


def test_notices_of_before_learn_for_which_town_somebody_was_told(story):
    bring_together(story, State.COSIGNING)
    query = select(Notice.email, Notice.kind, Notice.municipality_key).where(
        Notice.account_id.is_not(None)
    )
    with reading() as session:
        before = set(map(tuple, session.execute(query)))
    assert {key for _email, _kind, key in before} >= {TOWN_KEY, *PARTNERS}
    migrate.downgrade(store.engine, "0033")
    assert migrate.upgrade(store.engine)
    with reading() as session:
        assert set(map(tuple, session.execute(query))) == before


def test_what_an_older_clock_has_recorded_is_its_own_to_tell_and_what_is_open_goes_back_to_it(
    story,
):
    bring(story, State.INFO_REQUESTED)
    with reading() as session:
        answer = session.scalars(select(Deadline).where(Deadline.kind == "answer")).one()
    story.moved.instant = answer.due_at - timedelta(days=6)
    tick()
    story.moved.instant = answer.due_at - timedelta(days=2)
    sweep()  # the second reminder is recorded, and nobody is told of it
    with transaction() as session:  # as a right does that is over
        lapsed = {"ended_at": story.moved.instant, "ended_by": "lapsed"}
        session.execute(update(Deadline).where(Deadline.id == answer.id).values(lapsed))
    migrate.downgrade(store.engine, "0041")
    told = text("SELECT threshold FROM reminder")
    with reading() as session:
        assert session.scalars(told).all() == ["-7d"]
        back = session.get_one(Deadline, answer.id)
        assert (back.tell_at, back.ended_at, back.ended_by) == (story.moved.instant, None, None)
    assert migrate.upgrade(store.engine)
    with reading() as session:
        kept = session.execute(select(Reminder.threshold, Reminder.telling)).all()
        assert kept == [("-7d", "done")]
    tick()
    with reading() as session:
        due = select(Notice.key).where(Notice.kind == "answer_reminder")
        names = sorted(key.split(":")[2] for key in session.scalars(due))
    assert names == ["-2d", "-2d", "-7d", "-7d"]


def test_a_notice_that_was_sent_survives_the_way_back_to_before_the_posting_log(story):
    reference = bring(story, State.APPROVED)
    story.moved.instant += timedelta(minutes=10)
    to_send(story, reference)
    sent(story, reference)
    migrate.downgrade(store.engine, "0061")
    with reading() as session:
        assert session.scalars(text("SELECT state FROM issued_notice")).all() == ["withdrawn"]
        assert session.scalar(text("SELECT count(*) FROM decision_notice")) == 1
    assert migrate.upgrade(store.engine)


def test_of_other_notices_nothing_is_left_before_they_went_through_the_portal(story):
    reference = bring(story, State.AUDITED)
    to_send(story, reference, about=THE_SETTLEMENT)
    sent(story, reference, about=THE_SETTLEMENT)
    migrate.downgrade(store.engine, "0065")
    with reading() as session:
        for table in ("issued_notice", "dispatch"):
            assert session.scalar(text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608
        kept = session.scalars(text("SELECT kind FROM decision_notice ORDER BY kind")).all()
        assert kept == ["award", "final"]
    assert migrate.upgrade(store.engine)


def test_a_notice_that_stands_in_the_posting_log_knows_its_case_after_the_update(story):
    reference = bring(story, State.APPROVED)
    story.moved.instant += timedelta(minutes=10)
    to_send(story, reference)
    sent(story, reference)
    migrate.downgrade(store.engine, "0065")
    assert migrate.upgrade(store.engine)
    assert migrate.differences(store.engine) == []
    with reading() as session:
        issue = session.scalars(select(IssuedNotice)).one()
        assert issue.subject_id == issue.application_id
        assert differences(session, digest) == []


def test_changes_with_lines_and_notices_survive_both_ways(story):
    reference = bring(story, State.IN_PROGRESS)
    lines = changing.shifted(reference, -500_000, 500_000, 0)
    key = changing.granted(story, reference, "shift", lines=lines)
    changing.recorded(story, reference, key)
    before = counts()
    migrate.downgrade(store.engine, "0065")
    assert migrate.upgrade(store.engine)
    assert migrate.differences(store.engine) == []
    assert counts() == before
    with reading() as session:
        assert differences(session, digest) == []


def test_no_later_migration_copies_a_table_to_which_others_may_point():
    later = [p for p in (migrate.FOLDER / "versions").glob("0*.py") if p.name >= "0066"]
    assert len(later) >= 3
    assert [p.name for p in later if "batch_alter_table" in p.read_text(encoding="utf-8")] == []
