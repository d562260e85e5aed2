"""Two colleagues with the same page open, each in a browser of their own: nothing is lost."""

from __future__ import annotations

import pytest

from funding.db import reading
from funding.policy import CLOCK
from funding.queries import find
from tests.stages import EDITOR, bring
from tests.web.browsing import Stage, chromium, server
from workflows.application import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIGNATORY = EDITOR.replace("bearbeitung", "zeichnung")


def stored(reference, name):
    with reading() as session:
        case = find.case(session, CLOCK, reference)
        return getattr(case.application, name, None) or case.answers.value(name)


@pytest.fixture
def both(chromium, server, play, settings):
    reference = bring(play, State.DRAFT)
    stage = Stage(chromium, server, play, settings)
    path = f"/antraege/{reference}/abschnitt/project"
    with stage.person(EDITOR) as one, stage.person(SIGNATORY) as other:
        for visitor in (one, other):
            visitor.page.goto(server + path)
        yield reference, one, other
    assert stage.findings == []


def save(visitor):
    visitor.press("weiter")


def test_different_answers_of_one_page_are_both_kept_and_it_is_said(both):
    reference, one, other = both
    one.fill(place="Altstadt")
    save(one)
    other.fill(title="Sichere Wege durch die Altstadt")
    save(other)
    told = other.page.inner_text("main")
    assert "beide Änderungen sind übernommen: Ort der Durchführung" in told
    assert (stored(reference, "place"), stored(reference, "title")) == (
        "Altstadt",
        "Sichere Wege durch die Altstadt",
    )


def test_who_typed_second_chooses_between_two_values_of_one_answer(both):
    reference, one, other = both
    one.fill(place="Altstadt")
    save(one)
    other.fill(place="Bahnhofsviertel", title="Sichere Wege")
    save(other)
    assert "Bahnhofsviertel" in other.page.inner_text("main")
    assert "Altstadt" in other.page.inner_text("main")
    assert stored(reference, "place") == "Altstadt", "nothing is decided yet"
    choices = other.page.locator("main input[type=radio]")
    assert choices.evaluate_all("l => l.every(e => !e.checked)"), "none is chosen for them"
    other.page.get_by_label("Bahnhofsviertel").check()
    with other.page.expect_navigation():
        other.page.locator("main form button[type=submit]").last.click()
    assert (stored(reference, "place"), stored(reference, "title")) == (
        "Bahnhofsviertel",
        "Sichere Wege",
    )
