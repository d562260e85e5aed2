"""Two versions of an application: what the answers to requests have changed."""

from __future__ import annotations

import re

import pytest

from tests.stages import EDITOR, REVIEWER, bring
from workflows.application import State

QUESTION = "a4.kurz: Bitte genauer."
SECOND, THIRD = (f"{n}: Verwaltung, Polizei, Schulen und Vereine beugen vor. " * 4 for n in "23")


def page(as_, reference, **asked):
    answer = as_(REVIEWER).get(f"/vorgaenge/{reference}/fassungen", query_string=asked)
    assert answer.status_code == 200
    return answer.text


def differing(text):
    return [
        (old.strip(), new.strip())
        for old, new in re.findall(r"<del>(.*?)</del>\s*<ins>(.*?)</ins>", text, re.DOTALL)
    ]


def answer(as_, reference, text):
    way = f"/antraege/{reference}/nachforderung"
    sent = {"value_0": text, "items-0-answer": "", "aktion": "senden"}
    assert as_(EDITOR).send(way, sent).status_code == 303


@pytest.fixture
def reference(play):
    return bring(play, State.IN_CHECK)


def test_an_application_without_answers_has_one_version(reference, as_):
    assert "Es gibt nur eine Fassung" in page(as_, reference)


def test_each_answer_makes_a_version_and_any_two_are_compared(reference, play, as_):
    for text in (SECOND, THIRD):
        play.ask(reference, [QUESTION])
        answer(as_, reference, text)
    [(first, _third)] = differing(page(as_, reference))
    assert differing(page(as_, reference)) == [(first, THIRD.strip())]
    assert differing(page(as_, reference, von=1, bis=2)) == [(first, SECOND.strip())]
    assert differing(page(as_, reference, von=3, bis=2)) == [(SECOND.strip(), THIRD.strip())]
    assert "Keine Unterschiede" in page(as_, reference, von=2, bis=2)


def test_what_was_changed_back_is_no_difference(reference, play, as_):
    play.ask(reference, [QUESTION])
    answer(as_, reference, SECOND)
    [(first, _second)] = differing(page(as_, reference))
    play.ask(reference, [QUESTION])
    answer(as_, reference, first)
    assert differing(page(as_, reference)) == []
    assert len(differing(page(as_, reference, von=2, bis=3))) == 1


def test_numbers_that_mean_nothing_show_the_whole_way(reference, as_):
    for odd in ("x", "99999999999999999999", "-1", "²"):
        assert "Es gibt nur eine Fassung" in page(as_, reference, von=odd, bis=odd)


def test_the_town_has_no_such_page(reference, as_):
    assert as_(EDITOR).get(f"/vorgaenge/{reference}/fassungen").status_code == 404


def test_answers_in_words_stand_beside_what_differs(reference, play, as_):
    play.ask(reference, ["Bitte den Beschluss des Stadtrats nachreichen."])
    play.answer(reference, "Der Beschluss folgt am Montag.")
    text = page(as_, reference)
    assert "Kein Eintrag des Formulars hat sich geändert." in text
    assert "Keine Unterschiede" not in text
    for told in (
        "Bitte den Beschluss des Stadtrats nachreichen.",
        "Der Beschluss folgt am Montag.",
    ):
        assert told in text
    assert "Der Beschluss folgt" not in page(as_, reference, von=2, bis=2)
