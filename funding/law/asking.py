"""What somebody asks to have computed: refused as ``Invalid`` where the law has no answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Unpack

from funding.errors import Fault, Invalid
from funding.law import workdays
from funding.law.explanation import Explanation
from funding.law.notifying import notification
from funding.law.periods import Period, end_of_period
from funding.law.remedies import remedy_period
from funding.law.sending import PAPERS, PORTAL, Fictions, Sending
from funding.law.spans import MONTHS_A_YEAR, Length, Units

MOST_YEARS = 100
DAYS_A_YEAR = 366


class Flags(NamedTuple):
    """How a period is counted, as ``end_of_period`` knows it."""

    inclusive: bool = False
    fixed: bool = False
    benefit: bool = False
    backwards: bool = False


def asked_period(event: date, flags: Flags, **units: Unpack[Units]) -> Period:
    """Compute a period; without a length, or where no holidays are known, it is ``Invalid``."""
    length = Length(**units)
    if not (length.in_days or length.in_months):
        raise Invalid(Fault("length", "length_missing"))
    if length.in_days > MOST_YEARS * DAYS_A_YEAR or length.in_months > MOST_YEARS * MONTHS_A_YEAR:
        raise Invalid(Fault("length", "length_too_long", {"most": MOST_YEARS}))
    found = end_of_period(event, **flags._asdict(), **units)
    demand_known(found.raw_end)
    return found


def demand_known(day: date) -> None:
    """Refuse an end in a year of which no holidays are known; it would never be shifted."""
    if not workdays.FIRST_KNOWN <= day.year <= workdays.LAST_KNOWN:
        known = {"first": workdays.FIRST_KNOWN, "last": workdays.LAST_KNOWN}
        raise Invalid(Fault("length", "end_unknown", {"end": day, **known}))


class Terms(NamedTuple):
    """The values of the rules by which a notification is computed."""

    fictions: Fictions
    months: int
    years: int


@dataclass(frozen=True, slots=True)
class Notified:
    """When a notice counts as notified and until when remedies can be filed; ``None``: never."""

    day: date | None
    month: Period | None
    year: Period | None
    steps: tuple[Explanation, ...]


def decisive_day(sent: Sending) -> date:
    """Return the day whose rules apply; a sending of which no day is known is ``Invalid``."""
    known = sent.posted
    if sent.channel == PORTAL:
        known = known or sent.retrieved
    if sent.channel in PAPERS:
        known = known or sent.received
    if known is None:
        raise Invalid(Fault("posted", "posted_missing"))
    return known


def asked_notification(sent: Sending, terms: Terms) -> Notified:
    """Compute the notification of a notice; days that cannot be so are ``Invalid``."""
    decisive_day(sent)
    faults = []
    if sent.retrieved and sent.channel != PORTAL:
        faults.append(Fault("retrieved", "retrieved_elsewhere"))
    if sent.received and sent.channel == PORTAL:
        faults.append(Fault("received", "received_from_portal"))
    for field, day in (("retrieved", sent.retrieved), ("received", sent.received)):
        if day and sent.posted and day < sent.posted:
            faults.append(Fault(field, "before_sending", {"posted": sent.posted}))
    if faults:
        raise Invalid(*faults)
    found = notification(sent, terms.fictions)
    if found.day is None:
        return Notified(None, None, None, found.steps)
    remedy = remedy_period(found.day, months=terms.months, years=terms.years)
    demand_known(remedy.year.raw_end)
    return Notified(found.day, remedy.month, remedy.year, (*found.steps, *remedy.steps))
