"""The proof of use: written and handed in by the town, audited and settled by the office."""

from __future__ import annotations

from funding.web.reporting import (
    auditing,
    hearing,
    interest,
    interest_town,
    interim,
    interim_office,
    judging,
    proving,
    receipting,
    recovering,
    sampling,
    taking_back,
)
from funding.web.reporting.blueprint import pages

__all__ = [
    "auditing",
    "hearing",
    "interest",
    "interest_town",
    "interim",
    "interim_office",
    "judging",
    "pages",
    "proving",
    "receipting",
    "recovering",
    "sampling",
    "taking_back",
]
