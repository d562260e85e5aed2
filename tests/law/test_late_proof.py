"""The days of a proof of use that does not come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from funding.law.late_proof import Terms, lateness
from funding.law.workdays import is_working_day

TERMS = Terms(reminder_days=1, grace_weeks=4, threat_days=30, hearing_days=60)
DUE = date(2023, 6, 30)  # a Friday


def test_the_steps_of_a_late_proof_are_dated_from_its_day():
    found = lateness(DUE, TERMS)
    assert found.reminder_on == date(2023, 7, 3)  # the day after is a Saturday
    assert found.new_date == date(2023, 7, 28)  # 1 July and four weeks is a Saturday
    assert found.threat_on == date(2023, 7, 31)  # the 30th is a Sunday
    assert found.hearing_from == date(2023, 8, 29)


def test_a_threat_in_time_leaves_the_day_of_the_hearing_as_it_is():
    assert lateness(DUE, TERMS, date(2023, 7, 31)).hearing_from == date(2023, 8, 29)


def test_a_threat_that_came_late_leaves_the_town_as_much_time():
    assert lateness(DUE, TERMS, date(2023, 9, 1)).hearing_from == date(2023, 10, 1)


def test_other_rules_give_other_days():
    found = lateness(DUE, Terms(5, 2, 25, 40))
    assert found.reminder_on == date(2023, 7, 5)
    assert found.new_date == date(2023, 7, 19)
    assert found.threat_on == date(2023, 7, 25)
    assert found.hearing_from == date(2023, 8, 9)


@pytest.mark.parametrize("days", range(366))
def test_the_new_day_is_a_working_day_that_is_over_before_the_threat(days):
    found = lateness(date(2023, 1, 1) + timedelta(days=days), TERMS)
    assert is_working_day(found.new_date)
    assert found.reminder_on < found.new_date < found.threat_on <= found.hearing_from
