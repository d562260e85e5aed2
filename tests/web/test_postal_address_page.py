"""A town reads and changes whereto its letters go; the office begins its next letter with that."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import Invalid, NotFound, NotPermitted
from funding.models import AuditEntry, Municipality
from funding.queries.operations.verify import differences
from funding.queries.spending.postal_address import ADDRESS as OF_ADDRESSES
from funding.services.operations.write_audit import digest
from funding.services.spending.change_address import change_address
from tests.services.spending.issuing import ADDRESS
from tests.stages import EDITOR, REVIEWER, SIGNATORY, TOWN_KEY, bring
from workflows.application import State

PAGE, LINK = f"/bankverbindung/{TOWN_KEY}/anschrift", "/bankverbindung"
STRANGER = "zeichnung@rodewisch.example"


def kept():
    with reading() as session:
        return session.get_one(Municipality, TOWN_KEY).postal_address


def entries():
    with reading() as session:
        rows = session.scalars(
            select(AuditEntry)
            .where(AuditEntry.workflow == OF_ADDRESSES)
            .order_by(AuditEntry.version)
        ).all()
        return [(row.version, row.actor_role, row.details) for row in rows]


def test_a_town_enters_its_address_and_the_next_letter_begins_with_it(play, as_):
    reference = bring(play, State.APPROVED)
    office = f"/vorgaenge/{reference}/bescheid/portal"
    assert "Markt 1" not in as_(REVIEWER).get(office).text
    town = as_(EDITOR)
    assert "Noch keine Postanschrift" in town.get(LINK).text
    assert PAGE in town.get(LINK).text
    assert town.send(PAGE, {"address": ADDRESS}).status_code == 303
    assert kept() == ADDRESS
    assert "Markt 1" in town.get(LINK).text
    assert "Markt 1" in as_(REVIEWER).get(office).text
    [(version, role, details)] = entries()
    assert (version, role) == (1, "applicant_editor")
    assert details == {"municipality": TOWN_KEY, "old": "", "new": ADDRESS}


def test_each_change_is_kept_in_its_order_and_none_is_kept_twice(play, as_):
    town = as_(SIGNATORY)
    for address in (ADDRESS, ADDRESS, f"Rathaus\n{ADDRESS}"):
        assert town.send(PAGE, {"address": address}).status_code == 303
    assert [(version, told["old"]) for version, _role, told in entries()] == [(1, ""), (2, ADDRESS)]
    with reading() as session:
        assert differences(session, digest) == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Postleitzahl und Ort"),
        ("Rathaus", "Postleitzahl und Ort"),
        ("a\n" * 7 + "08209 A", "höchstens 6 Zeilen"),
        (ADDRESS.replace("Markt", "Ma\u202erkt"), "die man nicht sieht"),
        (ADDRESS.replace("Markt", "Ma\u200brkt"), "die man nicht sieht"),
        (ADDRESS.replace("Markt", "Ma\u3164rkt"), "die man nicht sieht"),
        (ADDRESS.replace("Markt", "Ma\u2028rkt"), "die man nicht sieht"),
    ],
)
def test_what_no_letter_can_go_to_is_refused_with_a_sentence(play, as_, typed, sentence):
    page = as_(EDITOR).send(PAGE, {"address": typed})
    assert page.status_code == 422
    assert sentence in page.text
    assert (kept(), entries()) == ("", [])


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u3164", "\u115f", "\uffa0", "\u2028", "\u2029"], ids=ascii
)
def test_a_service_refuses_hidden_signs_whoever_calls_it(play, sign):
    typed = ADDRESS.replace("Markt", f"Ma{sign}rkt")
    with pytest.raises(Invalid):
        play.act(EDITOR, lambda s, a: change_address(s, a, TOWN_KEY, typed))


@pytest.mark.parametrize("email", [STRANGER, REVIEWER])
def test_nobody_else_reads_or_changes_it(play, as_, email):
    assert as_(email).get(PAGE).status_code in {403, 404}
    with pytest.raises((NotFound, NotPermitted)):
        play.act(email, lambda s, a: change_address(s, a, TOWN_KEY, ADDRESS))
    assert (kept(), entries()) == ("", [])


def test_the_page_reads_well_in_english(play, as_):
    with transaction() as session:
        of_town = update(Municipality).where(Municipality.key == TOWN_KEY)
        session.execute(of_town.values(postal_address=ADDRESS))
    town = as_(EDITOR)
    town.get("/sprache/en")
    page = town.get(PAGE).text
    assert "Postal address of Flöha" in page
    assert "Markt 1" in page
