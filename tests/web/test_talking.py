"""Notes and tasks of the office, messages between office and town: who reads what, who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Account, Message, Note, Notice, RoleGrant
from funding.models.role import Role
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.declare_mandate import declare_mandate
from funding.services.reviewing.write_note import remind_of_task
from funding.tasks.tick import tick
from tests.services.attempts import OTHER
from tests.stages import EDITOR, GRANT, PARTNER_EDITOR, REVIEWER, TOWN, TOWN_KEY, bring, entries
from workflows.application import State

STRANGER = "zeichnung@rodewisch.example"
SECRET = "Rückruf bei der Kämmerei"


@pytest.fixture
def reference(play):
    return bring(play, State.IN_CHECK)


def notes_of(reference):
    return f"/vorgaenge/{reference}/notizen"


def account(email):
    with reading() as session:
        return str(session.scalars(select(Account.id).where(Account.email == email)).one())


def told(kind):
    with reading() as session:
        return sorted(session.scalars(select(Notice.email).where(Notice.kind == kind)))


def day(on):
    return {"due_on-day": on.day, "due_on-month": on.month, "due_on-year": on.year}


def test_a_note_is_read_by_the_office_and_never_by_the_town(reference, as_):
    office, town = as_(REVIEWER), as_(EDITOR)
    assert office.send(notes_of(reference), {"text": SECRET}).status_code == 303
    assert SECRET in office.get(f"/vorgaenge/{reference}").text
    assert SECRET in as_(OTHER).get(notes_of(reference)).text
    for page in (f"/antraege/{reference}", f"/antraege/{reference}/nachrichten", "/mitteilungen"):
        assert SECRET not in town.get(page).text
    assert town.get(notes_of(reference)).status_code == 404


def test_a_task_stands_among_the_dates_of_whom_it_is_for_until_it_is_done(reference, as_, play):
    office, other = as_(REVIEWER), as_(OTHER)
    on = play.today + timedelta(days=3)
    sent = office.fields(notes_of(reference)) | {"text": SECRET, "mentioned": [account(OTHER)]}
    assert office.send(notes_of(reference), sent | day(on)).status_code == 303
    page = other.get("/fristen").text
    assert "Aufgaben für Sie" in page
    assert SECRET in page
    assert "in 3 Tagen" in page
    for someone, way in ((office, "/fristen"), (other, "/fristen?umfang=alle")):
        assert SECRET not in someone.get(way).text
    with reading() as session:
        note = session.scalars(select(Note.id)).one()
    assert (
        other.send(f"{notes_of(reference)}/{note}/erledigt", {}, notes_of(reference)).status_code
        == 303
    )
    assert SECRET not in other.get("/fristen").text


def test_who_is_biased_reads_no_task_of_the_case(reference, as_, play):
    office, other = as_(REVIEWER), as_(OTHER)
    sent = office.fields(notes_of(reference)) | {"text": SECRET, "mentioned": [account(OTHER)]}
    office.send(notes_of(reference), sent | day(play.today))
    assert SECRET in other.get("/fristen").text
    play.act(OTHER, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    assert SECRET not in other.get("/fristen").text


def test_a_colleague_whom_a_note_names_is_told_once_without_the_text(reference, as_):
    office = as_(REVIEWER)
    sent = office.fields(notes_of(reference)) | {"text": SECRET, "mentioned": [account(OTHER)]}
    office.post(notes_of(reference), data=sent)
    office.post(notes_of(reference), data=sent)
    assert told("note_mentioned") == [OTHER]
    with reading() as session:
        assert len(session.scalars(select(Note)).all()) == 1
        facts = session.scalars(select(Notice.facts).where(Notice.kind == "note_mentioned")).one()
    assert SECRET not in str(facts)


def test_who_is_biased_or_of_a_town_of_the_case_can_not_be_named(reference, play, as_):
    office, other = as_(REVIEWER), account(OTHER)
    assert other in office.get(notes_of(reference)).text
    play.act(OTHER, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    assert other not in office.get(notes_of(reference)).text
    answer = office.send(notes_of(reference), {"text": "x", "mentioned": [other]})
    assert answer.status_code == 422
    assert told("note_mentioned") == []


def test_who_sits_in_a_council_of_the_case_can_not_be_named(reference, as_):
    with transaction() as session:
        other = session.scalars(select(Account).where(Account.email == OTHER)).one()
        twin = Account(
            person_id=other.person_id,
            email="rat@floeha.example",
            language="de",
            active=True,
            created_at=other.created_at,
        )
        session.add(twin)
        session.flush()
        grant = RoleGrant(account_id=twin.id, role=Role.APPLICANT_EDITOR)
        grant.municipality_key = TOWN_KEY
        session.add(grant)
    assert account(OTHER) not in as_(REVIEWER).get(notes_of(reference)).text


def test_who_has_declared_a_seat_there_can_not_be_named(reference, play, as_):
    play.act(OTHER, lambda s, a: declare_mandate(s, a, TOWN_KEY, "Stadtrat"))
    assert account(OTHER) not in as_(REVIEWER).get(notes_of(reference)).text


def test_a_task_is_told_on_its_day_once_and_not_when_it_is_done(reference, play, as_):
    office, on = as_(REVIEWER), play.today + timedelta(days=3)
    office.send(notes_of(reference), {"text": "anrufen"} | day(on))
    office.send(notes_of(reference), {"text": "prüfen", "mentioned": [account(OTHER)]} | day(on))
    way = notes_of(reference)
    with reading() as session:
        done = session.scalars(select(Note.id).where(Note.text == "prüfen")).one()
    tick()
    assert told("task_due") == []
    office.send(f"{way}/{done}/erledigt", {}, way)
    as_(OTHER).send(f"{way}/{done}/erledigt", {}, way)
    with reading() as session:
        who = session.scalars(select(Note.done_by_id).where(Note.id == done)).one()
    assert str(who) == account(REVIEWER)
    play.moved.instant += timedelta(days=3)
    tick()
    tick()
    assert told("task_due") == [REVIEWER]
    page = as_(OTHER).get(way).text
    assert "erledigt von" in page


def test_a_task_of_another_case_is_not_finished_by_this_ones_address(reference, play, as_):
    office, other = as_(REVIEWER), bring(play, State.IN_CHECK)
    office.send(notes_of(other), {"text": "anrufen"} | day(play.today))
    with reading() as session:
        note = session.scalars(select(Note.id)).one()
    way = notes_of(reference)
    assert office.send(f"{way}/{note}/erledigt", {}, way).status_code == 404
    with reading() as session:
        assert session.scalars(select(Note.done_at)).one() is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"text": "  "}, "Schreiben Sie, was Sie festhalten wollen."),
        ({"text": "a" * 4001}, "Der Text ist zu lang: 4001 von höchstens 4000 Zeichen."),
        (
            {"text": "x", "due_on-day": "1", "due_on-month": "1", "due_on-year": "2022"},
            "Dieser Tag ist vorbei.",
        ),
    ],
)
def test_a_note_that_cannot_be_kept_is_refused_and_what_was_typed_stays(
    reference, as_, typed, sentence
):
    answer = as_(REVIEWER).send(notes_of(reference), typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert typed["text"].strip() in answer.text
    with reading() as session:
        assert session.scalars(select(Note)).all() == []


def test_messages_go_both_ways_and_the_mail_does_not_tell_the_text(reference, play, as_):
    office, town = as_(REVIEWER), as_(EDITOR)
    ways = f"/vorgaenge/{reference}/nachrichten", f"/antraege/{reference}/nachrichten"
    assert office.send(ways[0], {"text": "Wann tagt der Rat?"}).status_code == 303
    play.moved.instant += timedelta(minutes=1)
    assert office.send(ways[0], {"text": "Und wo?"}).status_code == 303
    play.moved.instant += timedelta(minutes=1)
    assert town.send(ways[1], {"text": "Am 4. <Juli>."}).status_code == 303
    assert told("message_received").count(EDITOR) == 2
    assert told("message_available") == [REVIEWER]
    for page in (office.get(ways[0]).text, town.get(ways[1]).text):
        assert page.index("Wann tagt") < page.index("Und wo?") < page.index("&lt;Juli&gt;")
    with reading() as session:
        facts = session.scalars(select(Notice.facts).where(Notice.kind.like("message%"))).all()
    assert "tagt" not in str(facts)


def test_a_message_without_text_is_none(reference, as_):
    for who, way in ((REVIEWER, "vorgaenge"), (EDITOR, "antraege")):
        answer = as_(who).send(f"/{way}/{reference}/nachrichten", {"text": " "})
        assert answer.status_code == 422
        assert "Schreiben Sie Ihre Nachricht." in answer.text
    with reading() as session:
        assert session.scalars(select(Message)).all() == []


def test_a_partner_and_a_stranger_do_not_read_the_messages_of_the_lead(play, as_):
    reference = play.apply(TOWN, "Gemeinsam", "violence", GRANT, entries())
    way = f"/antraege/{reference}/nachrichten"
    assert as_(PARTNER_EDITOR).get(way).status_code == 403
    assert as_(STRANGER).get(way).status_code == 404


def test_a_draft_has_no_messages_yet(play, as_):
    reference = bring(play, State.DRAFT)
    answer = as_(EDITOR).get(f"/antraege/{reference}/nachrichten")
    assert answer.status_code == 303


def test_the_history_says_who_has_seen_what(reference, as_):
    office = as_(REVIEWER)
    office.send(f"/vorgaenge/{reference}/gesehen", {}, f"/vorgaenge/{reference}")
    assert "bis hierher gesehen von" in as_(OTHER).get(f"/vorgaenge/{reference}").text


def test_two_clocks_tell_of_a_task_once(reference, play, as_):
    as_(REVIEWER).send(notes_of(reference), {"text": "anrufen"} | day(play.today))
    with reading() as session:
        key = session.scalars(select(Note.id)).one()
    for _clock in range(2):
        with transaction() as session:
            remind_of_task(session, key)
    assert told("task_due") == [REVIEWER]
