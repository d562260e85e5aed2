"""The list of receipts: typed, pasted or sent as a file; what cannot be is told row by row."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from funding.db import reading
from funding.models import Line, ProofLine, Receipt
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.reporting.receipts import MOST_RECEIPTS
from tests.stages import EDITOR, REVIEWER, bring
from workflows.application import State

HEADS = "Belegnr.\tGezahlt am\tEmpfänger\tZweck\tPosition\tBetrag"


@pytest.fixture
def reference(play):
    return bring(play, State.IN_PROGRESS)


def page_of(reference):
    return f"/antraege/{reference}/verwendungsnachweis/belege"


def kept():
    with reading() as session:
        rows = session.scalars(select(Receipt).order_by(Receipt.position))
        return [(r.number, r.paid_on.isoformat(), r.payee, r.amount_cents) for r in rows]


def save(town, reference, text, **more):
    data = {"text": text, "figures": "y", "aktion": "speichern"} | more
    return town.send(page_of(reference), data, page_of(reference))


@pytest.fixture
def row(play, reference):
    """Write a row of the list; what is not given is as it should be."""
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        day = min(case.answers.ends_on, play.today)

    def write(number="B-1", on=None, payee="Druckerei", what="Plakate", line="1", amount="250,00"):
        day_ = on if isinstance(on, str) else f"{on or day:%d.%m.%Y}"
        return "\t".join((number, day_, payee, what, line, amount))

    write.day = day
    return write


def test_a_pasted_list_is_kept_and_the_figures_of_the_lines_follow_it(play, as_, reference, row):
    town = as_(EDITOR)
    text = "\n".join((HEADS, row(), row("B-2", amount="1.000,50", payee="Saal GmbH")))
    answer = save(town, reference, text)
    assert answer.status_code == 303
    day = row.day.isoformat()
    assert kept() == [("B-1", day, "Druckerei", 25_000), ("B-2", day, "Saal GmbH", 100_050)]
    with reading() as session:
        first = session.scalars(select(Line).order_by(Line.position)).first()
        query = select(ProofLine.actual_cents).where(ProofLine.line_id == first.id)
        assert session.scalars(query).one() == 125_050
    page = town.get(page_of(reference)).text
    assert f"B-1\t{row.day:%d.%m.%Y}\tDruckerei\tPlakate\t1\t250,00" in page
    again = save(town, reference, re.search(r"<textarea[^>]*>\s?([^<]*)", page)[1])
    assert again.status_code == 303
    assert len(kept()) == 2


def test_what_was_kept_comes_back_as_it_was_whatever_signs_are_in_it(play, as_, reference, row):
    town = as_(EDITOR)
    payee = '"Haus" e. V.; <b>Saal</b> & "Hof'
    written = '"' + payee.replace('"', '""') + '"'
    assert save(town, reference, "\n".join((row(payee=written), row("B-2")))).status_code == 303
    before = kept()
    assert before[0][2] == payee
    shown = re.search(r"<textarea[^>]*>\s?([^<]*)", town.get(page_of(reference)).text)[1]
    assert save(town, reference, unescape(shown)).status_code == 303
    assert kept() == before


def test_without_the_tick_the_figures_stay(play, as_, reference, row):
    save(as_(EDITOR), reference, row(), figures="")
    with reading() as session:
        assert session.scalars(select(ProofLine)).all() == []
    assert len(kept()) == 1


def test_a_spreadsheet_of_two_thousand_receipts_is_read_and_one_more_is_refused(
    play, as_, reference, row
):
    def sheet(count):
        book = Workbook(write_only=True)
        pages = book.create_sheet()
        pages.append(["Betrag", "Datum", "Beleg", "Empfänger", "Position"])
        for number in range(count):
            pages.append([1.5, row.day, f"B-{number}", "Druckerei", 1])
        target = BytesIO()
        book.save(target)
        return target.getvalue()

    town = as_(EDITOR)
    answer = save(town, reference, "", file=(BytesIO(sheet(MOST_RECEIPTS)), "belege.xlsx"))
    assert answer.status_code == 303
    assert len(kept()) == MOST_RECEIPTS
    assert sum(cents for *_rest, cents in kept()) == 150 * MOST_RECEIPTS
    more = save(town, reference, "", file=(BytesIO(sheet(MOST_RECEIPTS + 1)), "belege.xlsx"))
    assert more.status_code == 422
    assert "höchstens 2 MB und 2000 Belege" in more.text
    assert len(kept()) == MOST_RECEIPTS


HEADINGS = (
    "Belegnummer;Tag der Zahlung;Empfänger der Zahlung;Zweck;Position des Plans;Betrag in Euro",
    "Receipt number;Day of the payment;Payee;Purpose;Line of the plan;Amount in euros",
    "Belegnummer;Gezahlt am;Empfänger der Zahlung;Zweck;Position;Betrag",
)


@pytest.mark.parametrize("headings", HEADINGS)
def test_headings_may_be_the_words_of_the_page_itself(play, as_, reference, row, headings):
    town = as_(EDITOR)
    text = "\n".join([headings, *(row(f"B-{number}").replace("\t", ";") for number in range(2))])
    assert save(town, reference, text).status_code == 303
    assert [one[0] for one in kept()] == ["B-0", "B-1"]


WRONG = {
    "outside the period": ({"on": "01.01.2019"}, "Zahlungen zählen vom"),
    "no day": ({"on": "31.02.2022"}, "„31.02.2022“ ist kein Tag."),
    "negative": ({"amount": "-5,00"}, "Der Betrag muss größer als null sein."),
    "nothing": ({"amount": "0,00"}, "Der Betrag muss größer als null sein."),
    "no amount": ({"amount": "viel"}, "Betrag: "),
    "no such line": ({"line": "99"}, "Diese Position hat der Plan nicht"),
    "no number": ({"number": ""}, "Belegnummer: Füllen Sie dieses Feld aus."),
    "no payee": ({"payee": ""}, "Empfänger der Zahlung: Füllen Sie dieses Feld aus."),
    "a long name": ({"payee": "x" * 161}, "Empfänger der Zahlung: "),
}


@pytest.mark.parametrize(("changes", "sentence"), WRONG.values(), ids=WRONG)
def test_a_row_that_cannot_be_keeps_the_whole_list_out_and_says_why(
    play, as_, reference, row, changes, sentence
):
    town = as_(EDITOR)
    save(town, reference, row("alt"))
    answer = save(town, reference, "\n".join((row("B-1"), row(**({"number": "B-2"} | changes)))))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "1 Zeile kann so nicht gespeichert werden" in answer.text
    assert "B-1" in answer.text  # what was typed stays
    assert [number for number, *_rest in kept()] == ["alt"]


def test_a_day_to_come_is_refused_while_the_project_runs(play, as_, reference, row):
    answer = save(as_(EDITOR), reference, row(on=play.today + timedelta(days=1)))
    assert answer.status_code == 422
    assert "liegt in der Zukunft" in answer.text or "Zahlungen zählen vom" in answer.text


def test_the_same_receipt_twice_names_the_other_row(play, as_, reference, row):
    text = "\n".join((HEADS, row("b-7", payee="DRUCKEREI"), "", row("B-7")))
    answer = save(as_(EDITOR), reference, text)
    assert answer.status_code == 422
    assert "Dieser Beleg steht schon in Zeile 2." in answer.text
    assert kept() == []


def test_checking_saves_nothing(play, as_, reference, row):
    answer = save(as_(EDITOR), reference, row(), aktion="pruefen")
    assert answer.status_code == 200
    assert "Druckerei" in answer.text
    assert kept() == []


def test_a_proof_whose_receipts_do_not_match_its_figures_is_not_complete(play, as_, reference, row):
    play.write_proof(reference)
    town = as_(EDITOR)
    way = f"/antraege/{reference}/verwendungsnachweis/einreichen"
    assert "stimmt nicht mit den Ist-Ausgaben überein" not in town.get(way).text
    save(town, reference, row(), figures="")
    assert "stimmt nicht mit den Ist-Ausgaben überein" in town.get(way).text


def test_the_auditor_reads_the_receipts_and_nobody_changes_them_after_handing_in(play, as_):
    handed_in = bring(play, State.REPORTED)
    page = as_("nachweispruefung@smi.example").get(f"/vorgaenge/{handed_in}/nachweis").text
    assert "Belegliste" in page
    assert "Lieferant" in page
    town, before = as_(EDITOR), kept()
    assert "Lieferant" in town.get(f"/antraege/{handed_in}/verwendungsnachweis").text
    assert town.get(page_of(handed_in)).status_code == 302
    sent = {"text": "", "aktion": "speichern", "version": "999"}
    answer = town.send(page_of(handed_in), sent, "/konto")
    assert answer.status_code in (409, 422)
    assert kept() == before != []


def test_the_office_and_other_towns_have_no_such_page(play, as_, reference):
    assert as_(REVIEWER).get(page_of(reference)).status_code in (403, 404)
    assert as_("bearbeitung@rodewisch.example").get(page_of(reference)).status_code == 404
