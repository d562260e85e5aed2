"""A letter says what goes along with it, and where to find what could not."""

from __future__ import annotations

import pytest

from funding.notices.along import CALENDAR, PDF, Along, Enclosure
from funding.notices.enclosures import WITH_APPLICATION, WITH_DATES
from funding.notices.letters import write
from tests.notices.test_letters_exist import BASE, FULL, GAPS

DATES = Enclosure("Termine-KP-1.ics", CALENDAR, b"")
PAPER = Enclosure("Antrag-KP-1.pdf", PDF, b"")
FAILED = {"de": "nicht", "en": "could not attach"}


def text(kind, language, along):
    return write(kind, language, "Kim Beispiel", FULL, BASE, along).text


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", sorted(WITH_DATES))
def test_a_letter_names_its_calendar_or_says_that_it_is_missing(kind, language):
    nothing = text(kind, language, Along())
    named = text(kind, language, Along((DATES,)))
    failed = text(kind, language, Along(failed=frozenset({CALENDAR})))
    assert f"({DATES.name})" in named
    assert DATES.name not in nothing + failed
    assert FAILED[language] in failed.replace(nothing, "")
    assert len({nothing, named, failed}) == 3


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", sorted(WITH_APPLICATION))
def test_a_letter_without_its_pdf_says_where_it_is(kind, language):
    ways = {
        "both": Along((PAPER, DATES)),
        "alone": Along((PAPER,)),
        "failed": Along((DATES,), frozenset({PDF})),
        "neither": Along((), frozenset({PDF, CALENDAR})),
        "withheld": Along((DATES,), withheld=True),
    }
    texts = {way: text(kind, language, along) for way, along in ways.items()}
    assert len(set(texts.values())) == len(ways)
    for way, written in texts.items():
        assert (f"({PAPER.name})" in written) == (way in ("both", "alone"))
        assert ("/antrag.pdf\n" in written) == (way in ("failed", "neither", "withheld"))
        assert not GAPS.search(written)
