"""How long a period is: the units of §§ 188, 189 BGB, and the days of a month that § 192 names."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import date
from typing import TypedDict

from funding.law.explanation import Explanation, in_english, written

MONTHS_A_YEAR = 12
MONTHS_A_HALF_YEAR = 6
MONTHS_A_QUARTER = 3
DAYS_A_HALF_MONTH = 15


class Units(TypedDict, total=False):
    """In which units a period may be told."""

    days: int
    weeks: int
    months: int
    years: int
    half_years: int
    quarters: int
    half_months: int


@dataclass(frozen=True, slots=True)
class Length:
    """The length of a period; half a year, a quarter and half a month are those of § 189 BGB."""

    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0
    half_years: int = 0
    quarters: int = 0
    half_months: int = 0

    def __post_init__(self) -> None:
        if min(astuple(self)) < 0:
            raise ValueError("the length of a period is not negative")

    @property
    def in_months(self) -> int:
        """Return what is counted by the number of the day: months and all that is made of them."""
        years = MONTHS_A_YEAR * self.years + MONTHS_A_HALF_YEAR * self.half_years
        return self.months + years + MONTHS_A_QUARTER * self.quarters

    @property
    def in_days(self) -> int:
        """Return what is counted in days; those of half a month come last (§ 189 Abs. 2 BGB)."""
        return self.days + 7 * self.weeks + DAYS_A_HALF_MONTH * self.half_months

    @property
    def only_days(self) -> bool:
        """Tell whether nothing but days is counted (§ 188 Abs. 1 BGB)."""
        return not (self.in_months or self.weeks or self.half_months)

    @property
    def fractions(self) -> bool:
        """Tell whether it is told in parts of years or months, which § 189 BGB explains."""
        return bool(self.half_years or self.quarters or self.half_months)


def add_months(day: date, months: int) -> date:
    """Add months; where the day is missing, the last day of the month (§ 188 Abs. 3 BGB)."""
    index = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_A_YEAR)
    last = last_of(year, month + 1)
    return date(year, month + 1, min(day.day, last))


def last_of(year: int, month: int) -> int:
    """Return the number of the last day of a month."""
    return calendar.monthrange(year, month)[1]


BEGINNING, MIDDLE, END = "beginning", "middle", "end"
PARTS: dict[str, tuple[str, str, Callable[[int, int], int]]] = {
    BEGINNING: ("Anfang des Monats ist der erste", "The beginning of a month is", lambda *_: 1),
    MIDDLE: ("Mitte des Monats ist der fünfzehnte", "The middle of a month is", lambda *_: 15),
    END: ("Ende des Monats ist der letzte", "The end of a month is", last_of),
}


def part_of_month(year: int, month: int, part: str) -> Explanation:
    """Say which day “beginning”, “middle” or “end” of a month means (§ 192 BGB)."""
    german, english, number = PARTS[part]
    day = date(year, month, number(year, month))
    return Explanation(
        f"{german} Tag: {written(day)}.", f"{english} {in_english(day)}.", "§ 192 BGB", day
    )
