"""Fronleichnam: a holiday in a few places of the Sorbian Upper Lusatia, and nowhere else in Saxony.

It matters for a visit or a meeting on the spot. It never moves the end of a period: that ends where
the act is done, at the seat of an authority or a court, and none sits in one of these places.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays

# By municipality key; the parts of the municipality that keep it, or "" where all of it does.
# Fronleichnamsverordnung of 4 May 1993.
PLACES: dict[str, str] = {
    "14625020": "Bolbritz, Salzenforst",
    "14625080": "",
    "14625150": "Prischwitz",
    "14625160": "Sdier",
    "14625240": "Dörgenhausen",
    "14625280": "ohne Wartha",
    "14625350": "",
    "14625360": "Neschwitz, Saritsch",
    "14625440": "",
    "14625460": "",
    "14625470": "",
    "14625490": "",
    "14625500": "",
    "14625640": "",
}


@cache
def corpus_christi(year: int) -> date:
    """Return the day of Fronleichnam in a year."""
    [day] = holidays.country_holidays("DE", subdiv="SN", years=year, categories=("catholic",))
    return day


def is_kept(day: date, municipality_key: str) -> bool:
    """Tell whether a day is Fronleichnam in a municipality, or in a part of it."""
    return municipality_key in PLACES and day == corpus_christi(day.year)
