"""Seats and offices in municipalities are declared once and matched with cases by the machine."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import Application, AuditEntry, BiasDeclaration, Mandate
from tests.services.attempts import OTHER
from tests.stages import EDITOR, GRANT, REVIEWER, TOWN, bring, entries
from workflows.application import State, Trigger

PAGE, QUEUE = "/konto/mandate", "/arbeitsvorrat?ansicht=alle"
LENGENFELD = "14523170"


def declare(office, town="Flöha", seat="Stadtrat"):
    return office.send(PAGE, {"municipality": town, "office": seat}, follow_redirects=True)


def day(day_, month, year):
    return {"ended_on-day": day_, "ended_on-month": month, "ended_on-year": year}


def state_of(reference):
    with reading() as session:
        found = select(Application.state, Application.holder_id)
        return session.execute(found.where(Application.reference == reference)).one()


def test_who_sits_in_the_council_sees_no_case_of_the_town_by_any_way(play, as_):
    reference = bring(play, State.SUBMITTED)
    office = as_(REVIEWER)
    assert reference in office.get(QUEUE).text
    assert declare(office).status_code == 200
    assert reference not in office.get(QUEUE).text
    assert office.get(f"/vorgaenge/{reference}").status_code == 404
    assert reference not in office.get("/arbeitsvorrat/naechster").text
    assert reference in as_(OTHER).get(QUEUE).text


def test_a_held_case_goes_back_into_the_queue_with_the_reason_in_the_audit(play, as_):
    reference = bring(play, State.IN_CHECK)
    answer = declare(as_(REVIEWER))
    assert (
        "Bei 1 Vorgang, den Sie bearbeitet hatten, ist Befangenheit für Sie erklärt." in answer.text
    )
    assert tuple(state_of(reference)) == (State.SUBMITTED, None)
    with reading() as session:
        entry = session.scalars(
            select(AuditEntry.note).where(AuditEntry.trigger == Trigger.GIVE_BACK)
        ).one()
        assert entry.startswith("Stadtrat, ")
        assert [d.biased for d in session.scalars(select(BiasDeclaration))] == [True]


def test_a_seat_in_a_partner_town_counts_as_well(play, as_):
    reference = play.apply(TOWN, "Gemeinsam", "violence", GRANT, entries())
    office = as_(REVIEWER)
    listed = "/arbeitsvorrat?ansicht=alle"
    assert reference in office.get(listed).text
    assert declare(office, LENGENFELD).status_code == 200
    assert office.get(f"/vorgaenge/{reference}").status_code == 404
    page = office.get(listed).text
    assert reference not in page
    assert 'fp-views__count">(0)' in page
    assert 'fp-views__count">(1)' not in page


def test_nobody_hands_a_case_to_who_sits_in_the_council(play, as_):
    reference = bring(play, State.IN_CHECK)
    declare(as_(OTHER))
    from funding.models import Account
    from workflows.core import StepRefused

    with reading() as session:
        other = session.scalars(select(Account.id).where(Account.email == OTHER)).one()
    with pytest.raises(StepRefused, match="new_holder_fit"):
        play.step(
            "teamleitung@smi.example",
            reference,
            Trigger.HAND_OVER,
            new_holder_id=other,
            reason="Urlaub",
        )


def test_when_it_is_over_other_cases_are_seen_again_but_not_the_biased_one(play, as_):
    mine, office = bring(play, State.IN_CHECK), as_(REVIEWER)
    declare(office)
    other = bring(play, State.SUBMITTED)
    way = re.search(r'href="(/konto/mandate/[^"]+/ende)"', office.get(PAGE).text)[1]
    assert office.send(way, day(31, 12, 2090)).status_code == 422
    assert office.send(way, day(1, 6, 2022)).status_code == 303
    page = office.get(QUEUE).text
    assert other in page
    assert mine not in page
    assert office.get(way).status_code == 404


def test_a_mandate_of_somebody_else_is_not_ended(play, as_):
    office = as_(REVIEWER)
    declare(office)
    way = re.search(r'href="(/konto/mandate/[^"]+/ende)"', office.get(PAGE).text)[1]
    other = as_(OTHER)
    assert other.get(way).status_code == 404
    token = {"csrf_token": other.token("/konto")}
    assert other.post(way, data=token | day(1, 6, 2022)).status_code == 404
    with reading() as session:
        assert session.scalars(select(Mandate.ended_on)).one() is None


@pytest.mark.parametrize(
    ("town", "seat", "sentence"),
    [("Atlantis", "Stadtrat", "Atlantis"), ("Flöha", " ", "Bitte füllen Sie dieses Feld aus.")],
)
def test_what_cannot_be_kept_is_said(play, as_, town, seat, sentence):
    answer = as_(REVIEWER).send(PAGE, {"municipality": town, "office": seat})
    assert answer.status_code == 422
    assert sentence in answer.text
    with reading() as session:
        assert session.scalars(select(Mandate)).all() == []


def test_towns_have_no_such_page(as_):
    assert as_(EDITOR).get(PAGE).status_code == 404
