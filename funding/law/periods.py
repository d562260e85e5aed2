"""Periods of the law: when they begin, when they end, and why, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, Unpack

from funding.law import berlin, workdays
from funding.law.appointments import benefit_end
from funding.law.explanation import Explanation, in_english, written
from funding.law.spans import Length, Units, add_months

DAY = timedelta(days=1)


class Statute(NamedTuple):
    """Which paragraphs rule the beginning of a period, and its end on a day off."""

    beginning: str
    shift: str


BY_LAW = Statute("§ 187 Abs. 1 BGB", "§ 31 Abs. 3 Satz 1 VwVfG, § 193 BGB")
BY_OFFICE = Statute("§ 31 Abs. 2 VwVfG", "§ 31 Abs. 3 Satz 1 VwVfG")
BEFORE_COURT = Statute(
    "§ 57 Abs. 2 VwGO, § 222 Abs. 1 ZPO, § 187 Abs. 1 BGB", "§ 57 Abs. 2 VwGO, § 222 Abs. 2 ZPO"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A computed period: its arithmetical end, its lawful end, and how they came about."""

    raw_end: date
    end: date
    steps: tuple[Explanation, ...]

    @property
    def over_at(self) -> datetime:
        """Return the instant at which it is over: 24:00 of its last day in Berlin."""
        return berlin.end_of_day(self.end)


def end_of_period(  # noqa: PLR0913 - the ways in which a period may be counted
    event: date,
    *,
    statute: Statute = BY_LAW,
    inclusive: bool = False,
    fixed: bool = False,
    benefit: bool = False,
    backwards: bool = False,
    **units: Unpack[Units],
) -> Period:
    """Compute a period from an event: §§ 187-189, 193 BGB, § 31 VwVfG.

    ``inclusive``: the day of the event counts (§ 187 Abs. 2 BGB). ``fixed``: the end was announced
    as a fixed day with reference to § 31 Abs. 3 Satz 2 VwVfG; ``benefit``: a benefit is granted
    until then (§ 31 Abs. 4); neither is shifted. ``backwards``: counted back from the event, and
    shifted to the working day before.
    """
    length, sign = Length(**units), -1 if backwards else 1
    by_number = add_months(event, sign * length.in_months)
    missing = by_number.day != event.day
    raw = by_number + sign * timedelta(days=length.in_days)
    if inclusive and not missing:
        raw -= sign * DAY
    steps = [_beginning(event, statute, inclusive=inclusive, backwards=backwards)]
    steps += _counted(length, raw, by_number if missing else None)
    end = raw
    if benefit:
        steps.append(benefit_end(raw))
    elif not workdays.is_working_day(raw):
        ended = _unshifted(raw) if fixed else _shifted(raw, statute, backwards=backwards)
        end = ended.date or raw
        steps.append(ended)
    return Period(raw, end, tuple(steps))


def _beginning(event: date, statute: Statute, *, inclusive: bool, backwards: bool) -> Explanation:
    if inclusive:
        return Explanation(
            f"Der {written(event)} zählt mit.",
            f"{in_english(event)} counts.",
            "§ 187 Abs. 2 BGB",
            event,
        )
    return Explanation(
        f"Der Tag des Ereignisses ({written(event)}) zählt nicht mit.",
        f"The day of the event ({in_english(event)}) does not count.",
        statute.beginning,
        event - DAY if backwards else event + DAY,
    )


def _counted(length: Length, raw: date, last_of_month: date | None) -> Iterator[Explanation]:
    if length.fractions:
        yield Explanation(
            "Ein halbes Jahr sind sechs Monate, ein Vierteljahr drei, ein halber Monat 15 Tage.",
            "Half a year is six months, a quarter three, half a month 15 days.",
            "§ 189 BGB",
            None,
        )
    if last_of_month:
        yield Explanation(
            f"Den Tag gibt es in diesem Monat nicht, es gilt der letzte: {written(last_of_month)}.",
            f"This month has no such day, so its last one counts: {in_english(last_of_month)}.",
            "§ 188 Abs. 3 BGB",
            last_of_month,
        )
    if raw != last_of_month:
        yield Explanation(
            f"Rechnerisch endet die Frist am {written(raw)}.",
            f"By arithmetic the period ends on {in_english(raw)}.",
            "§ 188 Abs. 1 BGB" if length.only_days else "§ 188 Abs. 2 BGB",
            raw,
        )


def _unshifted(raw: date) -> Explanation:
    return Explanation(
        f"Der {written(raw)} ist fest bestimmt und verschiebt sich nicht.",
        f"{in_english(raw)} is a fixed day and is not shifted.",
        "§ 31 Abs. 3 Satz 2 VwVfG",
        raw,
    )


def _shifted(raw: date, statute: Statute, *, backwards: bool) -> Explanation:
    german = f"Das Ende fällt auf {workdays.name_of(raw)}"
    english = f"The end falls on {workdays.name_of(raw, 'en')}"
    if backwards:
        end = workdays.previous_working_day(raw)
        return Explanation(
            f"{german}; vorsichtshalber gilt der Werktag davor: {written(end)}.",
            f"{english}; to be safe the working day before counts: {in_english(end)}.",
            "§§ 187, 188 BGB, rückwärts gerechnet",
            end,
        )
    end = workdays.next_working_day(raw)
    return Explanation(
        f"{german}; es gilt der nächste Werktag: {written(end)}.",
        f"{english}; the next working day counts: {in_english(end)}.",
        statute.shift,
        end,
    )


def set_by_office(notified: date, **units: Unpack[Units]) -> Period:
    """Compute a period that the office has set: it begins on the day after notification."""
    return end_of_period(notified, statute=BY_OFFICE, **units)


def extended(old_end: date, *, decided_on: date | None = None, **units: Unpack[Units]) -> Period:
    """Extend a period: it runs on from the old lawful end (§ 190 BGB, § 31 Abs. 7 VwVfG).

    Whoever decides when the old end has passed extends it for the past too, which § 31 Abs. 7
    Satz 2 allows; only periods that an authority has set can be extended.
    """
    onwards = end_of_period(old_end, statute=BY_OFFICE, **units)
    joint = [
        Explanation(
            f"Die Verlängerung schließt an das bisherige Ende an ({written(old_end)}).",
            f"The extension continues from the old end ({in_english(old_end)}).",
            "§ 190 BGB, § 31 Abs. 7 VwVfG",
            old_end + DAY,
        )
    ]
    if decided_on and decided_on > old_end:
        joint.append(
            Explanation(
                f"Die Frist war am {written(decided_on)} abgelaufen; sie wird rückwirkend länger.",
                f"On {in_english(decided_on)} the period was over; it is extended in retrospect.",
                "§ 31 Abs. 7 Satz 2 VwVfG",
                old_end,
            )
        )
    return Period(onwards.raw_end, onwards.end, (*joint, *onwards.steps[1:]))
