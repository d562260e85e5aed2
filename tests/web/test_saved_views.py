"""Own views of the queue: saved under a name, found beside the others, one's own alone."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from sqlalchemy import event, select

from funding.db import reading
from funding.db.session import store
from funding.models import SavedView
from funding.services.reviewing.save_view import MOST
from tests.services.attempts import OTHER
from tests.stages import EDITOR, REVIEWER, bring
from workflows.application import State

QUEUE = "/arbeitsvorrat"
SAVE = f"{QUEUE}/ansichten"
SHOWN = f"{QUEUE}?ansicht=bald&feld=violence&suche=Göltzschtal"


def names():
    with reading() as session:
        return list(session.scalars(select(SavedView.name).order_by(SavedView.name)))


def save(office, name, shown=SHOWN):
    asked = shown.replace(QUEUE, SAVE)
    return office.send(SAVE, {"name": name}, asked, follow_redirects=True)


def test_what_a_list_shows_is_found_again_under_its_name(play, as_):
    office = as_(REVIEWER)
    answer = save(office, " Gewalt,  bald ")
    assert answer.status_code == 200
    assert "Die Ansicht ist gespeichert." in answer.text
    href = re.search(r'href="([^"]+)"\s+aria-current="true">Gewalt, bald <', answer.text)[1]
    again = office.get(href.replace("&amp;", "&")).text
    assert 'value="Göltzschtal"' in again
    assert '<option value="violence" selected>' in again


def test_saved_views_are_listed_with_how_many_cases_each_holds(play, as_):
    bring(play, State.IN_CHECK)
    office = as_(REVIEWER)
    save(office, "Alles", f"{QUEUE}?ansicht=alle")
    save(office, "Nichts", f"{QUEUE}?ansicht=alle&suche=gibtesnicht")
    bar = " ".join(re.sub("<[^>]+>", "", office.get(QUEUE).text).split())
    assert "Alles (1) Nichts (0)" in bar
    rows = re.findall(r"<tr.+?</tr>", office.get(SAVE).text, re.DOTALL)
    told = {re.search(r"ansicht=[^>]+>(\w+)<", row)[1]: row for row in rows if "ansicht=" in row}
    assert 'numeric">1<' in told["Alles"]
    assert 'numeric">0<' in told["Nichts"]


@pytest.mark.parametrize("words", ["", "%", "_", "floeha Flöha", "göltzschtal"])
@pytest.mark.parametrize("field", ["", "violence", "graffiti"])
def test_an_own_view_counts_what_its_list_shows(play, as_, field, words):
    bring(play, State.IN_CHECK)
    office = as_(REVIEWER)
    where = {"ansicht": "alle", "feld": field, "suche": words}
    save(office, "Meins", f"{QUEUE}?{urlencode(where)}")
    listed = office.get(QUEUE, query_string=where).text.count('fp-ref"')
    bar = " ".join(re.sub("<[^>]+>", "", office.get(QUEUE).text).split())
    assert f"Meins ({listed})" in bar


def test_own_views_cost_one_query_more_however_many_there_are(play, as_):
    bring(play, State.IN_CHECK)
    office, counts = as_(REVIEWER), []
    for number in range(3):
        save(office, f"Ansicht {number}")
        asked = []

        def note(_connection, _cursor, statement, *_more, asked=asked):
            asked.append(statement)

        event.listen(store.engine, "before_cursor_execute", note)
        assert office.get(QUEUE).status_code == 200
        event.remove(store.engine, "before_cursor_execute", note)
        counts.append(sum(one.startswith(("SELECT", "WITH")) for one in asked))
    assert counts == [4, 4, 4]


def test_the_same_name_again_means_the_new_view(play, as_):
    office = as_(REVIEWER)
    assert "Die Ansicht ist gespeichert." in save(office, "Meine").text
    again = save(office, "Meine", f"{QUEUE}?ansicht=neu")
    assert "Die vorhandene Ansicht mit diesem Namen wurde ersetzt." in again.text
    with reading() as session:
        [kept] = session.scalars(select(SavedView))
    assert (kept.view, kept.field, kept.words) == ("neu", "", "")


def test_a_view_is_deleted_by_its_owner_alone(play, as_):
    office, other = as_(REVIEWER), as_(OTHER)
    save(office, "Gewalt")
    way = re.search(r'action="([^"]+/loeschen)"', office.get(SAVE).text)[1]
    assert "Gewalt" not in other.get(QUEUE).text.partition("fp-filter")[0]
    assert other.send(way, {}, SAVE).status_code == 404
    assert names() == ["Gewalt"]
    assert office.send(way, {}, SAVE).status_code == 303
    assert names() == []


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_name_that_is_none_is_refused_with_a_sentence(play, as_, name):
    answer = save(as_(REVIEWER), name)
    assert answer.status_code == 422
    assert f'id="name" name="name" value="{name.strip()}"' in answer.text
    assert 'href="#name"' in answer.text
    # What is to be saved stays what it was.
    assert 'value="Göltzschtal"' in answer.text
    assert "Geben Sie der Ansicht einen Namen mit höchstens 60 Zeichen." in answer.text
    assert names() == []


def test_a_search_whose_address_is_long_is_saved_all_the_same(play, as_):
    office = as_(REVIEWER)
    sent = {"name": "Lang", "ansicht": "alle", "suche": "ß" * 120}
    assert office.send(SAVE, sent, SAVE).status_code == 303
    with reading() as session:
        assert session.scalars(select(SavedView.words)).one() == "ß" * 120


def test_one_view_too_many_is_refused_with_the_cure(play, as_):
    office = as_(REVIEWER)
    for number in range(MOST):
        save(office, f"Ansicht {number:02d}")
    answer = save(office, "Eine mehr")
    assert answer.status_code == 422
    assert "Löschen Sie zuerst eine." in answer.text
    assert len(names()) == MOST


def test_a_hostile_view_is_read_as_none(play, as_):
    office = as_(REVIEWER)
    sent = {"name": "<b>x</b>", "ansicht": "nichts", "feld": "nichts", "suche": "y" * 500}
    assert office.send(SAVE, sent, SAVE).status_code == 303
    with reading() as session:
        [kept] = session.scalars(select(SavedView))
    assert (kept.view, kept.field, len(kept.words)) == ("meine", "", 120)
    assert "<b>x</b>" not in office.get(QUEUE).text


def test_a_town_has_no_views(play, as_):
    town = as_(EDITOR)
    assert town.post(SAVE, data=town.form(1) | {"name": "x"}).status_code == 404
