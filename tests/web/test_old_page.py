"""A page from before a new sign-in in another window: what was typed is given back, to be sent anew."""

from __future__ import annotations

import re

import pytest

from tests.stages import EDITOR, SIGNATORY, bring
from tests.web.test_session_over import PASSWORD, PATH, TEXT, send
from workflows.application import State

OURS = {"Origin": "http://localhost"}
OFFER = "Eingaben jetzt senden"


@pytest.fixture
def old(play, as_):
    """Open a page, and sign in anew in another window of the same browser."""
    path = PATH.format(bring(play, State.DRAFT))
    town = as_(EDITOR)
    data = town.fields(path) | {"summary": TEXT, "aktion": "spaeter"}
    town.post("/abmelden", data={"csrf_token": town.token("/konto")})
    town.sign_in(EDITOR)
    return town, path, data


@pytest.mark.parametrize("headers", [OURS, {"Sec-Fetch-Site": "same-origin"}])
def test_an_old_page_is_explained_and_saved_by_one_click(old, headers):
    town, path, data = old
    answer = town.post(path, data=data, headers=headers)
    assert answer.status_code == 400
    assert "aus der Zeit vor Ihrer neuen Anmeldung" in answer.text
    assert "angemeldet als Bearbeitung Flöha" in answer.text
    assert OFFER in answer.text
    assert "Ein langer" not in town.get(path).text
    assert send(town, answer).status_code == 303
    assert "Ein langer &lt;b&gt;Text&lt;/b&gt; über" in town.get(path).text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://anderswo.example"},
        {"Origin": "null"},
        OURS | {"Sec-Fetch-Site": "cross-site"},
        OURS | {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_site_sends_is_not_offered_for_sending(old, headers):
    town, path, data = old
    answer = town.post(path, data=data, headers=headers)
    assert answer.status_code == 400
    assert OFFER not in answer.text


@pytest.mark.parametrize("way", ["{}/entwurf", "{}/anwesend", "/mitteilungen/gelesen"])
def test_what_a_script_sends_by_itself_and_a_mere_button_are_not_given_back(old, way):
    town, path, data = old
    answer = town.post(way.format(path), data=data, headers=OURS)
    assert answer.status_code == 400
    assert OFFER not in answer.text


def test_a_password_is_not_written_into_the_page(play, as_):
    reference = bring(play, State.DRAFT)
    path = f"/antraege/{reference}/einreichen"
    town = as_(SIGNATORY)
    answer = town.post(path, data={"csrf_token": "alt", "password": PASSWORD}, headers=OURS)
    assert answer.status_code == 400
    assert PASSWORD not in answer.text


def test_it_is_said_in_english_too_and_to_nobody_who_is_not_signed_in(old, browser):
    town, path, data = old
    town.get("/sprache/en")
    answer = town.post(path, data=data, headers=OURS)
    assert "You are now signed in as Bearbeitung Flöha" in answer.text
    stranger = browser.post(path, data=data, headers=OURS)
    assert stranger.status_code == 400
    assert "angemeldet als" not in stranger.text


@pytest.mark.parametrize("headers", [OURS, {}])
def test_what_was_typed_is_shown_under_the_labels_of_its_page(old, headers):
    town, path, data = old
    data = town.fields(path) | data | {"place": "Göltzschtal", "fields": "violence"}
    data["csrf_token"] = "alt"
    main = town.post(path, data=data, headers=headers).text.partition("<main")[2]
    shown = dict(re.findall(r"<dt>([^<]*)</dt><dd class=\"fp-typed\">([^<]*)</dd>", main))
    assert shown["Kurzbeschreibung"] == "Ein langer &lt;b&gt;Text&lt;/b&gt; über\ndas Vorhaben"
    assert "Göltzschtal" in shown.values()
    assert not {"summary", "place", "bases", "base", "version", "fields"} & set(shown)
    assert bool(re.search(r"Seite: .+ \(KP-", main)) == bool(headers)


def test_saving_by_itself_says_that_one_has_signed_in_anew_and_what_to_do(old):
    town, path, data = old
    answer = town.post(f"{path}/entwurf", data=data)
    assert answer.status_code == 400
    assert answer.json["told"].startswith("Sie haben sich inzwischen neu angemeldet")


def test_who_has_signed_out_in_another_window_is_asked_to_sign_in_and_keeps_the_text(play, as_):
    path = PATH.format(bring(play, State.DRAFT))
    town = as_(EDITOR)
    data = town.fields(path) | {"summary": TEXT, "aktion": "spaeter"}
    town.post("/abmelden", data={"csrf_token": town.token("/konto")})
    quiet = town.post(f"{path}/entwurf", data=data)
    assert quiet.json["told"].startswith("Sie sind abgemeldet")
    answer = town.post(path, data=data, headers=OURS)
    assert answer.status_code == 400
    assert "Sie sind abgemeldet" in answer.text
    assert "Ein langer &lt;b&gt;Text&lt;/b&gt; über" in answer.text
    town.sign_in(EDITOR)  # in the new window
    main = answer.text.partition("<main")[2]
    kept = dict(re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', main))
    again = town.post(path, data=data | kept | {"csrf_token": "alt"}, headers=OURS)
    assert "angemeldet als Bearbeitung Flöha" in again.text
    assert send(town, again).status_code == 303
