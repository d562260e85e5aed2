"""A page from before a new sign-in in another window: what was typed is given back, to be sent anew."""

from __future__ import annotations

import re

import pytest

from tests.stages import EDITOR, SIGNATORY, bring
from tests.web.test_session_over import PASSWORD, PATH, TEXT, send
from workflows.application import State

OURS = {"Origin": "http://localhost"}


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
    assert "Eingaben senden" not in answer.text
    assert 'method="post" class="fp-form"' not in re.sub(r"\s+", " ", answer.text)


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
