"""Whose sign-in runs out while a form is filled in loses no word, and finds the way back."""

from __future__ import annotations

from datetime import timedelta

from tests.stages import EDITOR, bring
from workflows.application import State

PATH = "/antraege/{}/abschnitt/project"


def test_what_was_typed_is_shown_again_with_the_way_back(play, as_, moved):
    reference = bring(play, State.DRAFT)
    town, path = as_(EDITOR), PATH.format(reference)
    data = town.fields(path) | {"summary": "Ein langer <b>Text</b> über das Vorhaben"}
    moved.instant += timedelta(hours=9)
    answer = town.post(path, data=data)
    assert answer.status_code == 401
    assert "Ihre Anmeldung ist abgelaufen" in answer.text
    assert "Ein langer &lt;b&gt;Text&lt;/b&gt; über das Vorhaben" in answer.text
    assert f"/anmelden?weiter={path}" in answer.text
    assert data["csrf_token"] not in answer.text.partition("<main")[2]


def test_a_stranger_who_sends_a_form_is_sent_to_the_sign_in(browser, play):
    path = PATH.format(bring(play, State.DRAFT))
    data = {"csrf_token": browser.token(), "summary": "Text"}
    answer = browser.post(path, data=data)
    assert answer.location == f"/anmelden?weiter={path}"
