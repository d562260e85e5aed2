"""Periods of the law: when they begin, when they end, and why, step by step."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from funding.law import workdays

DAY = timedelta(days=1)
MONTHS_A_YEAR = 12
FOUR_DAY_RULE_SINCE = date(2025, 1, 1)
POST, ELECTRONIC, PORTAL, MAILBOX, RECEIPT = "post", "electronic", "portal", "mailbox", "receipt"
CHANNELS = (POST, ELECTRONIC, PORTAL, MAILBOX, RECEIPT)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One step of a computation: what, on which paragraph, with which day as its result."""

    text: str
    basis: str
    date: date


@dataclass(frozen=True, slots=True)
class Period:
    """A computed period: its arithmetical end, its lawful end, and how they came about."""

    raw_end: date
    end: date
    steps: tuple[Explanation, ...]


def add_months(day: date, months: int) -> date:
    """Add months; where the day is missing, the last day of the month (§ 188 Abs. 3 BGB)."""
    index = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def end_of_period(  # noqa: PLR0913 - a period is told in any of these units
    event: date,
    *,
    days: int = 0,
    weeks: int = 0,
    months: int = 0,
    years: int = 0,
    inclusive: bool = False,
    fixed: bool = False,
    backwards: bool = False,
) -> Period:
    """Compute a period from an event: §§ 187-188, 193 BGB, § 31 VwVfG.

    ``inclusive``: the day of the event counts (§ 187 Abs. 2 BGB). ``fixed``: a day announced as
    fixed, or the end of a benefit, is not shifted (§ 31 Abs. 3 Satz 2, Abs. 4 VwVfG).
    ``backwards``: counted back from the event, and shifted to the working day before.
    """
    if min(days, weeks, months, years) < 0:
        raise ValueError("the length of a period is not negative")
    sign = -1 if backwards else 1
    whole = months + MONTHS_A_YEAR * years
    by_name = add_months(event, sign * whole)
    clamped = by_name.day != event.day
    raw = by_name + sign * timedelta(days=days, weeks=weeks)
    if inclusive and not clamped:
        raw -= sign * DAY
    beginning = _beginning(event, inclusive=inclusive, backwards=backwards)
    counted = _counted(raw, clamped=clamped, in_days=not (weeks or whole))
    end, shift = _lawful(raw, fixed=fixed, backwards=backwards)
    return Period(raw, end, (beginning, counted, *shift))


def _beginning(event: date, *, inclusive: bool, backwards: bool) -> Explanation:
    if inclusive:
        text = f"Der {_written(event)} zählt mit."
        return Explanation(text, "§ 187 Abs. 2 BGB", event)
    first = event - DAY if backwards else event + DAY
    text = f"Der Tag des Ereignisses ({_written(event)}) zählt nicht mit."
    return Explanation(text, "§ 187 Abs. 1 BGB", first)


def _counted(raw: date, *, clamped: bool, in_days: bool) -> Explanation:
    text = f"Rechnerisch endet die Frist am {_written(raw)}."
    if clamped:
        text = f"Den Tag gibt es in diesem Monat nicht, es gilt der letzte: {_written(raw)}."
        return Explanation(text, "§ 188 Abs. 3 BGB", raw)
    return Explanation(text, "§ 188 Abs. 1 BGB" if in_days else "§ 188 Abs. 2 BGB", raw)


def _lawful(raw: date, *, fixed: bool, backwards: bool) -> tuple[date, tuple[Explanation, ...]]:
    if workdays.is_working_day(raw):
        return raw, ()
    if fixed:
        text = f"Der {_written(raw)} ist fest bestimmt und verschiebt sich nicht."
        return raw, (Explanation(text, "§ 31 Abs. 3 Satz 2, Abs. 4 VwVfG", raw),)
    if backwards:
        end = workdays.previous_working_day(raw)
        text = f"{_fallen(raw)}; vorsichtshalber gilt der Werktag davor: {_written(end)}."
        return end, (Explanation(text, "§§ 187, 188 BGB, rückwärts gerechnet", end),)
    end = workdays.next_working_day(raw)
    text = f"{_fallen(raw)}; es gilt der nächste Werktag: {_written(end)}."
    return end, (Explanation(text, "§ 31 Abs. 3 Satz 1 VwVfG, § 193 BGB", end),)


def _fallen(raw: date) -> str:
    return f"Das Ende fällt auf {workdays.name_of(raw)}"


def _written(day: date) -> str:
    return f"{workdays.WEEKDAYS[day.weekday()]}, {day:%d.%m.%Y}"


def extended(
    old_end: date, *, days: int = 0, weeks: int = 0, months: int = 0, years: int = 0
) -> Period:
    """Extend a period: it runs on from the old lawful end (§ 190 BGB, § 31 Abs. 7 VwVfG)."""
    onwards = end_of_period(old_end, days=days, weeks=weeks, months=months, years=years)
    text = f"Die Verlängerung schließt an das bisherige Ende an ({_written(old_end)})."
    joint = Explanation(text, "§ 190 BGB, § 31 Abs. 7 VwVfG", old_end + DAY)
    return Period(onwards.raw_end, onwards.end, (joint, *onwards.steps[1:]))


def deemed_notified(  # noqa: PLR0913 - the values of the rule come with it
    sent_on: date,
    channel: str,
    *,
    switch_on: date = FOUR_DAY_RULE_SINCE,
    days_before: int = 3,
    days_after: int = 4,
    mailbox_days: int = 3,
) -> date:
    """Return the day on which a letter counts as notified; it is never shifted.

    ``sent_on`` is the day of posting or sending, for the portal that of retrieval, for the
    mailbox that of provision, for a receipt the day it names. Days are rule values.
    """
    days = days_after if sent_on >= switch_on else days_before
    return notification(sent_on, channel, days=days, mailbox_days=mailbox_days).date


def notification(sent_on: date, channel: str, *, days: int, mailbox_days: int = 3) -> Explanation:
    """Explain the day of notification, with its paragraph, for a fiction of so many days."""
    if channel in (POST, ELECTRONIC):
        text = f"Bekannt gegeben am {days}. Tag nach der Absendung, auch an einem freien Tag."
        return Explanation(text, "§ 41 Abs. 2 VwVfG", sent_on + timedelta(days=days))
    if channel == PORTAL:
        return Explanation(
            "Bekannt gegeben am Tag nach dem Abruf.", "§ 41 Abs. 2a VwVfG", sent_on + DAY
        )
    if channel == MAILBOX:
        text = f"Bekannt gegeben am {mailbox_days}. Tag nach der Bereitstellung im Postfach."
        return Explanation(text, "§ 9 OZG", sent_on + timedelta(days=mailbox_days))
    if channel == RECEIPT:
        text = "Bekannt gegeben am Tag, den das Empfangsbekenntnis nennt."
        return Explanation(text, "§ 5 VwZG", sent_on)
    raise ValueError(f"unknown channel {channel}")


def retrieval_ends(alerted_on: date, *, days: int = 10) -> date:
    """Return the last day on which a provided notice can be retrieved (§ 41 Abs. 2a VwVfG)."""
    return alerted_on + timedelta(days=days)


def final_on(remedy_ends: date, waived_on: date | None = None) -> date:
    """Return the first day on which a notice is final: the day of a waiver, else after the end."""
    ended = remedy_ends + DAY
    return ended if waived_on is None else min(waived_on, ended)
