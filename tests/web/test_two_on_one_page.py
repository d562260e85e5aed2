"""Two people write on one page: different entries are both kept, the same one is chosen."""

from __future__ import annotations

import re
from html import unescape

import pytest

from funding.db import reading
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.sheet import Sheet
from tests.stages import EDITOR, SIGNATORY, bring
from workflows.application import State

# What a browser sends of fields that nobody has filled in.
EMPTY = ("title", "summary", "place", "problem", "causes", "measures")


@pytest.fixture
def draft(play):
    return bring(play, State.DRAFT)


def held(reference):
    with reading() as session:
        sheet = Sheet(find.case(session, CLOCK, reference))
        return sheet, sheet.case.answers


def page_of(reference, section="project"):
    return f"/antraege/{reference}/abschnitt/{section}"


def both(as_, page, first, second):
    """Let two people open a page; the second sends first; return the answer to the first."""
    one, other = as_(EDITOR), as_(SIGNATORY)
    read = dict.fromkeys(EMPTY, "") | one.fields(page)
    assert other.send(page, second | {"aktion": "spaeter"}).status_code == 303
    return one, one.post(page, data=read | first | {"aktion": "spaeter"})


def choices(answer):
    return sorted(set(re.findall(r'name="wahl-([a-z_]+)"', answer.text)))


def hidden(answer):
    """Return the hidden fields of the page that shows both, as a browser would send them."""
    pairs = {}
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', answer.text.partition("<main")[2]):
        name, value = (re.search(f'{part}="([^"]*)"', tag) for part in ("name", "value"))
        pairs[name[1]] = unescape(value[1]) if value else ""
    return pairs


def test_different_entries_are_both_kept_and_it_is_said(draft, as_):
    first, second = {"place": "Markt"}, {"summary": "Zusammen"}
    town, answer = both(as_, page_of(draft), first, second)
    assert answer.status_code == 303
    _sheet, answers = held(draft)
    assert (answers.place, answers.summary) == ("Markt", "Zusammen")
    assert "beide Änderungen sind übernommen: Kurzbeschreibung" in town.get(answer.location).text


def test_the_same_entry_is_shown_twice_and_nothing_is_chosen_beforehand(draft, as_):
    _town, answer = both(as_, page_of(draft), {"place": "Markt"}, {"place": "Bahnhof"})
    assert answer.status_code == 409
    assert choices(answer) == ["place"]
    assert "checked" not in answer.text.partition("<main")[2]
    assert "Markt" in answer.text
    assert "Bahnhof" in answer.text
    assert held(draft)[1].place == "Bahnhof"


@pytest.mark.parametrize(("choice", "kept"), [("meins", "Markt"), ("gespeichert", "Bahnhof")])
def test_the_choice_counts_for_its_entry_and_the_rest_is_merged(draft, as_, choice, kept):
    page = page_of(draft)
    first = {"place": "Markt", "title": "Mein Titel"}
    town, answer = both(as_, page, first, {"place": "Bahnhof", "summary": "Ihre"})
    data = hidden(answer) | {"wahl-place": choice, "aktion": "spaeter"}
    assert town.post(page, data=data).status_code == 303
    sheet, answers = held(draft)
    assert (answers.place, answers.summary) == (kept, "Ihre")
    assert sheet.case.application.title == "Mein Titel"


def test_without_a_choice_nothing_is_saved_and_it_is_asked_again(draft, as_):
    page = page_of(draft)
    town, answer = both(as_, page, {"place": "Markt"}, {"place": "Bahnhof"})
    again = town.post(page, data=hidden(answer) | {"aktion": "spaeter"})
    assert (again.status_code, choices(again)) == (422, ["place"])
    assert "<title>Fehler: " in again.text
    assert 'href="#wahl-place-meins"' in again.text
    assert again.text.count("Wählen Sie, welcher Stand gilt.") == 2
    assert "Wählen Sie, welcher Stand gilt." not in answer.text
    assert held(draft)[1].place == "Bahnhof"


def test_the_page_that_shows_both_names_the_colleague_who_has_it_open(draft, as_):
    page = page_of(draft)
    other = as_(SIGNATORY)
    token = other.fields(page)["csrf_token"]
    other.post(f"{page}/anwesend", data={"csrf_token": token})
    _town, answer = both(as_, page, {"place": "Markt"}, {"place": "Bahnhof"})
    assert answer.status_code == 409
    assert "Zeichnung Flöha bearbeitet diese Seite seit" in answer.text


def test_rows_and_entries_beside_them_are_merged(draft, as_):
    row = {"goals-0-what": "Der Rat tagt.", "goals-0-measure": "Sitzungen", "goals-0-target": "3"}
    _town, answer = both(as_, page_of(draft, "goals"), row, {"causes": "Langeweile"})
    assert answer.status_code == 303
    sheet, _answers = held(draft)
    assert [goal["what"] for goal in sheet.rows("goals")] == ["Der Rat tagt."]
    assert sheet.value("causes") == "Langeweile"


def test_rows_that_both_changed_are_chosen_as_a_whole(draft, as_):
    page = page_of(draft, "goals")
    town, answer = both(as_, page, {"goals-0-what": "Meins"}, {"goals-0-what": "Ihres"})
    assert (answer.status_code, choices(answer)) == (409, ["goals"])
    data = hidden(answer) | {"wahl-goals": "gespeichert", "aktion": "spaeter"}
    assert town.post(page, data=data).status_code == 303
    assert [goal["what"] for goal in held(draft)[0].rows("goals")] == ["Ihres"]


def test_what_both_typed_alike_is_no_conflict(draft, as_):
    _town, answer = both(as_, page_of(draft), {"place": "Markt"}, {"place": "Markt"})
    assert answer.status_code == 303


@pytest.mark.parametrize("bases", ["", "kein JSON", "a:", "x" * 5000])
def test_a_page_that_does_not_say_what_it_showed_lets_all_be_chosen(draft, as_, bases):
    first = {"place": "Markt", "bases": bases}
    _town, answer = both(as_, page_of(draft), first, {"summary": "Ihre"})
    assert answer.status_code == 409
    assert choices(answer) == ["place", "summary"]
