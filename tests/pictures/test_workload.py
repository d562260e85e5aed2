"""How much each person has to do, in a picture and in a sentence."""

from __future__ import annotations

import pytest

from funding.pictures.workload import Load, workload_picture


@pytest.mark.parametrize(
    ("loads", "sentence"),
    [
        ([Load("A", 0, 0, 0), Load("B", 0, 0, 0)], "Zurzeit bearbeitet niemand"),
        ([Load("A", 1, 0, 0), Load("B", 1, 2, 3)], "am meisten B mit 6."),
        ([Load("A", 1, 2, 3)], "A bearbeitet 6 offene Vorgänge."),
    ],
)
def test_the_sentence_says_who_has_most_and_nothing_of_nought(loads, sentence):
    picture = workload_picture(loads, "de")
    assert sentence in picture.sentence
    assert picture.foot[-1] == str(sum(one.held for one in loads))
