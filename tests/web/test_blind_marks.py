"""Two people mark a case, each without knowing of the other's marks; there is no third."""

from __future__ import annotations

import re
from functools import partial

import pytest

from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.score_case import score_case
from funding.words.criteria import CRITERIA
from tests.away import away
from tests.services.attempts import OTHER
from tests.stages import REVIEWER, bring
from workflows.application import State
from workflows.core import StepRefused

SCORER = "zweitbewertung@smi.example"


def marks(points):
    return dict.fromkeys(CRITERIA, (points, "Nachvollziehbar dargelegt."))


@pytest.fixture
def half(play):
    """Bring a case to its assessment, of which the holder alone has finished the marks: 4,00."""
    reference = bring(play, State.SUBMITTED)
    play.claim(reference)
    # Everything of check_and_score but the second marks.
    acts, original = [], play.act
    play.act = lambda email, deed: acts.append(email) if email == SCORER else original(email, deed)
    play.check_and_score(reference)
    play.act = original
    assert acts == [SCORER]
    return reference


def points(page):
    text = " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())
    return "4,00" in text


PAGES = ("vorschlag", "bewertung", "")


@pytest.mark.parametrize("page", PAGES)
def test_who_is_to_give_the_second_marks_sees_nothing_of_the_first(half, as_, play, page):
    scorer, way = as_(SCORER), f"/vorgaenge/{half}/{page}".rstrip("/")
    assert not points(scorer.get(way).text)
    begin = partial(score_case, key=half, marks=marks(1))
    play.act(SCORER, lambda s, a: begin(s, a))
    assert not points(scorer.get(way).text), "marks that are only begun open nothing"


def test_whoever_has_finished_sees_both(half, as_, play):
    assert points(as_(REVIEWER).get(f"/vorgaenge/{half}/vorschlag").text)
    finish = partial(score_case, key=half, marks=marks(4), finish=True)
    play.act(SCORER, lambda s, a: finish(s, a))
    for page in PAGES:
        assert points(as_(SCORER).get(f"/vorgaenge/{half}/{page}".rstrip("/")).text)


def test_a_third_person_gives_no_marks_and_a_deputy_reads_those_that_are_there(half, as_, play):
    finish = partial(score_case, key=half, marks=marks(4), finish=True)
    play.act(SCORER, lambda s, a: finish(s, a))
    away(play, REVIEWER, OTHER)
    play.act(OTHER, lambda s, a: declare_bias(s, a, half, biased=False))
    before = play._read(half).points
    with pytest.raises(StepRefused) as refused:
        play.act(OTHER, lambda s, a: finish(s, a))
    assert [reason.code for reason in refused.value.reasons] == ["both_scored"]
    assert play._read(half).points == before
    deputy = as_(OTHER)
    assert points(deputy.get(f"/vorgaenge/{half}/vorschlag").text)
    assert "bleibt verborgen" not in deputy.get(f"/vorgaenge/{half}/bewertung").text
    main = deputy.get(f"/vorgaenge/{half}").text
    assert f'href="/vorgaenge/{half}/vorschlag"' in main


def test_where_one_of_the_two_turns_out_to_be_biased_another_gives_marks_again(half, play):
    finish = partial(score_case, key=half, marks=marks(4), finish=True)
    play.act(SCORER, lambda s, a: finish(s, a))
    play.act(SCORER, lambda s, a: declare_bias(s, a, half, biased=True, reason="Schwager"))
    play.act(OTHER, lambda s, a: finish(s, a))
    assert play._read(half).points == 400


def test_marks_that_differ_are_discussed_in_a_note_to_the_other_scorer(half, as_, play):
    office, way = as_(REVIEWER), f"/vorgaenge/{half}/bewertung"
    assert "Abweichungen besprechen" not in office.get(way).text
    finish = partial(score_case, key=half, marks=marks(1), finish=True)
    play.act(SCORER, lambda s, a: finish(s, a))
    assert f"/vorgaenge/{half}/notizen?anlass=bewertung" in office.get(way).text
    page = office.get(f"/vorgaenge/{half}/notizen?anlass=bewertung").text
    assert "weichen um zwei Punkte oder mehr ab: " in page
    assert "(4 / 1)" in page
    ticked = re.findall(
        r'<input[^>]*type="checkbox"[^>]*checked[^>]*>\s*(?:</?\w[^>]*>\s*)*([^<]+)', page
    )
    assert [name.strip() for name in ticked] == ["Zweitbewertung"]


def test_a_note_begins_with_no_marks_that_its_writer_may_not_see(half, as_, play):
    begin = partial(score_case, key=half, marks=marks(1))
    play.act(SCORER, lambda s, a: begin(s, a))
    page = as_(SCORER).get(f"/vorgaenge/{half}/notizen?anlass=bewertung").text
    assert "weichen um zwei Punkte" not in page
