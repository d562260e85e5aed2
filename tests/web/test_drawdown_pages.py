"""The pages of a drawdown: the town draws, the office pays, and everybody sees only their part."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.law.money import euro as with_space
from funding.models import Drawdown, Payment
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.services.reviewing.declare_bias import declare_bias
from tests.drawing import (
    CASHIER,
    CHECKER,
    COMPUTER,
    ORDERER,
    certified,
    drawdown,
    drawn,
    ordered,
    paid,
    running,
)
from tests.recoveries import received
from tests.services.attempts import notice
from tests.stages import EDITOR, PARTNER, REVIEWER, SIGNATORY, bring
from workflows.application import State as CaseState
from workflows.application import Trigger as CaseTrigger
from workflows.drawdown import State, Trigger


def euro(cents, language):
    return with_space(cents, language).replace("\xa0", " ")


PASSWORD = "praevention-2022"


@pytest.fixture
def reference(play):
    return running(play)


def ordered_by(play, reference):
    """Let the reviewer, the lead and the budget officer certify and order the drawdown."""
    lead = "teamleitung@smi.example"
    for email, deed in ((CHECKER, "check"), (lead, "compute"), (ORDERER, "order")):
        certified(play, reference, Trigger(deed), email)


def town_page(reference, rest=""):
    return f"/antraege/{reference}/mittelabrufe{rest}"


def office_page(reference, number=1):
    return f"/vorgaenge/{reference}/mittelabrufe/{number}"


def day_fields(name, day):
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def figures(day, amount="5.000,00", need="10.000,00"):
    typed = {"amount_cents": amount, "spent_cents": "0,00", "need_cents": need}
    return typed | {"purpose": "Gehälter im Oktober"} | day_fields("needed_until", day)


def begin(town, reference, play, **more):
    data = figures(play.today + timedelta(days=30)) | more
    return town.send(town_page(reference, "/neu"), data, town_page(reference, "/neu"))


def act(office, reference, deed, **more):
    return office.send(office_page(reference), {"aktion": deed} | more, office_page(reference))


def test_a_town_draws_and_four_people_pay_it_out_page_by_page(play, as_, reference):
    town, signatory = as_(EDITOR), as_(SIGNATORY)
    assert "Sie haben noch keine Mittel abgerufen." in town.get(town_page(reference)).text
    answer = begin(town, reference, play)
    assert (answer.status_code, answer.location) == (303, town_page(reference, "/1"))
    assert (
        "Senden kann ihn nur eine zeichnungsberechtigte Person." in town.get(answer.location).text
    )
    sign = {"password": PASSWORD, "aktion": "senden"}
    answer = signatory.send(town_page(reference, "/1"), sign, town_page(reference, "/1"))
    assert answer.status_code == 303
    assert "Eingegangen" in town.get(town_page(reference)).text
    overview = town.get(f"/antraege/{reference}").text
    assert "Wer ist dran: die Geschäftsstelle." in overview
    assert f'href="{town_page(reference, "/1")}"' in overview
    for email, deed in ((CHECKER, "check"), (COMPUTER, "compute"), (ORDERER, "order")):
        office = as_(email)
        assert reference in office.get("/mittel/auszahlungen").text
        assert act(office, reference, deed).status_code == 303
    cashier = as_(CASHIER)
    page = cashier.get("/mittel/auszahlungen").text
    assert "1 Mittelabruf, 5.000,00" in page.replace("\xa0", " ")
    assert act(cashier, reference, "pay", **day_fields("value_on", play.today)).status_code == 303
    assert drawdown(reference).state == State.PAID
    shown = town.get(town_page(reference, "/1")).text
    assert "Ausgezahlt, Verwendung offen" in shown
    for name in ("Sachbearbeitung", "Haushalt", "Kasse"):
        assert name not in shown
    use = {"aktion": "verwendet"} | day_fields("used_on", play.today)
    answer = town.send(town_page(reference, "/1"), use, town_page(reference, "/1"))
    assert answer.status_code == 303
    assert drawdown(reference).state == State.USED


def test_what_cannot_be_sent_says_why_with_the_numbers(play, as_, reference):
    town = as_(EDITOR)
    begin(town, reference, play, amount_cents="20.000,01", need_cents="10,00")
    page = town.get(town_page(reference, "/1")).text.replace("\xa0", " ")
    assert "höher als die noch verfügbare Zuwendung (20.000,00 €)" in page
    assert re.search(r"anteilig nur noch [\d.]+,\d\d € abrufen", page)
    signatory = as_(SIGNATORY)
    sign = {"password": PASSWORD, "aktion": "senden"}
    answer = signatory.send(town_page(reference, "/1"), sign, town_page(reference, "/1"))
    assert answer.status_code == 409
    assert drawdown(reference).state == State.DRAFTED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"amount_cents": ""}, "Betrag des Mittelabrufs"),
        ({"amount_cents": "-5"}, "Betrag des Mittelabrufs"),
        ({"amount_cents": "12.50"}, "Betrag des Mittelabrufs"),
        ({"need_cents": ""}, "Bis dahin fällige Zahlungen"),
        ({"purpose": " "}, "Wofür das Geld gebraucht wird"),
        ({"needed_until-day": "31", "needed_until-month": "2"}, "Gebraucht für Zahlungen bis"),
        ({"needed_until-day": "", "needed_until-month": "", "needed_until-year": ""}, "bis"),
    ],
)
def test_what_is_typed_wrong_is_told_at_its_place_and_kept(play, as_, reference, changes, sentence):
    town = as_(EDITOR)
    answer = begin(town, reference, play, **changes)
    assert answer.status_code == 422
    assert sentence in answer.text.replace("\xa0", " ")
    with reading() as session:
        assert session.scalars(select(Drawdown.id)).all() == []


def test_a_wrong_password_sends_nothing(play, as_, reference):
    begin(as_(EDITOR), reference, play)
    signatory = as_(SIGNATORY)
    sign = {"password": "falsch", "aktion": "senden"}
    answer = signatory.send(town_page(reference, "/1"), sign, town_page(reference, "/1"))
    assert answer.status_code == 422
    assert drawdown(reference).state == State.DRAFTED


def test_a_drawdown_of_another_town_is_not_there(play, as_, reference):
    drawn(play, reference, 500_000)
    stranger = as_("zeichnung@rodewisch.example")
    for page in (town_page(reference), town_page(reference, "/1"), office_page(reference)):
        assert stranger.get(page).status_code in (403, 404)
        assert "5.000,00" not in stranger.get(page).text


def test_a_partner_reads_but_does_not_draw(play, as_, reference):
    assert as_(PARTNER).get(town_page(reference)).status_code == 404


@pytest.mark.parametrize("email", ["zweitbewertung@smi.example", "entscheidung1@smi.example"])
def test_who_pays_nothing_out_sees_no_payments(play, as_, reference, email):
    drawn(play, reference, 500_000)
    office = as_(email)
    assert office.get("/mittel/auszahlungen").status_code == 403
    assert office.get(office_page(reference)).status_code == 403


def test_who_is_biased_learns_of_no_drawdown_of_the_case(play, as_, reference):
    drawn(play, reference, 500_000)
    assert reference in as_(COMPUTER).get("/mittel/auszahlungen").text
    play.act(COMPUTER, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    assert reference not in as_(COMPUTER).get("/mittel/auszahlungen").text
    ordered_by(play, reference)
    assert reference in as_(CASHIER).get("/mittel/zahlungsdateien").text
    play.act(CASHIER, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    assert reference not in as_(CASHIER).get("/mittel/zahlungsdateien").text


def test_a_step_of_another_role_is_refused_by_name(play, as_, reference):
    drawn(play, reference, 500_000)
    reviewer, cashier = as_(CHECKER), as_(CASHIER)
    for person, deed, status in (
        (reviewer, "order", 403),
        (cashier, "check", 403),
        (reviewer, "nonsense", 404),
    ):
        form = person.form(drawdown(reference).version)
        answer = person.post(office_page(reference), data=form | {"aktion": deed})
        assert answer.status_code == status
    assert drawdown(reference).state == State.REQUESTED


def test_asking_or_refusing_needs_words(play, as_, reference):
    drawn(play, reference, 500_000)
    reviewer = as_(CHECKER)
    for deed in ("question", "refuse"):
        assert act(reviewer, reference, deed, reason=" ").status_code == 422
    answer = act(reviewer, reference, "question", reason="Wofür genau?")
    assert answer.status_code == 303
    assert "Wofür genau?" in as_(EDITOR).get(town_page(reference, "/1")).text


def test_two_who_pay_at_once_book_once(play, as_, reference):
    ordered(play, reference, 500_000)
    first, second = as_(CASHIER), as_(CASHIER)
    data = {"aktion": "pay"} | day_fields("value_on", play.today)
    forms = [one.fields(office_page(reference)) for one in (first, second)]
    answers = [
        one.post(office_page(reference), data=form | data)
        for one, form in zip((first, second), forms, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [303, 409]
    with reading() as session:
        assert session.scalars(select(Payment.amount_cents)).all() == [500_000]


def test_who_was_quicker_at_a_drawdown_is_named_with_what_they_did(play, as_, reference):
    drawn(play, reference, 500_000)
    other = as_("sachbearbeitung2@smi.example")
    form = other.fields(office_page(reference))
    certified(play, reference, Trigger("check"), CHECKER)
    answer = other.post(office_page(reference), data=form | {"aktion": "check"})
    assert answer.status_code == 409
    assert "Sachbearbeitung 1 war schneller: Mittelabruf sachlich richtig." in answer.text
    assert "Antrag eingereicht" not in answer.text


def test_late_use_proposes_interest_to_the_office_only(play, as_, reference):
    paid(play, reference, ordered(play, reference, 500_000))
    play.go(drawdown(reference).due_on + timedelta(days=9))
    shown = as_(CHECKER).get(office_page(reference)).text
    assert "Zinsen für verspätete Verwendung" in shown
    assert "§ 49a Abs. 4 VwVfG" in shown
    assert (
        "Zinsen für verspätete Verwendung" not in as_(EDITOR).get(town_page(reference, "/1")).text
    )


def test_a_closed_case_shows_its_final_grant_and_offers_nothing_to_draw(play, as_):
    reference = bring(play, CaseState.CLOSED)
    page = as_(EDITOR).get(town_page(reference)).text
    assert "Endgültige Zuwendung nach der Prüfung" in page
    assert "Mittel abrufen" not in page


def test_before_the_notice_a_town_has_no_drawdowns(play, as_):
    reference = bring(play, CaseState.APPROVED)
    assert as_(EDITOR).get(town_page(reference)).status_code == 404


def test_money_out_is_no_longer_booked_without_a_drawdown(play, as_, reference):
    budget = as_(ORDERER)
    page = f"/vorgaenge/{reference}/zahlung"
    assert 'value="out"' not in budget.get(page).text
    data = {"direction": "out", "amount_cents": "1,00", "aktion": "record_payment"}
    answer = budget.send(page, data | day_fields("value_on", play.today), page)
    assert answer.status_code in (409, 422)
    with reading() as session:
        assert session.scalars(select(Payment.id)).all() == []


def test_the_case_file_names_its_drawdowns(play, as_, reference):
    drawn(play, reference, 500_000)
    assert "Mittelabruf Nr. 1" in as_(CHECKER).get(f"/vorgaenge/{reference}").text


def test_after_a_revocation_the_page_names_the_final_grant_and_what_came_back(play, as_):
    reference = bring(play, CaseState.RECOVERING)
    play.go(play.today + timedelta(days=10))
    case = play._read(reference)
    page = as_(EDITOR).get(town_page(reference)).text.replace("\xa0", " ")
    told = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert f"Endgültige Zuwendung nach der Prüfung {euro(case.final_cents, 'de')}" in told
    assert "Von der Kommune zurückgezahlt" not in told
    assert "Die endgültige Zuwendung ist ausgezahlt; abzurufen ist nichts mehr." in told
    assert "Noch nicht möglich" not in told
    received(play, reference, 10_000)
    page = as_(EDITOR).get(town_page(reference)).text.replace("\xa0", " ")
    told = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert f"Ausgezahlt {euro(case.paid_cents, 'de')}" in told
    assert "Von der Kommune zurückgezahlt 100,00 €" in told


def test_what_keeps_every_drawdown_from_being_sent_is_said_before_it_is_written(play, as_):
    reference = bring(play, CaseState.IN_PROGRESS)  # of a town without an account
    town = as_(EDITOR)
    for rest in ("", "/neu"):
        page = town.get(town_page(reference, rest)).text
        assert "Sie können einen Mittelabruf jetzt schreiben, aber noch nicht senden" in page
        assert "keine Bankverbindung bestätigt" in page
        assert "Der letzte Tag für Mittelabrufe" not in page
    play.moved.instant = play.moved.instant.replace(month=12, day=20)
    assert "Der letzte Tag für Mittelabrufe" in as_(EDITOR).get(town_page(reference)).text


def test_with_an_account_in_time_nothing_is_said(play, as_, reference):
    assert "aber noch nicht senden" not in as_(EDITOR).get(town_page(reference)).text


def test_what_is_wrong_with_the_amount_leads_to_the_form(play, as_, reference):
    town = as_(EDITOR)
    begin(town, reference, play, amount_cents="20.000,01", need_cents="10,00")
    page = town.get(town_page(reference, "/1")).text
    why = page.partition('class="fp-why"')[2].partition("</ul>")[0]
    assert f'href="{town_page(reference, "/1/bearbeiten")}"' in why
    assert f'href="{town_page(reference)}"' not in why
    assert "für spätere Jahre bewilligt" not in why


def test_where_nothing_is_left_no_smaller_amount_is_asked_for(play, as_, reference):
    play.pay(reference, 2_000_000)
    page = as_(EDITOR).get(town_page(reference)).text
    assert "Von der Zuwendung ist nichts mehr abzurufen." in page
    assert "Tragen Sie einen kleineren Betrag ein" not in page


def test_before_the_project_begins_its_first_day_is_named(play, as_):
    reference = bring(play, CaseState.APPROVED)
    play.step(REVIEWER, reference, CaseTrigger.RECORD_NOTICE, **notice(play.today))
    play.go(play.today + timedelta(days=10))
    page = as_(SIGNATORY).get(town_page(reference)).text
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        first = max(case.answers.begins_on, case.notice.final_on)
    assert f"frühestens ab {first:%d.%m.%Y}" in " ".join(page.split())
    assert "ist nachgewiesen oder beendet" not in page
    assert "sofort abrufen" not in page
