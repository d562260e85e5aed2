"""What waits for a person goes out in one letter: once, in time, and nothing of it is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.db.session import store
from funding.law import berlin, workdays
from funding.models import Account, Notice
from funding.queries.accounts.actors import by_email
from funding.services.accounts.wish_mail import wish_mail
from funding.services.notices.collect import CLOSES, OPENS, collect, due_digests, rounds
from funding.tasks.post import Postman, deliver_all
from funding.tasks.tick import tick
from tests.stages import EDITOR, SIGNATORY, bring
from workflows.application import State

ROOT = Path(__file__).parents[2]


@pytest.fixture
def mails(story):
    taken = []
    story.postman = Postman(taken.append, "noreply@x.example", "https://portal.example")
    return taken


def wish(email, **wishes):
    with transaction() as session:
        wish_mail(session, by_email(session, email), wishes)


def waiting(email, pace="daily"):
    with reading() as session:
        return session.scalars(
            select(Notice).where(Notice.email == email, Notice.withheld == pace)
        ).all()


def digests():
    with reading() as session:
        return session.scalars(select(Notice).where(Notice.kind == "digest")).all()


def summaries(mails):
    return [one for one in mails if "bersicht:" in one["Subject"]]


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def next_morning(story, hour=7):
    story.moved.instant = berlin.at_hour(
        workdays.next_working_day(berlin.local_date(story.moved.instant) + timedelta(days=1)), hour
    )


@pytest.fixture
def waits(story, mails):
    """Let three notices wait for the editor of a town who wants them daily."""
    wish(EDITOR, progress="daily")
    for _ in range(3):
        bring(story, State.IN_CHECK)
    deliver_all(story.postman)
    mails.clear()
    return waiting(EDITOR)


def test_one_letter_names_everything_that_waited_and_each_notice_knows_it(waits, story, mails):
    assert len(waits) > 2
    next_morning(story)
    tick()
    deliver_all(story.postman)
    [digest] = digests()
    [mail] = summaries(mails)
    assert mail["To"] == EDITOR
    assert mail["Subject"] == f"Tägliche Übersicht: {len(waits)} neue Mitteilungen"
    for one in waits:
        assert one.subject in text_of(mail)
        assert f"https://portal.example/mitteilungen/{one.id}" in text_of(mail)
    assert {one.digest_id for one in waiting(EDITOR)} == {digest.id}
    assert mail["List-Unsubscribe"] == "<https://portal.example/konto#mitteilungen>"
    assert mail["References"] is None


def test_nothing_is_collected_before_seven_at_night_or_on_a_day_off(waits, story):
    day = workdays.next_working_day(berlin.local_date(story.moved.instant) + timedelta(days=1))
    saturday = day + timedelta(days=5 - day.weekday())
    for instant in (
        berlin.at_hour(day, 7) - timedelta(seconds=1),
        berlin.at_hour(day, 18),
        berlin.at_hour(saturday, 10),
    ):
        story.moved.instant = instant
        tick()
        assert digests() == []


def test_a_clock_that_was_away_in_the_morning_catches_up_and_what_came_later_waits(waits, story):
    next_morning(story, hour=7)
    bring(story, State.IN_CHECK)
    with transaction() as session:  # half past seven
        session.execute(
            update(Notice).where(Notice.state == "owed").values(next_at=story.moved.instant)
        )
    story.moved.instant += timedelta(minutes=30)
    deliver_all(story.postman)
    story.moved.instant += timedelta(hours=6)
    tick()
    [digest] = digests()
    later = [one for one in waiting(EDITOR) if one.digest_id is None]
    assert digest.facts["count"] == len(waits)
    assert later
    next_morning(story)
    tick()
    assert sorted(one.facts["count"] for one in digests()) == sorted([len(waits), len(later)])
    assert all(one.digest_id for one in waiting(EDITOR))


def test_however_many_clocks_tick_there_is_one_letter(waits, story, mails):
    next_morning(story)
    with reading() as session:
        due = due_digests(session, story.moved.instant)

    def one_clock(_number):
        with transaction() as session:
            return sum(collect(session, one, story.moved.instant) for one in due)

    with ThreadPoolExecutor(8) as clocks:
        assert sum(clocks.map(one_clock, range(8))) == len(due) == 1
    for _ in range(3):
        tick()
    deliver_all(story.postman)
    assert len(digests()) == len(summaries(mails)) == 1
    assert {one.digest_id for one in waiting(EDITOR)} == {digests()[0].id}


def test_what_was_read_in_the_portal_is_not_mailed_again(waits, story):
    read = waits[0]
    with transaction() as session:
        session.execute(
            update(Notice).where(Notice.id == read.id).values(read_at=story.moved.instant)
        )
    next_morning(story)
    tick()
    assert digests()[0].facts["count"] == len(waits) - 1
    with transaction() as session:
        session.execute(update(Notice).values(read_at=story.moved.instant))
    next_morning(story)
    tick()
    assert len(digests()) == 1


def test_the_weekly_letter_comes_on_the_first_working_day_once(story, mails):
    wish(EDITOR, progress="weekly")
    bring(story, State.IN_CHECK)
    deliver_all(story.postman)
    # 6 June 2022 is Whit Monday; the week after begins on a Monday that is worked.
    story.moved.instant = berlin.at_hour(date(2022, 6, 10), 9)
    assert waiting(EDITOR, "weekly")
    while not digests():
        story.moved.instant += timedelta(hours=1)
        tick()
    assert story.moved.instant == berlin.at_hour(date(2022, 6, 13), 7)
    story.moved.instant = berlin.at_hour(date(2022, 6, 14), 9)
    tick()
    deliver_all(story.postman)
    assert len(digests()) == 1
    assert summaries(mails)[0]["Subject"].startswith("Wöchentliche Übersicht: ")


def test_who_is_no_longer_with_us_gets_no_summary(waits, story):
    with transaction() as session:
        session.execute(update(Account).where(Account.email == EDITOR).values(active=False))
    next_morning(story)
    tick()
    assert digests() == []


def test_the_summary_is_no_second_notice_in_the_inbox(waits, story, as_unread):
    before = as_unread(EDITOR)
    next_morning(story)
    tick()
    deliver_all(story.postman)
    assert as_unread(EDITOR) == before


@pytest.fixture
def as_unread():
    from funding.queries.accounts.inbox import unread_of

    def count(email):
        with reading() as session:
            return session.scalar(
                select(unread_of(Account.id)).select_from(Account).where(Account.email == email)
            )

    return count


def test_a_hundred_notices_make_one_letter_that_names_fifty(waits, story, mails):
    with transaction() as session:
        row = session.scalars(select(Notice).where(Notice.id == waits[0].id)).one()
        for number in range(97):
            twin = {
                c.name: getattr(row, c.name) for c in Notice.__table__.columns if c.name != "id"
            }
            session.add(Notice(**twin | {"key": f"{row.key}:{number}"}))
    next_morning(story)
    tick()
    deliver_all(story.postman)
    [mail] = summaries(mails)
    assert text_of(mail).count("/mitteilungen/") == 50
    assert f"Und {len(waits) + 97 - 50} weitere" in text_of(mail)
    assert not [one for one in waiting(EDITOR) if one.digest_id is None]


@given(st.integers(0, 24 * 366 * 3))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_summary_is_due_only_when_offices_work_and_takes_nothing_of_the_future(hours):
    now = berlin.at_hour(date(2026, 1, 1), 0) + timedelta(hours=hours, minutes=17)
    found = {one.pace: one for one in rounds(now)}
    day = berlin.local_date(now)
    open_ = berlin.at_hour(day, OPENS) <= now < berlin.at_hour(day, CLOSES)
    if not (workdays.is_working_day(day) and open_):
        assert found == {}
        return
    assert found["daily"].until == berlin.at_hour(day, OPENS)
    weekly = berlin.local_date(found["weekly"].until)
    assert weekly.isocalendar()[:2] == day.isocalendar()[:2]
    assert workdays.is_working_day(weekly)
    assert not any(
        workdays.is_working_day(weekly - timedelta(days=n)) for n in range(1, weekly.weekday() + 1)
    )
    assert found["weekly"].until <= now


@pytest.mark.crash
@pytest.mark.slow
def test_wherever_the_process_is_killed_everything_goes_once_or_twice_in_the_same_letter(
    play, tmp_path, sqlite_database
):
    wish(EDITOR, progress="daily")
    wish(SIGNATORY, progress="daily")
    bring(play, State.IN_CHECK)
    deliver_all(play.postman)
    with reading() as session:
        waited = session.scalar(select(func.count()).where(Notice.withheld == "daily"))
    next_morning(play)
    at = play.moved.instant.isoformat()
    store.engine.dispose()
    path = sqlite_database.removeprefix("sqlite:///")
    child = subprocess.run(
        [sys.executable, "-m", "tests.tasks.summary_crashing", path, str(tmp_path / "crash"), at],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=True,
    )
    told = [json.loads(line) for line in child.stdout.splitlines()]
    assert len(told) > 30
    for point in told:
        assert (point["waited"], point["without"]) == (waited, 0), point
        assert point["digests"] == ["sent", "sent"], point
        assert point["mailed"] in (1, 2), point
