"""How a computation explains itself: sentences in both languages, each with its paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
ENGLISH_WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One step of a computation: what, on which paragraph, with which day as its result.

    The floor of the law knows no words of the house, so that a step carries its sentence in both
    languages itself; the paragraph is cited as the statute is, in German.
    """

    text: str
    english: str
    basis: str
    date: date | None

    def in_(self, language: str) -> str:
        """Return the sentence in a language; whatever is not English is German."""
        return self.english if language == "en" else self.text


def written(day: date) -> str:
    """Write a day as an office does: „Dienstag, 22.04.2025“."""
    return f"{WEEKDAYS[day.weekday()]}, {day:%d.%m.%Y}"


def in_english(day: date) -> str:
    """Write a day in English: “Tuesday, 22 April 2025”."""
    return (
        f"{ENGLISH_WEEKDAYS[day.weekday()]}, {day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"
    )
