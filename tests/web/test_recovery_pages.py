"""The pages of what is reclaimed: the cashier books, two people ease it, the town sees its part."""

from __future__ import annotations

from datetime import timedelta

import pytest

from funding.services.reporting.recover import Terms
from funding.services.reviewing.declare_bias import declare_bias
from tests.recoveries import CASHIER, OTHER_APPROVER, REVIEWER, asked, claim, fallen_due
from tests.stages import EDITOR, SIGNATORY, bring
from workflows.application import State as CaseState
from workflows.recovery import Relief, State

LISTED = "/mittel/rueckforderungen"


@pytest.fixture
def reference(play):
    return bring(play, CaseState.RECOVERING)


def office(reference):
    return f"/vorgaenge/{reference}/rueckforderung"


def town(reference):
    return f"/antraege/{reference}/rueckforderung"


def day_fields(name, day):
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}-{part}": str(value) for part, value in parts.items()}


def act(person, reference, deed, **more):
    return person.send(office(reference), {"aktion": deed} | more, office(reference))


def booked(person, reference, amount, day):
    return act(person, reference, "receive", amount=amount, **day_fields("value_on", day))


def barred(person, reference, deed, **typed):
    """Send a form that the page does not offer; return with which status it is refused."""
    data = {"aktion": deed} | typed | person.form(1)
    return person.post(office(reference), data=data).status_code


def test_a_cashier_books_and_the_town_sees_what_is_left(play, as_, reference):
    fallen_due(play, reference)
    cashier = as_(CASHIER)
    assert "1 Rückforderung, 600,01 € offen" in cashier.get(LISTED).text.replace("\xa0", " ")
    assert booked(cashier, reference, "100,00", play.today).status_code == 303
    page = as_(SIGNATORY).get(town(reference)).text.replace("\xa0", " ")
    for words in ("600,01 €", "100,00 €", "500,01 €", "Zu zahlen"):
        assert words in page
    assert "Kasse<" not in page
    overview = as_(SIGNATORY).get(f"/antraege/{reference}").text.replace("\xa0", " ")
    assert "Rückzahlung offen" in overview
    assert "Noch zurückzuzahlen" in overview
    assert booked(cashier, reference, "500,01", play.today).status_code == 303
    assert claim(reference).state == State.PAID
    assert reference not in cashier.get(LISTED).text
    assert "Bezahlt" in as_(SIGNATORY).get(town(reference)).text


def test_before_its_notice_a_town_sees_nothing_of_a_claim(play, as_, reference):
    for email in (EDITOR, SIGNATORY):
        person = as_(email)
        assert person.get(town(reference)).status_code == 404
        page = person.get(f"/antraege/{reference}").text
        assert "Nachweis wird geprüft" in page
        for word in ("Rückzahlung offen", "Rückforderung gezeichnet", "rueckforderung"):
            assert word not in page
        listed = person.get("/antraege").text
        assert "Rückzahlung offen" not in listed
        assert reference in listed
        assert "Rückzahlung" not in person.get("/fristen").text
    play.go(play.today + timedelta(days=6))
    assert as_(SIGNATORY).get(town(reference)).status_code == 200


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"amount": ""}, "Betrag"),
        ({"amount": "viel"}, "Betrag"),
        ({"value_on-day": ""}, "Tag"),
        ({"amount": "600,02"}, "was offen ist (600,01"),
        ({"amount": "0,00"}, "was offen ist (600,01"),
    ],
)
def test_what_cannot_be_booked_says_why(play, as_, reference, typed, sentence):
    data = {"amount": "1,00"} | day_fields("value_on", play.today) | typed
    answer = act(as_(CASHIER), reference, "receive", **data)
    assert answer.status_code in (409, 422)
    assert sentence in answer.text.replace("\xa0", " ")
    assert claim(reference).paid_cents == 0


def test_one_asks_for_instalments_and_another_grants_them(play, as_, reference):
    fallen_due(play, reference)
    reviewer, approver = as_(REVIEWER), as_(OTHER_APPROVER)
    first = play.today + timedelta(days=10)
    terms = {"relief": "instalments", "parts": "3", "reason": "Haushalt gesperrt."}
    wrong = act(reviewer, reference, "propose_relief", **terms)
    assert wrong.status_code == 422
    answer = act(reviewer, reference, "propose_relief", **terms, **day_fields("from_on", first))
    assert answer.status_code == 303
    assert "Es entscheidet" in reviewer.get(office(reference)).text
    assert "Haushalt gesperrt." not in as_(SIGNATORY).get(town(reference)).text
    assert barred(reviewer, reference, "grant_relief") == 403
    assert act(approver, reference, "refuse_relief").status_code == 422
    assert act(approver, reference, "grant_relief").status_code == 303
    assert claim(reference).state == State.IN_INSTALMENTS
    page = as_(SIGNATORY).get(town(reference)).text.replace("\xa0", " ")
    assert "Vereinbarte Raten" in page
    assert "200,01 €" in page


def test_a_write_off_reads_to_the_town_as_not_pursued(play, as_, reference):
    due = fallen_due(play, reference).due_on
    play.go(due + timedelta(days=4))
    asked(play, reference, Terms(Relief.WRITE_OFF, "Ohne Aussicht."))
    assert act(as_(OTHER_APPROVER), reference, "grant_relief").status_code == 303
    page = as_(SIGNATORY).get(town(reference)).text
    assert "Niedergeschlagen" not in page
    assert "Ohne Aussicht." not in page


def test_another_town_and_other_roles_find_nothing(play, as_, reference):
    fallen_due(play, reference)
    stranger = as_("zeichnung@rodewisch.example")
    assert stranger.get(town(reference)).status_code == 404
    assert stranger.get(office(reference)).status_code == 404
    assert as_(SIGNATORY).get(office(reference)).status_code == 403
    for email in (REVIEWER, "nachweispruefung@smi.example"):
        assert barred(as_(email), reference, "receive", amount="1,00") == 403
    for deed in ("annul", "fall_due"):
        assert barred(as_(CASHIER), reference, deed) == 404
    assert claim(reference).paid_cents == 0


def test_who_is_biased_learns_of_no_claim_of_the_case(play, as_, reference):
    play.act(CASHIER, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    cashier = as_(CASHIER)
    assert reference not in cashier.get(LISTED).text
    assert cashier.get(office(reference)).status_code == 404
    assert barred(cashier, reference, "receive", amount="1,00") == 404
    assert claim(reference).paid_cents == 0


def test_two_who_book_at_once_book_once(play, as_, reference):
    first, second = as_(CASHIER), as_(CASHIER)
    typed = {"aktion": "receive", "amount": "600,01"} | day_fields("value_on", play.today)
    forms = [person.form(claim(reference).version) for person in (first, second)]
    answers = [
        person.post(office(reference), data=typed | form)
        for person, form in zip((first, second), forms, strict=True)
    ]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert claim(reference).paid_cents == 60_001


def test_the_file_of_a_case_leads_to_its_claim(play, as_, reference):
    for email in (REVIEWER, CASHIER):
        assert office(reference) in as_(email).get(f"/vorgaenge/{reference}").text


def test_the_settlement_says_that_money_is_reclaimed_before_it_is_signed(play, as_):
    heard = bring(play, CaseState.HEARD)
    play.audit(heard)
    page = as_("entscheidung1@smi.example").get(f"/vorgaenge/{heard}/abrechnung").text
    assert "Abrechnung mit Rückforderung zeichnen" in page
    assert "600,01" in page


def test_the_office_sees_how_interest_comes_about_and_the_town_does_not(play, as_, reference):
    fallen_due(play, reference)
    page = as_(CASHIER).get(office(reference)).text.replace("\xa0", " ")
    for words in ("Zinsen auf die Rückforderung", "§ 49a Abs. 3 VwVfG", "6,62 %"):
        assert words in page
    assert "Zinsen" not in as_(SIGNATORY).get(town(reference)).text
