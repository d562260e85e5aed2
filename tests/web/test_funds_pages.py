"""Pages about money: transfers, blocks and the ledger, for those who may and nobody else."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from sqlalchemy import func, select

from funding.db import reading, transaction
from funding.models import Block, LedgerEntry, Transfer
from funding.queries.accounts.actors import by_email
from funding.services.perform import perform
from funding.services.reviewing.declare_bias import declare_bias
from tests.money import blocked, line, propose, released
from tests.stages import BUDGET, EDITOR, FIRST, REVIEWER, SECOND, bring
from workflows.application import State, Trigger

NEW, BLOCK = "/mittel/umschichtung/neu?aufruf=2022", "/mittel/sperren/neu?aufruf=2022"
TYPED = {"giver": "violence", "taker": "drugs", "amount_cents": "10.000,00", "reason": "Bedarf"}


def only(model):
    with reading() as session:
        found = session.scalars(select(model)).one()
        session.expunge(found)
        return found


def count(model) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def test_a_transfer_is_proposed_on_one_page_and_released_on_another(play, as_):
    answer = as_(BUDGET).send(NEW, TYPED)
    assert (answer.status_code, answer.location) == (303, "/mittel/umschichtung?aufruf=2022")
    path = f"/mittel/umschichtung/{only(Transfer).id}"
    approver = as_(FIRST)
    page = approver.get(path).text
    assert "10.000,00\u00a0€" in page
    assert "Auswirkung dieser Entscheidung: Gewalt" in page
    assert approver.send(path, {"aktion": "release"}).status_code == 303
    assert line("drugs").total_cents == 11_000_000
    page = approver.get(path).text
    assert "Freigegeben" in page
    assert 'name="aktion"' not in page
    assert "Umschichtung freigegeben" in page.partition("Verlauf")[2]


def test_more_than_is_free_is_refused_with_the_numbers(play, as_):
    bring(play, State.REVIEWED, "violence", 4_000_000)
    blocked(play, 1_000_000, "violence")
    answer = as_(BUDGET).send(NEW, TYPED | {"amount_cents": "150.000,01"})
    assert answer.status_code == 422
    for words in (
        "Höchstens 150.000,00\u00a0€ sind frei",
        "Vom Ansatz 200.000,00\u00a0€ sind 40.000,00\u00a0€ reserviert",
        "0,00\u00a0€ bewilligt und 10.000,00\u00a0€ gesperrt",
        'value="150.000,01"',
    ):
        assert words in answer.text
    assert count(Transfer) == 0


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount_cents": ""}, "Geben Sie"),
        ({"amount_cents": "viel"}, "Betrag"),
        ({"amount_cents": "0,00"}, "Geben Sie"),
        ({"amount_cents": "-5,00"}, "Betrag"),
        ({"taker": "violence"}, "anderes Handlungsfeld"),
        ({"taker": ""}, "Bitte füllen Sie"),
        ({"taker": "moon"}, "Handlungsfeld"),
        ({"reason": "  "}, "Bitte füllen Sie"),
    ],
)
def test_what_cannot_be_taken_is_explained_and_nothing_is_kept(play, as_, typed, words):
    answer = as_(BUDGET).send(NEW, TYPED | typed)
    assert answer.status_code == 422
    assert words in answer.text.partition('id="fehler"')[2]
    assert count(Transfer) == 0


def test_who_proposed_is_told_why_they_cannot_release(play, as_):
    path = f"/mittel/umschichtung/{propose(play)}"
    officer = as_(BUDGET)
    page = officer.get(path).text
    assert "einer anderen Person vorbehalten" in page
    assert 'value="release"' not in page
    assert "Vorschlag zurückziehen" in page
    assert officer.send(path, {"aktion": "release"}).status_code == 409
    assert officer.send(path, {"aktion": "withdraw"}).status_code == 303


def test_a_release_that_is_no_longer_covered_says_how_much_is_free(play, as_):
    path = f"/mittel/umschichtung/{propose(play, 18_000_000, 'violence')}"
    approver = as_(FIRST)
    form = approver.fields(path)
    bring(play, State.REVIEWED, "violence", 4_000_000)
    answer = approver.post(path, data=form | {"aktion": "release"})
    assert answer.status_code == 409
    assert "Höchstens 160.000,00\u00a0€ sind frei" in answer.text
    page = approver.get(path).text
    assert "Höchstens 160.000,00\u00a0€ sind frei" in page
    assert 'value="release"' not in page


def test_a_refusal_without_a_reason_is_asked_for_one(play, as_):
    path = f"/mittel/umschichtung/{propose(play)}"
    approver = as_(FIRST)
    answer = approver.send(path, {"aktion": "refuse", "remark": " "})
    assert answer.status_code == 422
    assert "Geben Sie den Grund an" in answer.text
    assert approver.send(path, {"aktion": "refuse", "remark": "nein"}).status_code == 303
    assert only(Transfer).remark == "nein"


def test_who_decides_on_an_old_page_is_told_that_a_colleague_was_quicker(play, as_):
    key = propose(play)
    path = f"/mittel/umschichtung/{key}"
    late = as_("entscheidung2@smi.example")
    form = late.fields(path)
    released(play, key)
    assert late.post(path, data=form | {"aktion": "refuse", "remark": "x"}).status_code == 409
    assert line("graffiti").total_cents == 19_900_000


def test_money_is_blocked_and_unblocked_by_page(play, as_):
    officer = as_(BUDGET)
    typed = {"line": "littering", "amount_cents": "5.000,00", "reason": "Haushaltssperre"}
    assert officer.send(BLOCK, typed).status_code == 303
    assert line("littering").blocked_cents == 500_000
    assert "5.000\u00a0€ gesperrt" in officer.get("/mittel").text.replace("\n", " ")
    path = f"/mittel/sperren/{only(Block).id}"
    assert officer.send(path, {"reason": ""}).status_code == 422
    assert officer.send(path, {"reason": "aufgehoben"}).status_code == 303
    assert line("littering").blocked_cents == 0
    assert "Sperre aufgehoben" in officer.get(path).text
    too_much = officer.send(BLOCK, typed | {"amount_cents": "150.000,01"})
    assert too_much.status_code == 422
    assert "Höchstens 150.000,00\u00a0€ sind frei" in too_much.text


@pytest.mark.parametrize(
    ("email", "status"), [(EDITOR, 404), ("zweitbewertung@smi.example", 403), (REVIEWER, 403)]
)
def test_nobody_else_moves_or_blocks_money(play, as_, email, status):
    key, other = propose(play), blocked(play)
    person = as_(email)
    sent = person.form(1) | TYPED | {"line": "drugs", "aktion": "release"}
    for path in (NEW, BLOCK, f"/mittel/umschichtung/{key}", f"/mittel/sperren/{other}"):
        assert person.post(path, data=sent).status_code == status, path
    assert line("graffiti").total_cents == 20_000_000


def test_a_double_click_proposes_once(play, as_):
    officer = as_(BUDGET)
    form = officer.fields(NEW) | TYPED
    assert [officer.post(NEW, data=form).status_code for _ in range(2)] == [303, 303]
    assert count(Transfer) == 1


def test_the_ledger_shows_every_entry_and_finds_those_of_a_line_or_case(play, as_):
    reference = bring(play, State.APPROVED)
    released(play, propose(play))
    blocked(play)
    officer = as_(BUDGET)
    everything = officer.get("/mittel/buchungen?aufruf=2022").text
    for word in ("reserviert", "bewilligt", "umgeschichtet", "gesperrt", reference):
        assert word in everything
    rows = lambda text: text.partition("<tbody")[2].count("<tr")  # noqa: E731 - one line says it
    assert rows(everything) == count(LedgerEntry) == 5
    assert rows(officer.get("/mittel/buchungen?aufruf=2022&feld=drugs").text) == 1
    case = officer.get(f"/mittel/buchungen?aufruf=2022&vorgang={reference.lower()}").text
    assert rows(case) == 2
    assert "Keine Buchung passt" in officer.get("/mittel/buchungen?vorgang=KP-1&aufruf=2022").text


def test_the_ledger_tells_an_undone_award_from_money_that_is_free_again(play, as_):
    undone, returned = bring(play, State.FIRST_APPROVED), bring(play, State.REVIEWED)
    with transaction() as session:  # within its minutes
        for step in (Trigger.APPROVE_SECOND, Trigger.UNDO_DECISION):
            perform(session, by_email(session, SECOND), undone, step)
    play.step(FIRST, returned, Trigger.RETURN_CASE, reason="bitte neu rechnen")
    officer, way = as_(BUDGET), "/mittel/buchungen?aufruf=2022&vorgang="
    assert "Bewilligung zurückgenommen" in officer.get(way + undone).text
    assert "wieder frei" not in officer.get(way + undone).text
    assert "wieder frei" in officer.get(way + returned).text
    file = officer.get(f"/mittel/buchungen.csv?aufruf=2022&vorgang={undone}").text
    assert "Bewilligung zurückgenommen" in file


def test_the_ledger_pages_lose_and_repeat_nothing(play, as_):
    for _ in range(31):
        blocked(play, 100)
    officer, seen, path = as_(BUDGET), [], "/mittel/buchungen?aufruf=2022&feld=littering"
    while path:
        page = officer.get(path).text
        seen += page.partition("<tbody")[2].split("<tr")[1:]
        link = page.partition("Ältere Buchungen")[0].rpartition('href="')[2].partition('"')[0]
        path = link.replace("&amp;", "&") if "nach=" in link else ""
    assert len(seen) == 31


def test_the_ledger_as_a_file_has_every_entry_with_amounts_that_a_spreadsheet_reads(play, as_):
    bring(play, State.APPROVED)
    released(play, propose(play, 123_456))
    answer = as_(BUDGET).get("/mittel/buchungen.csv?aufruf=2022")
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    assert len(rows) == 1 + count(LedgerEntry)
    moved = [row for row in rows if row[4] == "umgeschichtet"]
    assert sorted(row[5] for row in moved) == ["-1234,56", "1234,56"]


def test_a_case_that_the_reader_may_not_know_of_has_no_name_in_the_ledger(play, as_):
    reference = bring(play, State.APPROVED)
    play.act(BUDGET, lambda s, a: declare_bias(s, a, reference, biased=True, reason="Verwandt"))
    officer = as_(BUDGET)
    for path in ("/mittel/buchungen", "/mittel/buchungen.csv", "/mittel"):
        page = officer.get(f"{path}?aufruf=2022").text
        assert reference not in page, path
    found = officer.get(f"/mittel/buchungen?aufruf=2022&vorgang={reference}").text
    assert "Keine Buchung passt" in found


def test_later_years_are_planned_by_page_and_only_by_the_budget_officer(play, as_):
    officer, path = as_(BUDGET), "/mittel/jahre?aufruf=2022"
    typed = {"line": "drugs", "year": "2023", "amount_cents": "20.000,00", "reason": "Laufzeit"}
    assert officer.send(path, typed).status_code == 303
    assert line("drugs").later_cents == 2_000_000
    page = officer.get(path).text
    assert "Verpflichtungsermächtigung" in page
    assert "80.000,00\u00a0€" in page
    for wrong, words in (
        ({"amount_cents": "100.000,01"}, "höchstens 100.000,00\u00a0€ in diesem Jahr"),
        ({"year": "2022"}, "Folgejahre"),
        ({"year": "x"}, "Folgejahre"),
        ({"amount_cents": ""}, "Betrag"),
    ):
        answer = officer.send(path, typed | wrong)
        assert answer.status_code == 422
        assert words in answer.text.partition('id="fehler"')[2]
    assert officer.send(path, typed | {"amount_cents": "0,00"}).status_code == 303
    assert line("drugs").later_cents == 0
    approver = as_(FIRST)
    assert "Laufzeit" in approver.get(path).text
    assert approver.post(path, data=approver.form(1) | typed).status_code == 403
