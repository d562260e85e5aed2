"""The office asks about a field; the town sees just that, mends it, and the office sees both."""

from __future__ import annotations

import io
import re

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Annex, Notice, RequestItem
from funding.policy import CLOCK
from funding.queries import find
from tests.samples import pdf
from tests.stages import EDITOR, bring
from workflows.application import State, Trigger

REVIEWER = "sachbearbeitung1@smi.example"
NEW = "Neu beschrieben: Verwaltung, Polizei, Schulen und Vereine beugen gemeinsam vor. " * 2


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def ask(play, *items):
    reference = bring(play, State.IN_CHECK)
    play.step(REVIEWER, reference, Trigger.REQUEST_INFO, items=list(items))
    return reference


def held(reference):
    with reading() as session:
        case = find.case(session, CLOCK, reference)
        items = session.scalars(select(RequestItem).order_by(RequestItem.position)).all()
        return case, case.answers, items


def page_of(reference):
    return f"/antraege/{reference}/nachforderung"


def test_a_click_at_an_answer_begins_a_question_about_it(play, as_):
    reference = bring(play, State.IN_CHECK)
    office = as_(REVIEWER)
    file = office.get(f"/vorgaenge/{reference}").text
    assert f"/vorgaenge/{reference}/nachfordern?feld=a4.kurz" in file
    page = office.get(f"/vorgaenge/{reference}/nachfordern?feld=a4.kurz").text
    assert re.search(r"<textarea[^>]*>\s*a4\.kurz: ", page)
    assert "Kurzbeschreibung" in page
    stranger = office.get(f"/vorgaenge/{reference}/nachfordern?feld=%3Cscript%3E").text
    assert "<script>" not in stranger.partition("<main")[2]


def test_the_town_sees_what_stands_there_and_can_change_it(play, as_):
    reference = ask(play, "a4.kurz: Bitte nennen Sie die Zielgruppe.", "Wann tagt der Rat?")
    _case, answers, _items = held(reference)
    page = main(as_(EDITOR).get(page_of(reference)))
    assert "A4 Kurzbeschreibung" in page
    assert answers.summary in page
    assert "a4.kurz" not in page


def test_a_new_value_is_an_answer_and_old_and_new_stand_side_by_side(play, as_):
    reference = ask(play, "a4.kurz: Bitte nennen Sie die Zielgruppe.")
    old = held(reference)[1].summary
    answer = as_(EDITOR).send(
        page_of(reference), {"value_0": NEW, "items-0-answer": "", "aktion": "senden"}
    )
    assert answer.status_code == 303
    case, answers, [item] = held(reference)
    assert (case.application.state, answers.summary) == (State.IN_CHECK, NEW.strip())
    assert (item.old_value, item.new_value) == ({"value": old}, {"value": NEW.strip()})
    file = as_(REVIEWER).get(f"/vorgaenge/{reference}").text
    assert f"<del>{old}</del>" in file
    assert f"<ins>{NEW.strip()}</ins>" in file


def test_what_is_saved_for_later_changes_nothing_yet(play, as_):
    reference = ask(play, "a4.kurz: Bitte nennen Sie die Zielgruppe.")
    old = held(reference)[1].summary
    as_(EDITOR).send(
        page_of(reference), {"value_0": NEW, "items-0-answer": "", "aktion": "speichern"}
    )
    assert held(reference)[1].summary == old
    assert NEW.strip() in as_(EDITOR).get(page_of(reference)).text
    assert f"<ins>{NEW.strip()}</ins>" not in as_(REVIEWER).get(f"/vorgaenge/{reference}").text


def test_the_same_value_and_no_word_is_no_answer(play, as_):
    reference = ask(play, "a4.kurz: Bitte nennen Sie die Zielgruppe.")
    answer = as_(EDITOR).send(page_of(reference), {"items-0-answer": "", "aktion": "senden"})
    assert answer.status_code == 422
    assert held(reference)[0].application.state == State.INFO_REQUESTED


def test_only_the_field_that_was_asked_about_changes(play, as_):
    reference = ask(play, "a4.kurz: Bitte nennen Sie die Zielgruppe.", "Und sonst?")
    before = held(reference)[1]
    sent = {"value_1": "fremd", "title": "fremd", "problem": "fremd", "items-0-answer": "Ja."}
    town = as_(EDITOR)
    town.send(page_of(reference), sent | {"items-1-answer": "Nichts.", "aktion": "senden"})
    case, after, _items = held(reference)
    assert case.application.state == State.IN_CHECK
    assert (after.summary, after.problem) == (before.summary, before.problem)
    assert case.application.title != "fremd"


def test_what_the_case_itself_holds_is_mended_too(play, as_):
    keys = ("a4.titel", "a8.zuwendung", "a8.eigenmittel", "a8.jahre[1].betrag")
    reference = ask(play, *(f"{key}: Bitte prüfen." for key in keys))
    sent = {f"items-{number}-answer": "" for number in range(4)} | {"aktion": "senden"}
    sent |= {"value_0": "Besserer Titel", "value_1": "18.000,00"}
    sent |= {"value_2": "4.222,23", "value_3": "18.000,00"}
    assert as_(EDITOR).send(page_of(reference), sent).status_code == 303
    case = held(reference)[0].application
    assert (case.title, case.requested_cents) == ("Besserer Titel", 1_800_000)


def test_a_value_that_cannot_be_read_is_named_and_sends_nothing(play, as_):
    reference = ask(play, "a8.zuwendung: Bitte prüfen.")
    answer = as_(EDITOR).send(
        page_of(reference), {"value_0": "viel", "items-0-answer": "", "aktion": "senden"}
    )
    assert answer.status_code == 422
    assert 'href="#value_0"' in answer.text
    assert held(reference)[0].application.state == State.INFO_REQUESTED


def test_a_file_for_an_annex_goes_into_its_slot_and_ends_the_one_before(play, as_):
    reference = ask(play, "a11.ratsbeschluss: Bitte nachreichen.")
    data = {"items-0-file": (io.BytesIO(pdf()), "Beschluss.pdf"), "aktion": "senden"}
    assert as_(EDITOR).send(page_of(reference), data).status_code == 303
    with reading() as session:
        [annex] = session.scalars(select(Annex)).all()
    assert (annex.slot, annex.ended_at) == ("resolution", None)
    assert "Beschluss.pdf" in main(as_(REVIEWER).get(f"/vorgaenge/{reference}"))


def test_a_second_file_for_a_full_slot_ends_the_first_which_stays_on_record(play, as_):
    reference = ask(play, "a11.ratsbeschluss: Bitte nachreichen.")
    for note in ("erste", "zweite"):
        data = {"items-0-file": (io.BytesIO(pdf(note)), f"{note}.pdf"), "aktion": "senden"}
        assert as_(EDITOR).send(page_of(reference), data).status_code == 303
        if note == "erste":
            again = ["a11.ratsbeschluss: Bitte den unterschriebenen."]
            play.step(REVIEWER, reference, Trigger.REQUEST_INFO, items=again)
    with reading() as session:
        ended = session.scalars(select(Annex.ended_at).order_by(Annex.added_at)).all()
    assert [one is None for one in ended] == [False, True]


def test_what_is_refused_changes_nothing_whatever_was_typed_beside_it(play, as_):
    reference = ask(play, "a4.kurz: Bitte nennen Sie die Zielgruppe.")
    old = held(reference)[1].summary
    sent = {"value_0": NEW, "items-0-answer": "Das geht nicht.", "items-0-refused": "y"}
    assert as_(EDITOR).send(page_of(reference), sent | {"aktion": "senden"}).status_code == 303
    case, answers, [item] = held(reference)
    assert (case.application.state, item.state) == (State.IN_CHECK, "refused")
    assert answers.summary == old


@pytest.mark.parametrize("key", ["a4.hauptfeld", "a4.felder", "a12.correct", "a1.traeger"])
def test_what_was_signed_or_decides_on_the_money_is_answered_in_words_only(play, as_, key):
    reference = ask(play, f"{key}: Warum?")
    sent = {"value_0": "graffiti", "items-0-answer": "Darum.", "aktion": "senden"}
    town, before = as_(EDITOR), held(reference)[0].application.field_id
    assert "value_0" not in town.get(page_of(reference)).text
    assert town.send(page_of(reference), sent).status_code == 303
    case, answers, [item] = held(reference)
    assert item.new_value is None
    assert case.application.field_id == before
    assert answers.value("correct") is None


def test_a_line_of_the_plan_is_named_by_its_number(play, as_):
    reference = ask(play, "a7.pos[2].betrag: Wie kommt er zustande?")
    page = main(as_(EDITOR).get(page_of(reference)))
    assert "A7 Position 2: Betrag" in page
    assert 'name="value_0"' in as_(EDITOR).get(page_of(reference)).text


@pytest.mark.parametrize("question", ["b4.kurz: was?", "a4.nichts: was?", "a99.x: was?"])
def test_a_key_that_is_none_stays_part_of_the_question(play, question):
    reference = ask(play, question)
    [item] = held(reference)[2]
    assert (item.question, item.field_key, item.old_value) == (question, "", None)


def test_the_letter_names_the_field_and_not_its_key(play):
    ask(play, "a4.kurz: Bitte nennen Sie die Zielgruppe.")
    told = "A4 Kurzbeschreibung: Bitte nennen Sie die Zielgruppe."
    with reading() as session:
        facts = session.scalars(
            select(Notice.facts).where(Notice.kind == "information_requested")
        ).all()
    assert facts
    assert all(told in str(fact) for fact in facts)


def lines_of(reference):
    with reading() as session:
        return [
            (line.label, line.amount_cents, line.unit_price_cents)
            for line in find.case(session, CLOCK, reference).lines
        ]


def test_a_field_of_a_line_is_mended_and_no_other_line_changes(play, as_):
    keys = ("a7.pos[2].betrag", "a7.pos[2].bezeichnung", "a7.pos[3].betrag")
    reference = ask(play, *(f"{key}: Bitte prüfen." for key in keys))
    first, second, third = lines_of(reference)
    sent = {f"items-{number}-answer": "" for number in range(3)} | {"aktion": "senden"}
    sent |= {"value_0": "4.344,44", "value_1": "Genauer benannt", "value_2": "2.322,23"}
    assert as_(EDITOR).send(page_of(reference), sent).status_code == 303
    assert lines_of(reference) == [
        first,
        ("Genauer benannt", 434_444, None),
        (third[0], 232_223, None),
    ]
    file = as_(REVIEWER).get(f"/vorgaenge/{reference}").text
    assert f"<del>{second[0]}</del>" in file
    assert "<ins>Genauer benannt</ins>" in file


def test_with_a_price_the_amount_follows_and_is_not_typed_itself(play, as_):
    reference = ask(play, "a7.pos[1].einzel: Bitte nennen.")
    whole = lines_of(reference)[0][1]
    with transaction() as session:
        line = find.case(session, CLOCK, reference).lines[0]
        line.unit, line.quantity_thousandths, line.amount_cents = "hour", 2_000, 1
    sent = {"value_0": "7.777,78", "items-0-answer": "", "aktion": "senden"}
    assert as_(EDITOR).send(page_of(reference), sent).status_code == 303
    assert lines_of(reference)[0][1:] == (whole, 777_778)
    play.step(REVIEWER, reference, Trigger.REQUEST_INFO, items=["a7.pos[1].betrag: Warum?"])
    assert "value_0" not in as_(EDITOR).get(page_of(reference)).text


def test_a_value_that_does_not_fit_its_line_is_named_and_nothing_is_sent(play, as_):
    reference = ask(play, "a7.pos[1].davon: Wie viel davon?")
    before = lines_of(reference)
    sent = {"value_0": "1.000.000,00", "items-0-answer": "", "aktion": "senden"}
    answer = as_(EDITOR).send(page_of(reference), sent)
    assert answer.status_code == 422
    assert (held(reference)[0].application.state, lines_of(reference)) == (
        State.INFO_REQUESTED,
        before,
    )


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("a4.kurz", {"value_0": "kurz"}, "mindestens"),
        ("a8.zuwendung", {"value_0": "99.999,00"}, "höchstens"),
        ("a7.pos[3].betrag", {"value_0": "1,00"}, ""),
    ],
)
def test_what_submission_would_refuse_is_not_taken_in_an_answer_and_stays_typed(
    play, as_, key, typed, said
):
    reference = ask(play, f"{key}: Bitte prüfen.")
    before = held(reference)[1].summary, lines_of(reference)
    town = as_(EDITOR)
    data = typed | {"items-0-answer": "", "items-0-file": (io.BytesIO(pdf()), "Beleg.pdf")}
    answer = town.send(page_of(reference), data | {"aktion": "senden"})
    assert answer.status_code == 422
    assert said in main(answer)
    case, answers, [item] = held(reference)
    assert (case.application.state, item.state) == (State.INFO_REQUESTED, "open")
    assert (answers.summary, lines_of(reference)) == before
    assert typed["value_0"] in answer.text
    assert "Beleg.pdf" in answer.text
    again = town.get(page_of(reference)).text
    assert typed["value_0"] in again
    assert "Beleg.pdf" in again


def test_a_row_of_the_answers_is_mended_in_its_place(play, as_):
    reference = bring(play, State.IN_CHECK)
    kind = {"giver": "Verein", "kind": "association", "standing": "promised"}
    rows = [{"id": "eins", "amount": 5_000} | kind, {"id": "zwei", "amount": 7_000} | kind]
    with transaction() as session:
        case = find.case(session, CLOCK, reference)
        case.answers.keep("third_parties", rows)
        case.answers.third_party_cents = 12_000
        case.answers.own_cash_cents -= 12_000
    keys = ("a8.dritte[2].betrag", "a8.eigenmittel")
    items = [f"{key}: Neu?" for key in keys]
    play.step(REVIEWER, reference, Trigger.REQUEST_INFO, items=items)
    sent = {"items-0-answer": "", "items-1-answer": "", "aktion": "senden"}
    sent |= {"value_0": "80,00", "value_1": "2.092,23"}
    assert as_(EDITOR).send(page_of(reference), sent).status_code == 303
    answers = held(reference)[1]
    assert [row["amount"] for row in answers.value("third_parties")] == [5_000, 8_000]
    assert (answers.third_party_cents, answers.own_cash_cents) == (13_000, 209_223)


@pytest.mark.parametrize(
    "key", ["a2.partner[1].anteil", "a7.pos[99].betrag", "a7.pos[0].betrag", "a7.pos.betrag"]
)
def test_what_a_partner_signed_and_what_is_no_row_is_answered_in_words_only(play, as_, key):
    reference = ask(play, f"{key}: Warum?")
    sent = {"value_0": "5", "items-0-answer": "Darum.", "aktion": "senden"}
    assert "value_0" not in as_(EDITOR).get(page_of(reference)).text
    assert as_(EDITOR).send(page_of(reference), sent).status_code == 303


def test_a_click_at_a_row_leads_to_the_fields_that_the_town_can_mend(play, as_):
    reference = bring(play, State.IN_CHECK)
    office = as_(REVIEWER)
    way = f"/vorgaenge/{reference}/nachfordern"
    assert f"{way}?feld=a7.pos[2]" in office.get(f"/vorgaenge/{reference}").text
    page = office.get(f"{way}?feld=a4.kurz&feld=a7.pos[2]").text
    links = re.findall(r'href="([^"]*feld=[^"]*)">2: ([^<]+)<', page)
    names = [name for _href, name in links]
    assert "Betrag" in names
    assert "Kommune" not in names  # not asked of this application
    chosen = {name: href for href, name in links}["Betrag"].replace("&amp;", "&")
    assert "a4.kurz: \na7.pos[2].betrag: " in office.get(chosen).text
    empty = office.get(f"{way}?feld=a7.pos[99]").text
    assert "99: " not in empty


@pytest.mark.parametrize(
    "key", ["a99.unsinn", "a7.pos[9]", "a7.pos[9].betrag", "a7.pos[0].betrag", "a4.nichts"]
)
def test_the_key_of_no_entry_is_told_to_the_office_and_asked_of_nobody(play, as_, key):
    reference = bring(play, State.IN_CHECK)
    sent = {"items": f"{key}: Warum?", "aktion": "request_info"}
    answer = as_(REVIEWER).send(f"/vorgaenge/{reference}/nachfordern", sent)
    assert answer.status_code == 422
    assert f"„{key}“ ist keine Angabe dieses Antrags" in main(answer)
    assert play._read(reference).state == State.IN_CHECK


def test_the_receipt_names_the_amount_that_was_submitted_whatever_is_mended_later(play, as_):
    reference = bring(play, State.IN_CHECK)
    with transaction() as session:
        find.case(session, CLOCK, reference).application.requested_cents = 1
    assert "20.000,00" in main(as_(EDITOR).get(f"/antraege/{reference}/bestaetigung"))
