"""Whose sign-in runs out while a form is filled in gets back what was typed, and nobody else."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import func, select

from funding.db import reading
from funding.models import ParkedInput
from funding.services.accounts.park import MOST_FORMS, MOST_LETTERS
from funding.tasks.tick import tick
from tests.stages import EDITOR, SIGNATORY, bring
from workflows.application import State

PATH = "/antraege/{}/abschnitt/project"
TEXT = "Ein langer <b>Text</b> über\ndas Vorhaben"
PASSWORD = "praevention-2022"


@pytest.fixture
def late(play, as_, moved):
    """Send a form after nine hours; return the browser, the path and the answer."""
    path = PATH.format(bring(play, State.DRAFT))
    town = as_(EDITOR)
    data = town.fields(path) | {"summary": TEXT, "aktion": "spaeter"}
    moved.instant += timedelta(hours=9)
    return town, path, town.post(path, data=data)


def hidden(page):
    pairs = re.findall(r'type="hidden"[^>]*?name="([^"]*)"[^>]*?value="([^"]*)"', page)
    return {name: unescape(value) for name, value in pairs}


def sign_in(browser, answer, email=EDITOR, password=PASSWORD):
    main = answer.text.partition("<main")[2]
    action = unescape(re.search(r'action="([^"]+)"', main)[1])
    # The field of the token has its value after its type.
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', main)[1]
    data = hidden(main) | {"csrf_token": token, "email": email, "password": password}
    return browser.post(action, data=data)


def given_back(browser, answer):
    """Follow the sign-in to the page that gives back what was typed."""
    path = "/konto/eingaben"
    assert answer is None or answer.location == path
    return browser.get(path)


def send(browser, answer):
    main = answer.text.partition("<main")[2]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', main)[1]
    action = unescape(re.search(r'action="([^"]+)"', main)[1])
    return browser.post(action, data=hidden(main) | {"csrf_token": token})


def parked():
    with reading() as session:
        return session.scalar(select(func.count()).select_from(ParkedInput))


def test_the_page_says_that_nothing_is_lost_and_shows_nothing_of_it(late):
    _town, path, answer = late
    assert answer.status_code == 401
    assert "Ihre Anmeldung ist abgelaufen" in answer.text
    assert "geht nicht verloren" in answer.text
    assert "Ein langer" not in answer.text
    assert f"weiter={path}" in answer.text


def test_after_signing_in_it_is_given_back_and_saved_by_one_click(late):
    town, path, answer = late
    back = given_back(town, sign_in(town, answer))
    assert given_back(town, None).text.count("noch da") == back.text.count("noch da") > 0
    assert send(town, back).location == path.partition("/abschnitt")[0]
    assert "Ein langer &lt;b&gt;Text&lt;/b&gt; über" in town.get(path).text


def test_the_page_that_gives_it_back_names_page_and_text(late):
    town, path, answer = late
    back = given_back(town, sign_in(town, answer)).text
    assert f"({path.split('/')[2]})" in back
    assert '<dt>Kurzbeschreibung</dt><dd class="fp-typed">Ein langer' in back


def test_a_wrong_password_keeps_it(late):
    town, _path, answer = late
    wrong = sign_in(town, answer, password="falsch")
    assert wrong.status_code == 422
    assert "sind noch da" in given_back(town, sign_in(town, wrong)).text


def test_another_person_gets_nothing_of_it(late):
    town, path, answer = late
    assert sign_in(town, answer, email=SIGNATORY).location == path
    assert given_back(town, None).location == "/antraege"
    assert parked() == 1


def test_it_is_given_back_only_for_half_an_hour(late, moved):
    town, path, answer = late
    moved.instant += timedelta(minutes=31)
    assert sign_in(town, answer).location == path
    assert given_back(town, None).location == "/antraege"
    tick()
    assert parked() == 0


def test_what_was_changed_meanwhile_is_shown_beside_it(late, as_):
    town, path, answer = late
    colleague = as_(SIGNATORY)
    colleague.send(path, {"summary": "Inzwischen geändert", "aktion": "spaeter"})
    merged = send(town, given_back(town, sign_in(town, answer)))
    assert merged.status_code == 409
    for text in ("Inzwischen geändert", "Ein langer"):
        assert text in merged.text


def test_every_form_that_comes_too_late_is_kept(late):
    town, path, _answer = late
    data = {"csrf_token": town.token(), "summary": "Aus dem zweiten Fenster"}
    assert town.post(path, data=data).status_code == 401
    assert parked() == 2


def test_who_leaves_after_the_end_has_nothing_to_come_back_for(as_, moved):
    town = as_(EDITOR)
    token = town.token("/konto")
    moved.instant += timedelta(hours=9)
    assert town.post("/abmelden", data={"csrf_token": token}).location == "/abgemeldet"
    assert parked() == 0


def test_passwords_are_not_kept(play, as_, moved):
    reference = bring(play, State.DRAFT)
    town = as_(SIGNATORY)
    path = f"/antraege/{reference}/einreichen"
    data = town.form(1) | {"password": PASSWORD}
    moved.instant += timedelta(hours=9)
    assert town.post(path, data=data).status_code == 401
    with reading() as session:
        kept = session.scalars(select(ParkedInput)).one()
    assert PASSWORD not in str(kept.content)
    assert "csrf_token" not in str(kept.content)


@pytest.mark.parametrize("length", [400, 1_000])
def test_an_address_longer_than_any_of_ours_is_no_trouble(story, as_, moved, length):
    town = as_(EDITOR)
    data = {"csrf_token": town.token("/konto"), "summary": TEXT}
    moved.instant += timedelta(hours=9)
    answer = town.post(PATH.format("x" * length), data=data)
    assert answer.status_code == 401
    assert parked() == 0


def test_a_stranger_who_sends_a_form_is_sent_to_the_sign_in(browser, play):
    path = PATH.format(bring(play, State.DRAFT))
    data = {"csrf_token": browser.token(), "summary": "Text"}
    answer = browser.post(path, data=data)
    assert answer.location == f"/anmelden?weiter={path}"
    assert parked() == 0


def test_what_was_typed_is_parked_and_given_back_on_both_databases(story, as_, moved):
    path = PATH.format(bring(story, State.DRAFT))
    town = as_(EDITOR)
    data = town.fields(path) | {"summary": TEXT, "aktion": "spaeter"}
    moved.instant += timedelta(hours=9)
    back = given_back(town, sign_in(town, town.post(path, data=data)))
    assert send(town, back).status_code == 303
    quiet = town.post(f"{path}/entwurf", data=town.fields(path) | {"summary": "Danach"})
    assert quiet.status_code == 200


def test_of_many_forms_the_newest_are_kept_and_of_others_none_is_lost(late, as_, moved):
    town, path, _answer = late
    other = as_(SIGNATORY)
    foreign = other.form(1) | {"summary": "Fremd"}
    moved.instant += timedelta(hours=9)
    assert other.post(path, data=foreign).status_code == 401
    for number in range(MOST_FORMS + 3):
        moved.instant += timedelta(seconds=1)
        data = {"csrf_token": town.token(), "summary": f"Fenster {number}"}
        assert town.post(path, data=data).status_code == 401
    with reading() as session:
        kept = [str(one.content) for one in session.scalars(select(ParkedInput))]
    assert sum("Fenster" in one for one in kept) == MOST_FORMS
    assert any(f"Fenster {MOST_FORMS + 2}" in one for one in kept)
    assert not any("'Fenster 2'" in one for one in kept)
    assert any("Fremd" in one for one in kept)


def test_what_is_too_long_to_be_kept_is_said_with_what_to_do(late):
    town, path, _answer = late
    data = {"csrf_token": town.token(), "summary": "x" * (MOST_LETTERS + 1)}
    answer = town.post(path, data=data)
    assert answer.status_code == 401
    assert "zu lang, um hier aufbewahrt zu werden" in answer.text
    assert "geht nicht verloren" not in answer.text
    assert parked() == 1
