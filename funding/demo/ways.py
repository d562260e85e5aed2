"""Cases after their decision, each left where somebody has to act: the ways that are not straight.

They are decided in August of the call's year; what they are left with happens in the days before
today, so that no deadline has run out when people look at them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from funding.demo import at_stake
from funding.demo.asking import (
    ask_for_a_shift,
    hand_in_and_accept,
    hand_in_interim_proof,
    take_up_interim,
)
from funding.demo.interest import propose_interest, use_all
from funding.demo.story import REVIEWER, Story
from funding.law import berlin, workdays
from funding.law.notifying import deemed_notified
from workflows.application import Trigger as T

FIRST, SECOND = "entscheidung1@smi.example", "entscheidung2@smi.example"
# From this day on a proof of use that was due on 30 June can be said to be missing.
SEASON = (9, 10)
PAID, PART = 2_000_000, 1_500_000  # cents
Deed = Callable[[], None]
Plan = list[tuple[date, Deed]]


@dataclass(frozen=True, slots=True)
class Way:
    """A case that shows one way: who applies, what is paid in its first year, and what it shows."""

    town: str
    title: str
    field: str
    grant_cents: int
    paid_cents: int
    shows: str
    lasts: bool = False


HEARD = Way(
    *("floeha", "Streetwork am Busbahnhof", "violence", PAID, PAID),
    "less spent than paid; the town was heard and has commented",
)
DEFERRED = Way(
    *("frankenberg", "Müllpaten an der Zschopau", "littering", PAID, PAID),
    "money is reclaimed; a part came back, the rest is deferred",
)
MISSING = Way(
    *("eibenstock", "Graffitiwerkstatt in der Alten Schule", "graffiti", PAID, PAID // 2),
    "no proof of use came; reminder, threat, and the town is heard about revocation",
)
INTERIM = Way(
    *("johanngeorgenstadt", "Mobile Jugendarbeit im Grenzraum", "violence", 3_000_000, 0),
    "its interim proof came late and is looked through",
    lasts=True,
)
SHIFTED = Way(
    *("lengenfeld", "Suchtprävention an den Schulen", "drugs", 3_000_000, 0),
    "its interim proof is accepted, and the town asks for a shift in its plan",
    lasts=True,
)
INTEREST = Way(
    *("rodewisch", "Beratungsstelle gegen Extremismus", "extremism", 3_000_000, PART),
    "money was used late; the town is heard about interest",
)
REDONE = Way(
    *("auerbach-vogtland", "Sicherheitskonferenz im Vogtland", "coordination", PAID, PAID // 2),
    "a court has set its final notice aside; it is audited anew",
)
TAKEN_BACK = Way(
    *("floeha", "Nachbarschaftslotsen in der Südvorstadt", "coordination", 3_000_000, 1_200_000),
    "money went elsewhere; its notice is revoked as a whole and what was paid reclaimed",
    lasts=True,
)
WAYS = (HEARD, DEFERRED, MISSING, INTERIM, SHIFTED, INTEREST, REDONE, TAKEN_BACK)


def year_of(today: date) -> int:
    """Return the budget year of a call whose missing proofs can be heard about by a day."""
    return today.year - (1 if (today.month, today.day) >= SEASON else 2)


def opening_of(year: int) -> datetime:
    """Return when the call of these cases opens, of which a month is enough."""
    return berlin.start_of_day(date(year, 8, 1))


def play_ways(story: Story, today: date) -> None:
    """Play all of them up to the day before today; the clock stands where their call opens."""
    year = int(story.call)
    references = _granted(story, year)
    plan = [*_first_year(story, references, year), *_audited(story, references, year)]
    plan += [*_interims(story, references, year, today), *_these_days(story, references, today)]
    for day, deed in sorted(plan, key=lambda planned: planned[0]):
        working = workdays.next_working_day(day)
        if working > story.today:
            story.go(working)
        deed()
    for way, reference in references.items():
        story.say(f"  {reference}: {way.shows}")


def _granted(story: Story, year: int) -> dict[Way, str]:
    """Let every town apply, and two people approve each case; the notices go out by post."""
    story.go(workdays.next_working_day(date(year, 8, 3)))
    ends = date(year + 2, 8, 31)
    references = {
        way: story.apply(
            way.town, way.title, way.field, way.grant_cents, until=ends if way.lasts else None
        )
        for way in WAYS
    }
    story.go(workdays.next_working_day(date(year, 8, 10)))
    for reference in references.values():
        story.review(reference)
        story.recommend(reference)
    for email, trigger in ((FIRST, T.APPROVE_FIRST), (SECOND, T.APPROVE_SECOND)):
        story.go(workdays.add_working_days(story.today, 1))
        for reference in references.values():
            story.step(email, reference, trigger)
    issued = workdays.add_working_days(story.today, 1)
    notified = deemed_notified(issued, "post")
    story.go(workdays.next_working_day(notified))
    dates = {"issued_on": issued, "notified_on": notified}
    for reference in references.values():
        way = {"channel": "post", "evidence": "Postausgangsbuch"}
        story.step(REVIEWER, reference, T.RECORD_NOTICE, **dates, **way)
    return references


def _first_year(story: Story, references: dict[Way, str], year: int) -> Plan:
    """Pay the towns, and let all but one use it in time."""
    paid = {way: reference for way, reference in references.items() if way.paid_cents}
    plan: Plan = [
        (date(year, 10, 5), partial(story.pay, reference, way.paid_cents))
        for way, reference in paid.items()
    ]
    return plan + [
        (date(year, 11, 28), partial(use_all, story, reference))
        for way, reference in paid.items()
        if way != INTEREST
    ]


def _audited(story: Story, references: dict[Way, str], year: int) -> Plan:
    """Let four towns report in March; three proofs are audited in April, and two settled."""
    reported = [references[way] for way in (HEARD, DEFERRED, INTEREST, REDONE)]
    deferred, redone = references[DEFERRED], references[REDONE]
    until = date(year + 2, 11, 30)
    march, april, later = date(year + 1, 3, 15), date(year + 1, 4, 5), date(year + 1, 4, 19)
    return [
        *((march, partial(story.report, reference)) for reference in reported),
        (april, partial(at_stake.hear_of_overpayment, story, deferred)),
        (april, partial(story.audit, references[INTEREST])),
        (april, partial(story.audit, redone)),
        (april + timedelta(days=7), partial(at_stake.comment, story, deferred)),
        (later, partial(story.audit, deferred)),
        (later, partial(at_stake.settle_with_recovery, story, deferred)),
        (later, partial(story.settle, references[INTEREST])),
        (later, partial(story.settle, redone)),
        (date(year + 1, 5, 10), partial(at_stake.go_to_court, story, redone)),
        (date(year + 1, 5, 31), partial(at_stake.pay_a_part_and_defer, story, deferred, until)),
    ]


def _interims(story: Story, references: dict[Way, str], year: int, today: date) -> Plan:
    """Let interim proofs come in time, but one: the last that is owed of a case."""
    late = (today - timedelta(days=8)).year - 1
    stops = {TAKEN_BACK: _before(today, 75), SHIFTED: today, INTERIM: date(late + 1, 1, 1)}
    plan: Plan = []
    for way, stop in stops.items():
        for owed in (year, year + 1):
            day = date(owed + 1, 4, 20)
            if day < stop:
                plan.append((day, partial(hand_in_and_accept, story, references[way], owed)))
    plan.append(
        (_before(today, 8), partial(hand_in_interim_proof, story, references[INTERIM], late))
    )
    plan.append((_before(today, 5), partial(take_up_interim, story, references[INTERIM], late)))
    return plan


def _these_days(story: Story, references: dict[Way, str], today: date) -> Plan:
    """Let the rest happen shortly before today, so that it is still open."""
    taken_back, redone = references[TAKEN_BACK], references[REDONE]
    return [
        (_before(today, 75), partial(at_stake.take_back, story, taken_back)),
        (_before(today, 60), partial(at_stake.comment, story, taken_back)),
        (_before(today, 52), partial(at_stake.revoke, story, taken_back)),
        (_before(today, 45), partial(at_stake.settle_with_recovery, story, taken_back)),
        (_before(today, 24), partial(at_stake.hear_of_overpayment, story, references[HEARD])),
        (_before(today, 12), partial(at_stake.lose_in_court, story, redone)),
        (_before(today, 10), partial(at_stake.hear_of_missing_proof, story, references[MISSING])),
        (_before(today, 8), partial(at_stake.redo, story, redone)),
        (_before(today, 6), partial(at_stake.comment, story, references[HEARD])),
        (_before(today, 6), partial(propose_interest, story, references[INTEREST])),
        (_before(today, 5), partial(ask_for_a_shift, story, references[SHIFTED])),
    ]


def _before(today: date, days: int) -> date:
    return workdays.previous_working_day(today - timedelta(days=days))
