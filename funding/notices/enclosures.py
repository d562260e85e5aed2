"""Which letter takes what along: the application on paper, dates for a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date
from typing import NamedTuple

from funding.models import Notice
from funding.notices.along import CALENDAR, Enclosure
from funding.notices.calendar import Entry, written
from funding.words.enclosures import CLAIM, COSIGN, DATES_FILE, DECISION
from funding.words.text import Text

# The town's own letter; that of a partner holds less than the application says of others.
WITH_APPLICATION = frozenset({"application_received"})


class Told(NamedTuple):
    """A day that a letter tells: the fact that holds it, its title, and whether it is a limit."""

    fact: str
    key: str
    title: Text
    limit: bool = False


COSIGN_BY = (Told("due", "cosign", COSIGN, limit=True),)
WITH_DATES: Mapping[str, tuple[Told, ...]] = {
    "application_received": (
        Told("claim_on", "claim", CLAIM),
        Told("decision_on", "decision", DECISION),
    ),
    "cosign_requested": COSIGN_BY,
    "cosign_again": COSIGN_BY,
    "cosign_contact": COSIGN_BY,
}


def dates_of(notice: Notice, base_url: str) -> Enclosure | None:
    """Make the calendar of a letter's dates; of the same notice always the same bytes.

    A date told anew has the id of the old one and a higher sequence, so that it moves.
    """
    facts, speech = notice.facts, notice.language
    reference = str(facts.get("reference", ""))
    entries = [
        Entry(
            f"case-{reference}-{told.key}",
            date.fromisoformat(facts[told.fact]),
            told.title.fill(speech, reference=reference),
            warned=told.limit,
        )
        for told in WITH_DATES.get(notice.kind, ())
        if facts.get(told.fact)
    ]
    # What the town itself promised moves with no other letter: it is its own day.
    entries += [
        Entry(f"case-{reference}-{kind}", date.fromisoformat(on), f"{word} ({reference})", True)
        for kind, word, on in facts.get("promised") or ()
        if notice.kind in WITH_DATES
    ]
    if not entries:
        return None
    at = notice.created_at.astimezone(UTC)
    url = f"{base_url}{facts.get('path', '/')}"
    content = written(entries, url, at, speech, sequence=int(at.timestamp()) // 60)
    return Enclosure(DATES_FILE.fill(speech, reference=reference), CALENDAR, content)
