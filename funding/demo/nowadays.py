"""What waits for somebody these days: a call that is open, letters under way, cases decided before.

Played towards a day, by a clock that is moved by hand and stops shortly before it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from funding import clock
from funding.db import transaction
from funding.demo.issuing import begun_on, put_letters_under_way
from funding.demo.rehearse import moved_clock
from funding.demo.story import Story
from funding.demo.ways import opening_of, play_ways, year_of
from funding.law import berlin
from funding.services.administration import set_up_demo

Say = Callable[[str], None]


def open_a_call(now: datetime) -> str:
    """Open a call that is under way, as of this instant; return its code."""
    with transaction() as session:
        return set_up_demo.add_open_call(session, now).code


def play_nowadays(say: Say, now: datetime) -> tuple[str, str]:
    """Open a call weeks ago and one years ago, and play their cases; return the codes of both.

    The first story is the younger one: nothing of it falls due while the other is told.
    """
    today = berlin.local_date(now)
    with clock.reading(lambda: now - set_up_demo.OPEN_SINCE):
        open_call = open_a_call(now)
    with moved_clock(berlin.at_hour(begun_on(today), 9)) as moved:
        put_letters_under_way(Story(moved, say, call=open_call), today)
    year = year_of(today)
    with moved_clock(opening_of(year)) as moved:
        with transaction() as session:
            earlier = set_up_demo.add_earlier_call(session, year).code
        play_ways(Story(moved, say, call=earlier), today)
    return open_call, earlier
