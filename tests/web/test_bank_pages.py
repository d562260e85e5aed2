"""The pages of bank details and payment files."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import BankDetails, Drawdown, PaymentFile
from funding.services.administration.set_up_demo import PASSWORD
from tests.drawing import CASHIER, CHECKER, drawdown, ordered
from tests.stages import EDITOR, PARTNER, SIGNATORY, TOWN_KEY, bring
from workflows.application import State as CaseState
from workflows.bank_details import State

IBAN = "DE02120300000000202051"
PAGE, OFFICE, FILES = "/bankverbindung", "/mittel/bankverbindungen", "/mittel/zahlungsdateien"


def enter(town, **more):
    data = {"holder": "Stadt Flöha", "iban": "DE02 1203 0000 0000 2020 51"}
    return town.send(PAGE, data | {"municipality": TOWN_KEY} | more)


def one():
    with reading() as session:
        return session.scalars(select(BankDetails)).one()


def answer(town, deed, **more):
    found = one()
    data = {"aktion": deed, "konto": str(found.id), "version": str(found.version)}
    return town.send(PAGE, data | more)


def test_two_people_and_a_call_back_bring_an_account_into_force_page_by_page(play, as_):
    assert "Noch keine Bankverbindung." in as_(EDITOR).get(PAGE).text
    assert enter(as_(EDITOR)).status_code == 303
    assert "Eine zeichnungsberechtigte Person" in as_(EDITOR).get(PAGE).text
    signatory = as_(SIGNATORY)
    assert IBAN in signatory.get(PAGE).text
    assert answer(signatory, "confirm", password=PASSWORD).status_code == 303
    office = as_(CHECKER)
    assert "Flöha" in office.get(OFFICE).text
    page = f"{OFFICE}/{one().id}"
    missing = office.send(page, {"aktion": "call_back", "called": " "})
    assert missing.status_code == 422
    done = office.send(page, {"aktion": "call_back", "called": "Kämmerei, 03726 0"})
    assert done.status_code == 303
    assert one().state == State.ACTIVE
    shown = signatory.get(PAGE).text
    assert IBAN not in shown
    assert "DE02 … 2051" in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"iban": "DE02 1203 0000 0000 2020 52"}, "Diese IBAN gibt es nicht."),
        ({"iban": ""}, "IBAN"),
        ({"holder": " "}, "Kontoinhaber"),
        ({"municipality": "14523360"}, "Kommune"),
    ],
)
def test_what_is_typed_wrong_is_told_and_not_kept(play, as_, changes, sentence):
    found = enter(as_(EDITOR), **changes)
    assert found.status_code in (404, 422)
    if found.status_code == 422:
        assert sentence in found.text
    with reading() as session:
        assert session.scalars(select(BankDetails.id)).all() == []


@pytest.mark.parametrize(
    ("password", "told"),
    [("", "Füllen Sie dieses Feld aus"), ("not-the-password", "Das Passwort stimmt nicht")],
)
def test_the_second_signature_needs_the_password_of_who_signs(play, as_, password, told):
    enter(as_(EDITOR))
    signatory = as_(SIGNATORY)
    assert 'type="password"' in signatory.get(PAGE).text
    refused = answer(signatory, "confirm", password=password)
    assert refused.status_code == 422
    assert told in refused.text
    assert one().state == State.PROPOSED
    assert answer(signatory, "refuse", reason="Das Konto kennen wir nicht.").status_code == 303


def test_an_editor_and_another_town_do_not_confirm(play, as_):
    enter(as_(EDITOR))
    found = one()
    for email, status in ((EDITOR, 403), (PARTNER, 404)):
        town = as_(email)
        data = town.form(found.version) | {"aktion": "confirm", "konto": str(found.id)}
        assert town.post(PAGE, data=data).status_code == status
    assert one().state == State.PROPOSED


def test_the_office_without_the_role_sees_no_accounts(play, as_):
    enter(as_(EDITOR))
    for email in ("entscheidung1@smi.example", "zweitbewertung@smi.example"):
        office = as_(email)
        assert office.get(OFFICE).status_code == 403
        assert office.get(f"{OFFICE}/{one().id}").status_code == 403
        assert office.get(FILES).status_code == 403


def test_a_file_is_made_downloaded_again_and_never_made_twice(play, as_):
    reference = bring(play, CaseState.IN_PROGRESS)
    ordered(play, reference, 500_000)
    cashier = as_(CASHIER)
    assert f"{reference} / 1" in cashier.get(FILES).text
    with reading() as session:
        key = str(session.scalars(select(Drawdown.id)).one())
    form = cashier.fields(FILES) | {"drawdowns": [key]}
    made = cashier.post(FILES, data=form)
    assert made.status_code == 303
    again = cashier.post(FILES, data=form)
    assert again.status_code in (303, 409, 422)
    with reading() as session:
        file = session.scalars(select(PaymentFile)).one()
    assert drawdown(reference).file_id == file.id
    assert file.message_id in cashier.get(made.location).text
    files = [cashier.get(f"{FILES}/{file.id}/datei.xml") for _again in range(2)]
    assert files[0].data == files[1].data
    assert (
        files[0].headers["Content-Disposition"] == f'attachment; filename="{file.message_id}.xml"'
    )
    nothing = cashier.post(FILES, data=cashier.form(0))
    assert nothing.status_code == 422
    assert "Wählen Sie mindestens eine angeordnete Zahlung aus" in nothing.text


def test_an_unknown_file_is_not_there(play, as_):
    nobody = "00000000-0000-0000-0000-000000000000"
    assert as_(CASHIER).get(f"{FILES}/{nobody}/datei.xml").status_code == 404
