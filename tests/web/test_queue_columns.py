"""The columns of the queue are chosen, kept with a view, and go into the file as well."""

from __future__ import annotations

import csv
import io
import re

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.models import Application, SavedView
from funding.web.queue_columns import COLUMNS, STANDARD
from tests.stages import EDITOR, GRANT, REVIEWER, TOWN, bring, entries
from workflows.application import State

QUEUE, FILE = "/arbeitsvorrat", "/arbeitsvorrat.csv"
CHOSEN = f"{QUEUE}?ansicht=alle&spalte=betrag&spalte=eingang"


@pytest.fixture
def reference(play):
    return bring(play, State.IN_CHECK)


def heads(text):
    row = text.partition("<thead>")[2].partition("</thead>")[0]
    return [head.strip() for head in re.findall(r">([^<>]+)</th>", row)]


def table(answer):
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")), delimiter=";"))


def test_the_usual_columns_stand_where_none_is_chosen(reference, as_):
    told = heads(as_(REVIEWER).get(f"{QUEUE}?ansicht=alle").text)
    assert len(told) == 1 + len(STANDARD)
    assert "Eingegangen am" not in told


def test_only_the_chosen_columns_are_shown_in_the_order_of_the_house(reference, as_):
    office = as_(REVIEWER)
    assert heads(office.get(CHOSEN).text) == ["Aktenzeichen", "Eingegangen am", "Beantragt"]
    nonsense = f"{QUEUE}?ansicht=alle&spalte=passwort"
    assert len(heads(office.get(nonsense).text)) == 1 + len(STANDARD)


def test_the_columns_stay_with_the_view_and_with_the_next_view(reference, as_):
    office = as_(REVIEWER)
    office.send(f"{QUEUE}/ansichten", {"name": "Kurz"}, CHOSEN.replace(QUEUE, f"{QUEUE}/ansichten"))
    with reading() as session:
        assert session.scalars(select(SavedView.columns)).one() == "eingang betrag"
    page = office.get(QUEUE).text
    href = re.search(r'href="([^"]+)"[^>]*>Kurz <', page)[1].replace("&amp;", "&")
    page = office.get(href).text
    assert len(heads(page)) == 3
    assert re.search(r'href="[^"]+"\s+aria-current="true">Kurz <', page)
    other = re.search(r'href="([^"]*ansicht=bald[^"]*)"', page)[1]
    assert "spalte=eingang" in other


def test_what_people_wrote_comes_back_as_text(reference, as_):
    with transaction() as session:
        session.execute(update(Application).values(title="<script>x</script> & mehr"))
    page = as_(REVIEWER).get(f"{QUEUE}?ansicht=alle").text
    assert "<script>x" not in page
    assert "&lt;script&gt;x&lt;/script&gt; &amp; mehr" in page


def test_the_file_holds_the_whole_list_in_the_chosen_columns(reference, as_):
    answer = as_(REVIEWER).get(CHOSEN.replace(QUEUE, FILE))
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    head, row = table(answer)
    assert head == ["Aktenzeichen", "Eingegangen am", "Beantragt"]
    assert row[0] == reference
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", row[1])


def test_every_column_goes_into_the_file_and_none_computes(reference, as_):
    with transaction() as session:
        session.execute(update(Application).values(title="=HYPERLINK(1)"))
    every = "&".join(f"spalte={code}" for code in COLUMNS)
    head, row = table(as_(REVIEWER).get(f"{FILE}?ansicht=alle&{every}"))
    assert len(head) == len(row) == 1 + len(COLUMNS)
    assert row[2] == "'=HYPERLINK(1)"


def test_the_file_is_the_offices_alone(reference, as_):
    assert as_(EDITOR).get(FILE).status_code == 404


@pytest.mark.parametrize("words", ["Lengenfeld", "frankenberg floeha", "LENGENFELD"])
def test_a_case_is_found_by_its_partners(play, as_, words):
    reference = play.apply(TOWN, "Gemeinsam", "violence", GRANT, entries())
    with reading() as session:
        text = session.scalars(select(Application.search_text)).one()
    assert text.startswith(f"{reference.lower()} gemeinsam floeha lengenfeld frankenberg/sa. ")
    page = as_(REVIEWER).get(QUEUE, query_string={"ansicht": "alle", "suche": words}).text
    assert reference in page
