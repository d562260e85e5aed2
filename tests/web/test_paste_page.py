"""Lines of the plan come out of a spreadsheet by paste, preview and one click."""

from __future__ import annotations

import io
import re

import pytest

from funding.db import reading
from funding.queries import find
from funding.queries.accounts.actors import by_email
from tests.stages import EDITOR, SIGNATORY, bring
from tests.web.browsing import Stage, chromium, server  # noqa: F401 - fixtures
from workflows.application import State

ROWS = "Honorare\tFachtag\t1.200,50\nSach\tPlakate\t300\nZauberei\tStab\t5"


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


@pytest.fixture
def draft(play):
    return bring(play, State.DRAFT)


def path_of(reference):
    return f"/antraege/{reference}/abschnitt/expenditure/einfuegen"


def lines(reference):
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        return [(one.label, one.amount_cents) for one in case.lines]


def test_a_preview_shows_what_was_understood_and_stores_nothing(draft, as_):
    before = lines(draft)
    town = as_(EDITOR)
    answer = town.send(path_of(draft), {"text": ROWS, "aktion": "vorschau"})
    page = main(answer)
    assert answer.status_code == 200
    assert "2 Positionen können übernommen werden." in page
    assert "1 Zeile ist nicht zu lesen und bleibt weg." in page
    assert "Die Ausgabenart „Zauberei“ gibt es nicht." in page
    assert "Summe der übernommenen Positionen: 1.500,50 €" in page
    assert lines(draft) == before


def test_what_was_previewed_is_added_to_the_plan_once(draft, as_):
    before = lines(draft)
    town, path = as_(EDITOR), path_of(draft)
    data = town.fields(path) | {"text": ROWS, "aktion": "uebernehmen"}
    for _click in range(2):
        answer = town.post(path, data=data)
        assert answer.location == f"/antraege/{draft}/abschnitt/expenditure#summen"
    assert lines(draft) == [*before, ("Fachtag", 120_050), ("Plakate", 30_000)]
    assert "2 Positionen wurden übernommen." in town.get(answer.location).text


def test_the_plan_page_saves_what_is_typed_before_it_leads_to_pasting(draft, as_):
    town = as_(EDITOR)
    page = f"/antraege/{draft}/abschnitt/expenditure"
    typed = {"lines-0-kind": "fees", "lines-0-label": "Getippt", "lines-0-amount": "5"}
    data = typed | {
        "lines-0-year": "2022",
        "lines-0-unit": "flat",
        "lines-0-eligible": "y",
        "aktion": "einfuegen",
    }
    assert town.send(page, data).location == path_of(draft)
    assert lines(draft) == [("Getippt", 500)]


@pytest.mark.parametrize("text", ["", "   ", "nur Text", "a\tb"])
def test_a_paste_without_a_line_says_so_and_keeps_the_text(draft, as_, text):
    answer = as_(EDITOR).send(path_of(draft), {"text": text, "aktion": "uebernehmen"})
    assert answer.status_code == 422
    assert "Hier ist keine Position zu lesen." in answer.text


def test_more_lines_than_a_plan_has_are_refused(draft, as_):
    town, path = as_(EDITOR), path_of(draft)
    rows = [f"Posten {n}\t1" for n in range(501)]
    for first, status in ((501, 422), (500, 303), (1, 422)):  # the last one is one more
        text = "\n".join(rows[:first])
        answer = town.send(path, {"text": text, "aktion": "uebernehmen"})
        assert answer.status_code == status
        assert ("Mehr als 500 Positionen" in answer.text) == (status == 422)
    assert len(lines(draft)) == 500


def test_who_was_overtaken_meanwhile_overwrites_nothing(draft, as_, play):
    town, path = as_(EDITOR), path_of(draft)
    data = town.fields(path) | {"text": ROWS, "aktion": "uebernehmen"}
    other = as_(SIGNATORY)
    other.post(path, data=other.fields(path) | {"text": "Neu\t1", "aktion": "uebernehmen"})
    answer = town.post(path, data=data)
    assert answer.status_code == 409
    assert "Zauberei" in answer.text  # what was pasted comes back
    assert lines(draft)[-1] == ("Neu", 100)


def test_what_is_submitted_takes_no_lines(play, as_):
    reference = bring(play, State.SUBMITTED)
    town = as_(EDITOR)
    assert town.get(path_of(reference)).location == f"/antraege/{reference}"
    data = town.form(play._read(reference).version) | {"text": ROWS, "aktion": "uebernehmen"}
    assert town.post(path_of(reference), data=data).status_code == 409


def test_faults_of_a_row_are_written_as_numbers_and_not_as_money(draft, as_):
    rows = f"Fachtag\t7\n{'x' * 161}\t5\nSach\tAlt\t1999\t5"
    page = main(as_(EDITOR).send(path_of(draft), {"text": rows, "aktion": "vorschau"}))
    assert "Der Text ist zu lang: 161 von höchstens 160 Zeichen." in page
    assert "Das Jahr muss von 2021 bis 2023 reichen." in page


def sent_up(town, reference, name, content, action="vorschau"):
    data = {"file": (io.BytesIO(content), name), "aktion": action}
    return town.send(path_of(reference), data, content_type="multipart/form-data")


def test_a_file_is_previewed_and_then_taken_over_without_sending_it_again(draft, as_):
    before = lines(draft)
    town = as_(EDITOR)
    answer = sent_up(town, draft, "plan.csv", b"Bezeichnung;Betrag\nFlyer;12,50\n")
    assert "1 Position kann übernommen werden." in main(answer)
    assert lines(draft) == before
    text = re.search(r'<textarea[^>]*name="text"[^>]*>([^<]*)', answer.text)[1]
    answer = town.send(path_of(draft), {"text": text, "aktion": "uebernehmen"})
    assert answer.status_code == 303
    assert lines(draft) == [*before, ("Flyer", 1_250)]


def test_a_file_that_is_no_spreadsheet_says_what_to_do(draft, as_):
    answer = sent_up(as_(EDITOR), draft, "plan.pdf", b"%PDF-1.7")
    assert answer.status_code == 422
    assert "Speichern Sie sie als XLSX oder CSV." in answer.text
    assert 'href="#file"' in answer.text


COUNTED = (
    "Einheit\tEinzelpreis\tBezeichnung\tMenge\tBetrag\n"
    "Std.\t80,00\tBeratung\t2,5\t\n"
    "Stück\t3\tFlyer\t100\t250\n"
    "Palette\t3\tKarten\t1\t\n"
)


def test_the_preview_shows_how_an_amount_comes_about_and_what_was_taken_instead(draft, as_):
    town = as_(EDITOR)
    page = main(town.send(path_of(draft), {"text": COUNTED, "aktion": "vorschau"}))
    assert "Beratung 2022 ja 2,5 Stunde 80,00 € 200,00 €" in page
    assert (
        "Bitte prüfen Flyer Betrag: Menge mal Einzelbetrag ergibt 300,00 €, als Betrag steht hier "
        "250,00 €. Übernommen wird der Betrag 250,00 € pauschal." in page
    )
    assert "Sachausgaben Flyer" in page
    assert "4 Bleibt weg Palette · 3 · Karten · 1" in page
    assert (
        "Einheit: Die Einheit „Palette“ gibt es nicht. Möglich sind: pauschal, Stück, Stunde, Tag, "
        "Monat, km." in page
    )


def test_quantity_unit_and_price_reach_the_plan(draft, as_):
    as_(EDITOR).send(path_of(draft), {"text": COUNTED, "aktion": "uebernehmen"})
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), draft)
        kept = [
            (one.label, one.quantity_thousandths, one.unit, one.unit_price_cents, one.amount_cents)
            for one in case.lines[-2:]
        ]
    assert kept == [
        ("Beratung", 2_500, "hour", 8_000, 20_000),
        ("Flyer", 1_000, "flat", None, 25_000),
    ]


@pytest.mark.parametrize(
    ("language", "columns", "units"),
    [
        ("de", "Betrag, zuwendungsfähig, Menge, Einheit, Einzelpreis;", "Monat, km; ohne Einheit"),
        ("en", "amount, eligible, quantity, unit, unit price;", "month, km; without a unit"),
    ],
)
def test_the_page_says_which_columns_and_units_it_understands(draft, as_, language, columns, units):
    town = as_(EDITOR)
    town.get(f"/sprache/{language}")
    page = main(town.get(path_of(draft)))
    assert columns in page
    assert units in page


def test_an_amount_of_too_many_digits_is_told_the_highest(draft, as_):
    page = main(as_(EDITOR).send(path_of(draft), {"text": "Posten\t" + "9" * 21 + "\nGut\t1"}))
    assert "Möglich sind höchstens 1.300.000,00 €." in page


def test_a_row_without_an_amount_says_what_is_missing(draft, as_):
    page = main(as_(EDITOR).send(path_of(draft), {"text": "Posten\t\nGut\t1"}))
    assert "Betrag: Hier fehlt der Betrag. Geben Sie ihn in Euro ein" in page


@pytest.mark.browser
@pytest.mark.slow
def test_the_preview_is_for_every_eye_and_window(draft, chromium, server, play, settings):  # noqa: F811
    stage = Stage(chromium, server, play, settings)
    with stage.person(EDITOR) as visitor:
        visitor.page.goto(server + path_of(draft))
        visitor.fill(text=COUNTED)
        visitor.press("vorschau")
        shown = visitor.page.inner_text("main")
    assert "Bitte prüfen" in shown
    assert "Bleibt weg" in shown
    assert stage.findings == []
