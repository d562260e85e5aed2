"""The pages of actions against notices: the reviewer records, everybody concerned reads."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import Remedy
from tests import interest
from tests.services.spending.remedying import COURT, filed, remedy_of
from tests.services.spending.test_remedies import notice_of
from tests.stages import AUDITOR, BUDGET, EDITOR, FIRST, PARTNER, REVIEWER, SIGNATORY, bring
from tests.web.test_recovery_pages import day_fields
from workflows.application import State
from workflows.remedy import State as RemedyState


def office(reference):
    return f"/vorgaenge/{reference}/rechtsbehelf"


@pytest.fixture
def reference(play):
    return bring(play, State.IN_PROGRESS)


def record(person, reference, **more):
    typed = {"kind": "award", "court": COURT, **day_fields("filed_on", more.pop("on"))}
    return person.send(office(reference), typed | more)


def say(person, reference, deed, **typed):
    """Send the form of the newest action."""
    page = person.get(office(reference)).text
    remedy = remedy_of(reference)
    assert f'action="{office(reference)}/{remedy.id}"' in page
    data = person.form(remedy.version) | {"aktion": deed} | typed
    return person.post(f"{office(reference)}/{remedy.id}", data=data)


def test_the_reviewer_records_an_action_and_how_it_ended(play, as_, reference):
    on = notice_of("award").remedy_ends_on
    reviewer = as_(REVIEWER)
    assert COURT in reviewer.get(office(reference)).text, "the court of the notice is offered"
    assert record(reviewer, reference, on=on).status_code == 303
    page = reviewer.get(office(reference)).text
    assert "Klage anhängig" in page
    assert (
        "Klagen gegen Bescheide</a> – Klage anhängig"
        in reviewer.get(f"/vorgaenge/{reference}").text
    )
    assert say(reviewer, reference, "inquire", reason="Termin im Mai.").status_code == 303
    end = day_fields("ended_on", play.today)
    assert say(reviewer, reference, "uphold", reason="Abgewiesen.", **end).status_code == 303
    page = reviewer.get(office(reference)).text
    assert "Bescheid hat Bestand" in page
    assert "Abgewiesen." in page


def test_the_town_reads_that_money_rests_and_not_what_the_office_wrote(play, as_, reference):
    filed(play, reference, on=notice_of("award").remedy_ends_on)
    for email in (SIGNATORY, EDITOR):
        page = as_(email).get(f"/antraege/{reference}").text
        assert "Auszahlungen und die Einziehung von Forderungen ruhen" in page
    say(
        as_(REVIEWER),
        reference,
        "set_aside",
        reason="Ermessensfehler im Haus.",
        **day_fields("ended_on", play.today),
    )
    page = as_(SIGNATORY).get(f"/antraege/{reference}").text
    assert "Es wird neu entschieden" in page
    assert "Ermessensfehler" not in page
    assert as_(SIGNATORY).get(office(reference)).status_code in {403, 404}


def test_while_a_court_decides_it_is_not_the_towns_turn(play, as_):
    reference = bring(play, State.RECOVERING)
    play.go(notice_of("final").notified_on)
    browser = as_(SIGNATORY)
    assert "<dd>Sie" in browser.get(f"/antraege/{reference}").text
    filed(play, reference, "final")
    page = as_(SIGNATORY).get(f"/antraege/{reference}").text
    assert "<dd>das Gericht" in page
    assert "<dd>Sie" not in page
    assert "Bis dahin haben Sie nichts zurückzuzahlen" in page


def test_what_is_missing_or_wrong_is_said_and_nothing_is_recorded(play, as_, reference):
    reviewer = as_(REVIEWER)
    award = notice_of("award")
    for wrong in (
        {"on": award.remedy_ends_on, "kind": ""},
        {"on": award.remedy_ends_on, "court": " "},
        {"on": award.remedy_ends_on, "filed_on-day": "32"},
        {"on": award.remedy_ends_on, "court": "x" * 200},
    ):
        assert record(reviewer, reference, **wrong).status_code == 422, wrong
    late = record(reviewer, reference, on=award.remedy_ends_on + timedelta(days=1))
    assert late.status_code in {409, 422}
    assert "Wiedereinsetzung" in late.text
    assert remedies() == []


def remedies():
    with reading() as session:
        return session.scalars(select(Remedy)).all()


def test_an_end_needs_its_day_and_words_and_a_deed_its_name(play, as_, reference):
    filed(play, reference, on=notice_of("award").remedy_ends_on)
    reviewer = as_(REVIEWER)
    end = day_fields("ended_on", play.today)
    assert say(reviewer, reference, "uphold", reason="Abgewiesen.").status_code == 422
    assert say(reviewer, reference, "uphold", **end).status_code == 422
    assert say(reviewer, reference, "inquire").status_code == 422
    assert say(reviewer, reference, "burn", reason="x", **end).status_code == 404
    assert remedy_of(reference).state == RemedyState.PENDING


@pytest.mark.parametrize("email", [FIRST, BUDGET, AUDITOR, "revision@smi.example"])
def test_others_of_the_office_read_it_and_change_nothing(play, as_, reference, email):
    filed(play, reference, on=notice_of("award").remedy_ends_on)
    person = as_(email)
    page = person.get(office(reference))
    assert page.status_code == 200
    assert COURT in page.text
    assert 'name="aktion"' not in page.text
    data = person.form(1) | {"aktion": "uphold", "reason": "x"} | day_fields("ended_on", play.today)
    barred = person.post(f"{office(reference)}/{remedy_of(reference).id}", data=data)
    assert barred.status_code == 403
    assert remedy_of(reference).state == RemedyState.PENDING


def test_a_stranger_learns_nothing(play, as_, reference):
    filed(play, reference, on=notice_of("award").remedy_ends_on)
    for email in (PARTNER, "zeichnung@rodewisch.example"):
        assert as_(email).get(office(reference)).status_code in {403, 404}


def test_it_is_in_the_archive_and_the_towns_part_is_the_towns(play, as_, reference):
    filed(play, reference, on=notice_of("award").remedy_ends_on, reinstated="Krank.")
    data = {}
    for email, path in ((SIGNATORY, "antraege"), (REVIEWER, "vorgaenge")):
        answer = as_(email).get(f"/antraege/{reference}/alles.zip")
        archive = ZipFile(io.BytesIO(answer.data))
        [data[path]] = json.loads(archive.read("daten.json"))["remedies"]
    assert data["antraege"]["court"] == data["vorgaenge"]["court"] == COURT
    assert data["vorgaenge"]["reinstated"] == "Krank."
    assert "reinstated" not in data["antraege"]


def test_an_action_against_interest_is_recorded_and_the_town_need_not_pay_meanwhile(play, as_):
    reference = interest.claimed(play)
    reviewer = as_(REVIEWER)
    assert "Zinsbescheid" in reviewer.get(office(reference)).text
    number = interest.proposal(reference).number
    recorded = record(reviewer, reference, on=play.today, kind=f"interest-{number}")
    assert recorded.status_code == 303
    assert remedy_of(reference).kind == "interest"
    assert "Nur die Einziehung dieser Zinsen ruht" in reviewer.get(office(reference)).text
    claim = reviewer.get(f"/vorgaenge/{reference}/zinsforderung").text
    assert "die Forderung ruht" in claim
    town = as_(SIGNATORY)
    page = town.get(f"/antraege/{reference}").text
    assert "<dd>das Gericht" in page
    assert "müssen Sie die Zinsen nicht zahlen" in page
    page = town.get(f"/antraege/{reference}/zinsforderung").text
    assert "die Forderung ruht" in page
    assert "das Gericht" in page
    assert "Zu zahlen bis" not in page + claim
    assert "zahlbar bis" not in (page + claim).lower()


def test_a_town_reads_that_its_interest_was_set_aside_at_court(play, as_):
    reference = interest.claimed(play)
    filed(play, reference, "interest")
    reviewer = as_(REVIEWER)
    end = day_fields("ended_on", play.today)
    assert say(reviewer, reference, "set_aside", reason="Falscher Zins.", **end).status_code == 303
    assert "können neu vorgeschlagen werden" in reviewer.get(office(reference)).text
    assert "beim Gericht aufgehoben" in as_(SIGNATORY).get(f"/antraege/{reference}/zinsen").text
    assert "beim Gericht aufgehoben" in reviewer.get(f"/vorgaenge/{reference}/zinsen").text


def test_of_two_actions_each_is_ended_by_itself(play, as_):
    reference = interest.claimed(play)
    filed(play, reference, "final", reinstated="Unverschuldet verhindert.")
    first = remedy_of(reference)
    play.go(play.today + timedelta(days=1))
    filed(play, reference, "interest")
    reviewer = as_(REVIEWER)
    page = reviewer.get(office(reference)).text
    assert f"klage={first.id}#ende" in page
    chosen = reviewer.get(f"{office(reference)}?klage={first.id}").text
    assert f'action="{office(reference)}/{first.id}"' in chosen


def test_the_towns_deadlines_name_the_period_once_the_notice_counts(play, as_):
    reference = interest.notified(play, interest.paid_late(play))
    assert interest.proposal(reference).notified_on > play.today
    period = "Rechtsbehelfsfrist zum Schluss-, Änderungs- oder Zinsbescheid"
    assert period not in as_(SIGNATORY).get("/fristen").text
    play.go(interest.proposal(reference).notified_on)
    assert period in as_(SIGNATORY).get("/fristen").text
