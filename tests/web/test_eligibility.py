"""Whether an application is likely is told before signing in, with reasons and what cures them."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import chain

import pytest
from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.db.base import Base
from funding.models import RuleValue
from funding.words.eligibility import QUESTIONS, barriers

PATH = "/foerderung/2022/pruefen"
FINE = {
    code: next(key for key, answer in question.answers.items() if answer.barrier is None)
    for code, question in QUESTIONS.items()
}
WRONG = list(
    chain.from_iterable(
        [(code, key) for key, answer in question.answers.items() if answer.barrier]
        for code, question in QUESTIONS.items()
    )
)


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def result(browser, answers):
    return browser.send(PATH, answers)


def test_six_questions_stand_before_the_sign_in(play, browser):
    assert len(QUESTIONS) == 6
    for path in ("/", "/foerderung/2022"):
        assert f'href="{PATH}"' in browser.get(path).text
    page = main(browser.get(PATH))
    assert page.count("?") >= 6
    assert "{" not in page
    assert "mehr als 10.000 €" in page


def test_good_answers_lead_to_an_application(play, browser):
    answer = result(browser, FINE)
    assert answer.status_code == 200
    assert "Ein Antrag ist voraussichtlich möglich." in main(answer)
    assert 'href="/antraege/neu"' in answer.text


@pytest.mark.parametrize(("code", "key"), WRONG)
def test_each_wrong_answer_gets_its_reason_and_its_cure(play, browser, code, key):
    answer = result(browser, FINE | {code: key})
    page = main(answer)
    assert "Es fehlt 1 Voraussetzung." in page
    barrier = QUESTIONS[code].answers[key].barrier
    for text in (barrier.reason, barrier.cure):
        assert text.de.format(rate=90, share=10, floor="10.000 €") in page
    assert f'href="#{code}"' in answer.text
    assert 'href="/antraege/neu"' not in answer.text.partition("<main")[2]


def test_what_is_missing_is_counted_and_what_is_met_is_named(play, browser):
    page = main(result(browser, FINE | {"place": "no", "begun": "yes"}))
    assert "Es fehlen 2 Voraussetzungen." in page
    assert re.search(r"Erfüllt: Antragsberechtigt, Beratung, Keine Investition, Eigenanteil", page)


@pytest.mark.parametrize("answers", [{}, FINE | {"place": "mond"}, FINE | {"begun": ""}])
def test_an_answer_that_is_missing_or_made_up_is_asked_for_again(play, browser, answers):
    answer = result(browser, answers)
    assert answer.status_code == 422
    assert "Wählen Sie eine Antwort aus." in answer.text
    assert "voraussichtlich" not in answer.text


def test_a_call_that_is_over_says_so_and_leads_nowhere(play, browser):
    play.moved.instant += timedelta(days=400)
    answer = result(browser, FINE)
    assert "nimmt zurzeit keine Anträge an" in main(answer)
    assert 'href="/antraege/neu"' not in answer.text.partition("<main")[2]


def test_nothing_of_it_is_stored(play, browser):
    def rows():
        with reading() as session:
            tables = Base.metadata.sorted_tables
            return [session.scalar(select(func.count()).select_from(table)) for table in tables]

    before = rows()
    answer = result(browser, FINE | {"place": "no"})
    assert rows() == before
    assert "no-store" in answer.headers["Cache-Control"]


def test_both_languages_are_complete(play, browser):
    browser.get("/sprache/en")
    page = main(result(browser, FINE | {"money": "small"}))
    assert "1 condition is missing" in page
    assert "Grants of €10,000 or less" in page


def test_no_barrier_stands_alone_for_a_question_without_a_good_answer():
    assert barriers(FINE) == {}
    assert set(FINE) == set(QUESTIONS)


def test_every_kind_of_body_that_may_apply_is_offered(play, browser):
    page = main(browser.get(PATH))
    for kind in ("Landkreis", "Eigenbetrieb", "Verwaltungsverband", "Zweckverband"):
        assert kind in page
    answer = result(browser, FINE | {"applicant": "association"})
    assert "voraussichtlich möglich" in main(answer)
    home = main(browser.get("/"))
    assert "Gemeinden, Landkreise, Verwaltungsverbände und Eigenbetriebe in Sachsen" in home


@pytest.mark.parametrize("allowed", [0, 1])
def test_a_special_purpose_association_may_apply_where_the_rule_says_so(play, browser, allowed):
    with transaction() as session:
        key = RuleValue.key == "special_purpose_allowed"
        session.execute(update(RuleValue).where(key).values(value=allowed))
    page = main(result(browser, FINE | {"applicant": "special_purpose"}))
    assert ("voraussichtlich möglich" in page) == bool(allowed)
    assert ("Zweckverbände sind in diesem Förderaufruf nicht" in page) != bool(allowed)
    assert ("Zweckverbände" in main(browser.get("/"))) == bool(allowed)
