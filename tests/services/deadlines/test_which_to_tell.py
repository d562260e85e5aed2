"""Which thresholds are told, and which are passed over: only the latest, none too late."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from funding.law import berlin
from funding.notices.reminders import REMINDERS
from funding.services.deadlines.look_again import RIGHTS
from funding.services.deadlines.which_to_tell import Dates, come

INSTANT = timedelta(microseconds=1)
FRIDAY, SATURDAY, SUNDAY = date(2022, 6, 3), date(2022, 6, 4), date(2022, 6, 5)
WHIT_MONDAY, TUESDAY = date(2022, 6, 6), date(2022, 6, 7)
DUE_ON = date(2022, 8, 31)


def seven(day):
    return berlin.at_hour(day, 7)


def running(kind, due_on=DUE_ON, set_on=date(2022, 1, 10)):
    return Dates(kind, due_on, berlin.end_of_day(due_on), set_on)


def told_now(deadline, now, told=()):
    """Name what is told now, and what is passed over unsaid."""
    found = come(deadline, frozenset(told), now).passed
    return [name for name, tells in found if tells], [name for name, tells in found if not tells]


def noon(day):
    return berlin.at_hour(day, 12)


@pytest.mark.parametrize("day", [FRIDAY, SATURDAY, SUNDAY, WHIT_MONDAY])
def test_what_would_be_told_on_a_free_day_is_told_on_the_working_day_before(day):
    deadline = running("answer", due_on=day + timedelta(days=2))
    wanted = next(t for t in REMINDERS["answer"] if t.days == -2)
    assert wanted.told_on(deadline.due_on, day) == FRIDAY
    assert told_now(deadline, seven(FRIDAY) - INSTANT, ["-7d"]) == ([], [])
    assert told_now(deadline, seven(FRIDAY), ["-7d"]) == (["-2d"], [])


def test_what_follows_a_deadline_is_told_on_the_working_day_after():
    deadline = running("remedy", due_on=FRIDAY)
    assert told_now(deadline, noon(WHIT_MONDAY), ["-7d"]) == ([], [])
    assert told_now(deadline, seven(TUESDAY), ["-7d"]) == (["+1d"], [])


def test_of_many_that_are_due_before_a_deadline_only_the_latest_is_told():
    day = DUE_ON - timedelta(days=6)
    assert told_now(running("call"), noon(day)) == (["-7d"], ["-30d", "-14d"])


def test_of_many_that_are_due_after_a_deadline_only_the_latest_is_told():
    day = DUE_ON + timedelta(days=40)
    assert told_now(running("proof"), noon(day)) == (
        ["threat"],
        ["-90d", "-30d", "-7d", "reminder"],
    )


def test_a_threat_is_told_though_the_task_that_follows_it_has_come():
    day = DUE_ON + timedelta(days=70)
    passed = ["-90d", "-30d", "-7d", "reminder"]
    assert told_now(running("proof"), noon(day)) == (["threat", "hearing"], passed)


def test_the_days_that_a_rule_says_are_counted_and_not_those_of_its_name():
    ruled = (("proof_reminder_days", 3), ("proof_threat_days", 20), ("proof_hearing_days", 45))
    deadline = running("proof")._replace(ruled=ruled)
    early = ["-90d", "-30d", "-7d"]
    assert told_now(deadline, noon(DUE_ON + timedelta(days=2)), early) == ([], [])
    assert told_now(deadline, noon(DUE_ON + timedelta(days=5)), early) == (["reminder"], [])
    early.append("reminder")
    assert told_now(deadline, noon(DUE_ON + timedelta(days=21)), early) == (["threat"], [])
    assert told_now(running("proof"), noon(DUE_ON + timedelta(days=21)), early) == ([], [])


def test_a_reminder_goes_on_the_last_day_still_and_not_a_day_later():
    assert told_now(running("call"), berlin.end_of_day(DUE_ON) - INSTANT)[0] == ["-3d"]
    assert told_now(running("call"), berlin.end_of_day(DUE_ON))[0] == []


def test_ahead_and_overdue_do_not_stand_in_each_others_way():
    deadline = running("opinion")
    assert told_now(deadline, noon(DUE_ON)) == (["-4d", "+0d"], [])


def test_what_should_have_been_told_before_the_deadline_was_set_is_not_told():
    day = DUE_ON - timedelta(days=7)
    assert told_now(running("answer", set_on=day), noon(day)) == (["-7d"], [])
    late = day + timedelta(days=1)
    assert told_now(running("answer", set_on=late), noon(late)) == ([], ["-7d"])


def test_days_from_the_start_are_told_even_after_the_last_day():
    begun = date(2022, 6, 1)
    deadline = running("vwgo75", due_on=begun + timedelta(days=62), set_on=begun)
    seventy_six = noon(begun + timedelta(days=76))
    assert told_now(deadline, seventy_six) == (["start+75d"], ["start+60d"])


@pytest.mark.parametrize("kind", sorted(REMINDERS))
def test_only_a_right_is_over_by_itself_and_only_once_all_is_told_of_it(kind):
    deadline, names = running(kind), frozenset(t.name for t in REMINDERS[kind])
    late = deadline.due_at + timedelta(days=400)
    assert come(deadline, names, late).over == (kind in RIGHTS)
    assert come(deadline, frozenset(), late).over == (kind in RIGHTS)
    assert not come(deadline, names, deadline.due_at - INSTANT).over
    if "+1d" in names:
        assert not come(deadline, frozenset(), deadline.due_at).over
