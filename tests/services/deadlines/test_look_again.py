"""The clock looks at a deadline only when told to, and misses nothing by that."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funding.law import berlin
from funding.notices.reminders import REMINDERS
from funding.services.deadlines.look_again import RIGHTS, look_again
from funding.services.deadlines.which_to_tell import Dates, pending

FIRST = date(2026, 1, 1)
days = st.integers(0, 700).map(lambda n: FIRST + timedelta(days=n))
INSTANT = timedelta(microseconds=1)


@settings(deadline=None)
@given(st.sampled_from(sorted(REMINDERS)), days, st.integers(0, 200), st.data())
def test_before_that_instant_nothing_is_to_be_told_and_at_it_something_is(kind, set_on, far, data):
    due_on = set_on + timedelta(days=far)
    names = [one.name for one in REMINDERS[kind]]
    told = data.draw(st.sets(st.sampled_from(names))) if names else set()
    end = berlin.end_of_day(due_on)
    deadline = Dates(kind, due_on, end, set_on)
    again = look_again(kind, due_on, end, set_on, told)
    if again is None:
        assert set(names) <= told
        assert kind not in RIGHTS
    elif set(names) <= told:
        assert again == end
    else:
        assert pending(deadline, told, again)
        assert not pending(deadline, told, again - INSTANT)


@pytest.mark.parametrize("kind", sorted(RIGHTS))
def test_a_period_that_is_a_right_is_looked_at_once_more_when_it_is_over(kind):
    names = {one.name for one in REMINDERS[kind]}
    end = berlin.end_of_day(FIRST)
    assert look_again(kind, FIRST, end, FIRST, names) == end
