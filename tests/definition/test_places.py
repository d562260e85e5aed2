"""What a public key means, and what an answer about it may fill in anew."""

from __future__ import annotations

import pytest

from funding.definition import definition
from funding.definition.places import place_of

FORM = definition(1)


@pytest.mark.parametrize(
    ("key", "mended"),
    [
        ("a4.kurz", True),
        ("a7.pos[2].betrag", True),
        ("a8.dritte[1].geber", True),
        # Signed by the partner, decides on the money, looked up, signed, or no field at all.
        ("a2.partner[1].anteil", False),
        ("a4.hauptfeld", False),
        ("a2.partner[1].kommune", False),
        ("a12.correct", False),
        ("a7.pos[2]", False),
        ("a11.ratsbeschluss", False),
        ("a7.pos[0].betrag", False),
    ],
)
def test_what_an_answer_may_fill_in_anew(key, mended):
    place = place_of(FORM, key)
    assert (place is not None and place.mended is not None) == mended
