"""Who is away says so on a page of their own; colleagues see who stands in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import Absence
from funding.queries.accounts.actors import by_email
from funding.services.reviewing.declare_bias import declare_bias
from tests.away import LEAD, away
from tests.services.attempts import OTHER
from tests.stages import EDITOR, REVIEWER, bring
from workflows.application import State

PAGE = "/konto/abwesenheit"


def person(email):
    with reading() as session:
        return str(by_email(session, email).person_id)


def day(name, on):
    return {f"{name}-day": on.day, f"{name}-month": on.month, f"{name}-year": on.year}


def days(play, length=3):
    begins = play.today
    return day("begins_on", begins) | day("ends_on", begins + timedelta(days=length - 1))


def kept():
    with reading() as session:
        return session.scalars(select(Absence)).all()


def test_somebody_enters_an_absence_and_lifts_it(play, as_):
    office = as_(REVIEWER)
    answer = office.send(PAGE, days(play) | {"deputy": person(OTHER)}, follow_redirects=True)
    assert "Vertretung: Sachbearbeitung 2" in answer.text
    assert "Sie vertreten" in as_(OTHER).get(PAGE).text
    way = re.search(r'action="(/konto/abwesenheit/[^"]+/aufheben)"', answer.text)[1]
    stranger = as_(OTHER)
    token = {"csrf_token": stranger.token("/konto")}
    assert stranger.post(way, data=token).status_code == 404
    assert office.post(way, data=office.fields(PAGE)).status_code == 303
    assert "keine Abwesenheit eingetragen" in office.get(PAGE).text


def test_what_does_not_fit_is_said_and_nothing_is_kept(play, as_):
    office = as_(REVIEWER)
    answer = office.send(PAGE, days(play) | {"deputy": ""})
    assert answer.status_code == 422
    assert "Wählen Sie, wer Sie vertritt" in answer.text
    away(play, OTHER, REVIEWER)
    answer = office.send(PAGE, days(play) | {"deputy": person(OTHER)})
    assert answer.status_code == 422
    assert "Die Vertretung liefe im Kreis" in answer.text
    assert office.send(PAGE, {"deputy": person(OTHER)}).status_code == 422
    assert len(kept()) == 1


def test_the_lead_enters_an_absence_for_somebody(play, as_):
    lead = as_(LEAD)
    sent = days(play) | {"person": person(REVIEWER), "deputy": person(OTHER)}
    answer = lead.send(PAGE, sent, follow_redirects=True)
    assert "Sachbearbeitung 1: " in answer.text
    assert str(kept()[0].person_id) == person(REVIEWER)


def test_a_reviewer_enters_nobody_else(play, as_):
    office = as_(OTHER)
    sent = days(play) | {"person": person(REVIEWER), "deputy": person(REVIEWER)}
    assert office.send(PAGE, sent).status_code == 303
    assert str(kept()[0].person_id) == person(OTHER)


@pytest.mark.parametrize("email", [EDITOR, "revision@smi.example", "verwaltung@smi.example"])
def test_who_works_on_no_case_has_no_such_page(as_, email):
    assert as_(email).get(PAGE).status_code in (403, 404)


def test_list_and_file_say_who_stands_in_and_the_deputy_answers_first(play, as_):
    reference = bring(play, State.IN_CHECK)
    away(play, REVIEWER, OTHER)
    told = "Sachbearbeitung 1, vertreten durch Sachbearbeitung 2"
    assert told in as_(LEAD).get("/arbeitsvorrat?ansicht=alle").text
    assert told in as_(LEAD).get(f"/vorgaenge/{reference}").text
    deputy = as_(OTHER, silent=True)
    page = deputy.get("/arbeitsvorrat?ansicht=vertretung").text
    assert "In Vertretung" in page
    assert reference in page
    first = deputy.get(f"/vorgaenge/{reference}")
    assert first.status_code == 303
    assert "/befangenheit?" in first.location
    play.act(OTHER, lambda s, a: declare_bias(s, a, reference, biased=False))
    assert "Formale Prüfung" in deputy.get(f"/vorgaenge/{reference}").text
    page = deputy.get(f"/vorgaenge/{reference}/formale-pruefung").text
    assert 'type="radio"' in page


def test_whoever_stands_in_for_nobody_has_no_such_view(play, as_):
    assert "In Vertretung" not in as_(OTHER).get("/arbeitsvorrat").text
