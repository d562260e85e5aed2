"""The case of 2022, played from draft to closed case with a clock that is moved by hand.

The cooperation agreement of 22 July 2022 between Auerbach/Vogtl., Lengenfeld and Rodewisch, the
police directorate of Zwickau and the LPR is real; the application is assumed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.db import reading, transaction
from funding.demo.interest import ask_for_interest, pay_interest, use_all
from funding.demo.issuing import provide, retrieve_and_waive
from funding.demo.nowadays import play_nowadays
from funding.demo.rehearse import moved_clock
from funding.demo.story import Story
from funding.demo.tell import tell
from funding.law import berlin
from funding.models import Application, Call
from funding.policy import CLOCK
from funding.queries.accounts.actors import by_email
from funding.services.accounts.sign_in import Passwords
from funding.services.administration import load_programme, set_up_demo
from funding.services.administration.step_call import take_call_step
from funding.services.budget.confirm_funds import confirm_funds
from workflows.call import State, Trigger

Say = Callable[[str], None]
OPENING = datetime(2022, 5, 2, 6, 0, tzinfo=berlin.BERLIN)
# The day towards which the cases are played that wait for somebody, so that it is always the same.
NOWADAYS = datetime(2024, 11, 28, 11, 0, tzinfo=berlin.BERLIN)
CLOSING = datetime(2022, 9, 1, 6, 0, tzinfo=berlin.BERLIN)
GRANTED = "Koordinierungsstelle für den Kommunalen Präventionsrat im Göltzschtal"


def play_case_of_2022(say: Say) -> dict[str, Any]:
    """Set an empty database up, play everything, and return what happened as plain JSON.

    ``after_decision`` tells of the cases that are left where somebody has to act.
    """
    with moved_clock(OPENING):
        with transaction() as session:
            load_programme.load_programme(session)
            hashed = Passwords(cheap=True).hash(set_up_demo.PASSWORD)
            set_up_demo.add_demo_accounts(session, hashed)
        with transaction() as session:
            open_call_of_2022_if_missing(session)
        play_into_this_database(say)
    told = tell()
    calls = play_nowadays(say, NOWADAYS)
    return told | {"after_decision": [tell(code) for code in calls]}


def open_call_of_2022_if_missing(session: Session) -> None:
    """Open the call of 2022 as of its first day, if the database has none."""
    if session.scalar(select(Call.id).where(Call.code == "2022")) is not None:
        return
    with clock.reading(lambda: OPENING):
        call = set_up_demo.add_call_of_2022(session)
        confirm_funds(session, by_email(session, "haushalt@smi.example"), call.code)
        take_call_step(session, CLOCK, call.id, Trigger.OPEN, {}, replayed=True)


def close_call_of_2022() -> None:
    """Close the call of 2022 as of the day after its last, if it is still open."""
    with clock.reading(lambda: CLOSING), transaction() as session:
        call = session.scalars(select(Call).where(Call.code == "2022")).one()
        if call.state == State.OPEN:
            take_call_step(session, CLOCK, call.id, Trigger.CLOSE, {}, replayed=True)


def was_played() -> bool:
    """Tell whether the case is in this database already."""
    with reading() as session:
        found = session.scalar(select(Application.id).where(Application.title == GRANTED))
    return found is not None


def play_into_this_database(say: Say) -> None:
    """Play all five cases into the database this process is connected to."""
    with moved_clock(OPENING) as moved:
        _play(Story(moved, say))


def _play(story: Story) -> None:
    first, waiting = _play_four(story)
    main = _play_three_towns(story)
    _play_the_money(story, main, first, waiting)


def _play_four(story: Story) -> tuple[str, str]:
    # The envelope of "other" runs dry: one grant takes nearly all of it, the next has to wait.
    story.go(date(2022, 6, 7))
    first = story.apply("johanngeorgenstadt", "Nachtwanderer am Bahnhof", "other", 5_000_000)
    waiting = story.apply("eibenstock", "Streitschlichtung an der Oberschule", "other", 2_500_000)
    rejected = story.apply("floeha", "Beleuchtung eines Parkplatzes", "graffiti", 3_000_000)
    withdrawn = story.apply("frankenberg", "Aktionstag Sauberer Markt", "littering", 2_000_000)
    story.go(date(2022, 6, 14))
    for case in (first, waiting):
        story.review(case)
    story.go(date(2022, 6, 21))
    story.recommend(first)
    story.wait_for_money(waiting)
    story.approve(first, date(2022, 6, 23))
    story.go(date(2022, 6, 28))
    story.reject(rejected, "inadmissible", "Das Vorhaben ist investiv und nicht zuwendungsfähig.")
    story.withdraw(withdrawn, "Die Stadt führt den Aktionstag aus eigenen Mitteln durch.")
    story.go(date(2022, 7, 4))
    provide(story, first)
    retrieve_and_waive(story, "johanngeorgenstadt", first)
    story.notice(rejected, date(2022, 7, 4))
    return first, waiting


def _play_three_towns(story: Story) -> str:
    """Play the case of the three towns, after their agreement of 22 July 2022."""
    story.go(date(2022, 7, 25))
    main = story.apply_together(GRANTED)
    story.go(date(2022, 7, 29))
    story.claim(main)
    story.go(date(2022, 8, 1))
    story.ask(main, ["Bitte reichen Sie den Beschluss des Stadtrats Lengenfeld nach."])
    story.go(date(2022, 8, 9))
    story.answer(main, "Der Beschluss des Stadtrats Lengenfeld vom 4. Juli 2022 liegt bei.")
    story.go(date(2022, 8, 10))
    story.check_and_score(main)
    story.go(date(2022, 8, 16))
    story.recommend(main)
    story.approve(main, date(2022, 8, 18))
    story.notice(main, date(2022, 8, 22))
    return main


def _play_the_money(story: Story, main: str, first: str, waiting: str) -> None:
    story.go(date(2022, 10, 4))
    story.pay(main, 2_500_000)
    story.pay(first, 3_000_000)
    story.go(date(2022, 11, 28))
    use_all(story, main)  # the other town uses its money late and pays interest for it
    story.go(date(2023, 1, 2))
    story.reject(waiting, "no_money", "Im Haushaltsjahr 2022 sind keine Mittel frei geworden.")
    story.notice(waiting, date(2023, 1, 9))
    story.go(date(2023, 3, 15))
    for case in (main, first):
        story.report(case)
    story.go(date(2023, 4, 5))
    for case in (main, first):
        story.audit(case)
    story.go(date(2023, 4, 12))
    for case in (main, first):
        story.settle(case)
        story.pay_rest(case)
    ask_for_interest(story, first)
    story.go(date(2023, 5, 22))
    pay_interest(story, first)
    for case in (main, first):
        story.close(case)
    story.go(date(2023, 5, 22) + timedelta(days=1))
