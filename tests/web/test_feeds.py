"""Deadlines in one's own calendar: by a secret address, for as long as it is meant, and no more."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import icalendar
import pytest
from sqlalchemy import func, select, update

from funding import clock
from funding.db import reading, transaction
from funding.law import berlin
from funding.models import Account, AuditEntry, CalendarFeed, Deadline, Notice, RoleGrant
from funding.policy import sees
from funding.queries.accounts.actors import by_email
from funding.queries.deadlines.feed import MOST, deadlines_for
from funding.queries.find import case_for_anybody
from funding.services.accounts.calendar_feeds import make_feed
from funding.services.reviewing.ask_opinion import ask_opinion
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.judge_points import judge_points
from funding.words.checkpoints import CHECKPOINTS
from tests.away import LEAD, away
from tests.services.attempts import OTHER, notice
from tests.stages import (
    AUDITOR,
    BUDGET,
    EDITOR,
    FIRST,
    PARTNER_EDITOR,
    REVIEWER,
    SECOND,
    SIGNATORY,
    THIRD,
    TOGETHER,
    TOWN_KEY,
    bring,
    bring_together,
)
from workflows.application import State, Trigger

SCORER = "zweitbewertung@smi.example"
ADMIN = "verwaltung@smi.example"
STRANGER = "zeichnung@rodewisch.example"


def made(browser, town=""):
    """Make an address on the page of the account; return its path."""
    data = {"csrf_token": browser.token("/konto"), "form_key": str(uuid4())}
    answer = browser.post("/konto/kalender", data=data | ({"kommune": town} if town else {}))
    assert answer.status_code == 200, answer.status_code
    return re.search(r'value="http://localhost(/kalender/[\w-]+\.ics)"', answer.text)[1]


def events(answer):
    assert answer.status_code == 200, answer.status_code
    calendar = icalendar.Calendar.from_ical(answer.data)
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def titles(play, email, *, promised=False):
    """Return what stands in somebody's calendar, with annexes that were promised or without."""
    with reading() as session:
        found = deadlines_for(session, by_email(session, email), play.today)
        kinds = {(one.reference, one.kind) for one in found}
    return {row for row in kinds if promised or not row[1].startswith("annex_")}


def said(answer):
    """Return the titles of a calendar without annexes that were promised."""
    return {title for title in events(answer) if "Zugesagt" not in title}


def test_a_calendar_without_a_sign_in_shows_number_kind_day_and_link(play, as_, browser):
    reference = bring(play, State.INFO_REQUESTED)
    answer = browser.get(made(as_(EDITOR)))
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    event = events(answer)[f"{reference}: Antwort auf die Nachforderung"]
    assert all(title.startswith(f"{reference}: ") for title in events(answer))
    with reading() as session:
        due = session.scalars(select(Deadline).where(Deadline.kind == "answer")).one()
        assert event["dtstart"].dt == due.due_on
        assert str(event["uid"]) == f"deadline-{due.id}@localhost"
    assert event["url"].endswith(f"/antraege/{reference}")
    assert "Fall im Stand" not in answer.text
    assert "Flöha" not in answer.text


def test_the_address_is_shown_once_and_only_its_hash_is_kept(play, as_):
    town = as_(EDITOR)
    path = made(town)
    token = path.removeprefix("/kalender/").removesuffix(".ics")
    with reading() as session:
        feed = session.scalars(select(CalendarFeed)).one()
        assert token not in repr(vars(feed))
        facts = session.scalars(select(Notice.facts).where(Notice.kind == "account_changed")).one()
        assert token not in str(facts)
        assert "Kalender" in facts["what"]
    page = town.get("/konto").text
    assert token not in page
    assert "Ihre eigenen Fristen" in page


def test_a_second_click_makes_no_second_address(play, as_):
    town = as_(EDITOR)
    data = {"csrf_token": town.token("/konto"), "form_key": str(uuid4())}
    assert town.post("/konto/kalender", data=data).status_code == 200
    again = town.post("/konto/kalender", data=data)
    assert (again.status_code, again.location) == (303, "/konto#kalender")
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(CalendarFeed)) == 1


def revoked(browser):
    page = browser.get("/konto").text
    path = re.search(r'action="(/konto/kalender/[0-9a-f-]+/ende)"', page)[1]
    data = {"csrf_token": browser.token("/konto"), "form_key": str(uuid4())}
    return path, browser.post(path, data=data)


@pytest.mark.parametrize("path", ["/kalender/x.ics", f"/kalender/{'A' * 43}.ics"])
def test_an_unknown_address_shows_nothing(browser, path):
    assert browser.get(path).status_code == 404


def test_a_revoked_address_shows_nothing_and_is_revoked_by_its_owner_alone(play, as_, browser):
    bring(play, State.INFO_REQUESTED)
    town, other = as_(EDITOR), as_(SIGNATORY)
    path = made(town)
    way = re.search(r'action="(/konto/kalender/[^"]+/ende)"', town.get("/konto").text)[1]
    data = {"csrf_token": other.token("/konto"), "form_key": str(uuid4())}
    assert other.post(way, data=data).status_code == 404
    assert browser.get(path).status_code == 200
    _way, answer = revoked(town)
    assert answer.status_code == 303
    assert browser.get(path).status_code == 404
    assert way not in town.get("/konto").text


def test_a_new_address_replaces_the_earlier_one_of_the_same_kind_only(story, as_, browser):
    town = as_(EDITOR)
    first, of_town, second = made(town), made(town, TOWN_KEY), made(town)
    answers = [browser.get(path).status_code for path in (first, of_town, second)]
    assert answers == [404, 200, 200]


def test_the_calendar_of_somebody_who_has_left_is_gone(play, as_, browser):
    town = as_(EDITOR)
    own, of_town = made(town), made(town, TOWN_KEY)
    with transaction() as session:
        account = session.scalars(select(Account).where(Account.email == EDITOR)).one()
        grant = select(RoleGrant).where(RoleGrant.account_id == account.id)
        for one in session.scalars(grant):
            session.delete(one)
    assert [browser.get(path).status_code for path in (own, of_town)] == [200, 404]
    with transaction() as session:
        session.execute(update(Account).where(Account.email == EDITOR).values(active=False))
    assert browser.get(own).status_code == 404


def test_nobody_makes_a_calendar_of_a_town_that_is_not_theirs(play, as_):
    stranger = as_(STRANGER)
    data = {"csrf_token": stranger.token("/konto"), "form_key": str(uuid4()), "kommune": TOWN_KEY}
    assert stranger.post("/konto/kalender", data=data).status_code == 404
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(CalendarFeed)) == 0


def test_an_event_keeps_its_id_when_its_day_moves_and_its_sequence_rises(story, as_, browser):
    reference = bring(story, State.DRAFT)
    path, title = made(as_(EDITOR)), f"{reference}: Antragsschluss"
    before = events(browser.get(path))[title]
    story.step(LEAD, reference, Trigger.EXTEND, reason="Hochwasser", ends_on=date(2022, 9, 12))
    after = events(browser.get(path))[title]
    assert before["uid"] == after["uid"]
    assert (before["dtstart"].dt, after["dtstart"].dt) == (date(2022, 8, 31), date(2022, 9, 12))
    assert (before["sequence"], after["sequence"]) == (1, 2)


def test_a_deadline_that_has_ended_or_stands_still_is_in_no_calendar(play):
    reference = bring(play, State.INFO_REQUESTED)
    assert (reference, "answer") in titles(play, EDITOR)
    assert (reference, "check") not in titles(play, REVIEWER)  # stands still meanwhile
    play.answer(reference, "Der Beschluss liegt bei.")
    assert (reference, "answer") not in titles(play, EDITOR)
    assert (reference, "check") in titles(play, REVIEWER)


def test_who_is_biased_finds_nothing_of_the_case_in_their_calendar(story, app, browser):
    reference = bring(story, State.REVIEWED)
    assert (reference, "approve1") in titles(story, SECOND)
    story.act(
        SECOND, lambda s, a: declare_bias(s, a, reference, biased=True, reason="Schwägerschaft")
    )
    token = story.act(SECOND, lambda s, a: make_feed(s, a))
    answer = browser.get(f"/kalender/{token}.ics")
    assert answer.status_code == 200
    assert reference not in answer.text
    assert (reference, "approve1") in titles(story, THIRD)


def test_everybody_finds_what_is_theirs_to_do(play):
    waiting = bring(play, State.SUBMITTED)
    assert (waiting, "claim") in titles(play, LEAD)
    assert (waiting, "claim") not in titles(play, REVIEWER)
    assessed = bring(play, State.IN_ASSESSMENT)
    assert (assessed, "assess") in titles(play, REVIEWER)
    assert (assessed, "assess") not in titles(play, OTHER)
    scored = bring(play, State.IN_CHECK)
    verdicts = dict.fromkeys(CHECKPOINTS, ("met", ""))
    play.act(REVIEWER, lambda s, a: judge_points(s, a, scored, verdicts))
    play.step(REVIEWER, scored, Trigger.ACCEPT_COMPLETE)
    assert (scored, "opinion") in titles(play, SCORER)
    approved = bring(play, State.FIRST_APPROVED)
    assert (approved, "approve2") in titles(play, SECOND)
    assert (approved, "approve2") not in titles(play, FIRST)  # has signed already
    assert (approved, "approve1") not in titles(play, SECOND)  # is over
    listed = bring(play, State.WAITLISTED)
    assert (listed, "list_end") in titles(play, BUDGET)
    assert titles(play, ADMIN) == set()


def test_a_deputy_finds_what_the_holder_has_to_do(play):
    reference = bring(play, State.IN_ASSESSMENT)
    away(play, REVIEWER, OTHER)
    assert (reference, "assess") in titles(play, OTHER)
    play.moved.instant += timedelta(days=30)
    assert (reference, "assess") not in titles(play, OTHER)


def invited(session, actor, reference, email, name):
    """Ask somebody for an opinion on a case, until a day in two weeks."""
    asked = {"kind": "police", "name": name, "email": email, "question": "Lage?"}
    until = berlin.local_date(clock.now()) + timedelta(days=14)
    ask_opinion(session, actor, reference, due_on=until, **asked)


def test_an_expert_finds_the_day_of_the_opinion(play):
    reference = bring(play, State.IN_ASSESSMENT)

    expert = "pd@polizei.example"
    play.act(REVIEWER, lambda s, a: invited(s, a, reference, expert, "PD Zwickau"))
    assert titles(play, expert) == {(reference, "expert")}


def test_a_partner_is_reminded_of_its_own_signature_until_it_has_signed(play):
    reference = bring_together(play, State.COSIGNING)
    assert titles(play, PARTNER_EDITOR) == {(reference, "cosign")}
    assert titles(play, EDITOR) == {(reference, "call")}
    play.cosign(reference, "14523170")
    assert titles(play, PARTNER_EDITOR) == set()


@pytest.mark.parametrize("state", [State.APPROVED, State.REJECTED])
def test_before_the_notice_takes_effect_a_town_reads_no_decision_in_its_calendar(play, state):
    weighed, decided = bring(play, State.REVIEWED), bring(play, state)

    def kinds(reference):
        return {kind for case, kind in titles(play, EDITOR, promised=True) if case == reference}

    assert kinds(decided) == kinds(weighed) != set()
    play.step(REVIEWER, decided, Trigger.RECORD_NOTICE, **notice(play.today))
    assert kinds(decided) == set(), "on its way, it asks for nothing and tells nothing"
    play.moved.instant += timedelta(days=7)
    assert "remedy" in kinds(decided)
    assert ("begin" in kinds(decided)) == (state == State.APPROVED)
    assert not any(kind.startswith("annex_") for kind in kinds(decided))


READERS = (
    *(EDITOR, SIGNATORY, PARTNER_EDITOR, STRANGER, REVIEWER, OTHER, LEAD, SCORER),
    *(FIRST, SECOND, BUDGET, AUDITOR, ADMIN, "revision@smi.example"),
)
STANDING = [s for s in State if s not in (State.NEW, State.EXPIRED, State.WITHDRAWN)]


@pytest.mark.parametrize("state", STANDING)
def test_a_calendar_never_holds_a_case_that_its_reader_may_not_know(play, state):
    reference = bring(play, state)
    if state not in (State.DRAFT, *TOGETHER):
        bias = {"biased": True, "reason": "Schwägerschaft"}
        play.act(OTHER, lambda s, a: declare_bias(s, a, reference, **bias))
    found = {email: titles(play, email) for email in READERS}
    # What is reclaimed, its town learns by the final notice, which is on its way here.
    assert any(found.values()) or state in (State.RECOVERING, State.CLOSED)
    with reading() as session:
        for email, dated in found.items():
            actor = by_email(session, email)
            for case, kind in dated:
                scope = case_for_anybody(session, actor, case).scope
                assert sees(actor, scope), (email, case, kind)


def test_a_calendar_of_a_town_holds_that_town_alone(play, as_, browser):
    own = bring(play, State.INFO_REQUESTED)
    with transaction() as session:
        account = session.scalars(select(Account).where(Account.email == EDITOR)).one()
        role = {"role": "applicant_editor", "municipality_key": "14523170"}
        session.add(RoleGrant(account_id=account.id, **role))
    joint = bring_together(play, State.COSIGNING)
    assert {case for case, _kind in titles(play, EDITOR)} == {own, joint}
    town = as_(EDITOR)
    found = events(browser.get(made(town, "14523170")))
    assert set(found) == {f"{joint}: Mitzeichnung"}
    assert said(browser.get(made(town, TOWN_KEY))) == {
        f"{own}: Antwort auf die Nachforderung",
        f"{joint}: Antragsschluss",
    }


def test_a_calendar_holds_the_nearest_days_and_no_more_than_its_limit(play, monkeypatch):
    near, far = bring(play, State.INFO_REQUESTED), bring(play, State.DRAFT)
    whole = titles(play, EDITOR, promised=True)
    assert {(near, "answer"), (far, "call")} < whole
    monkeypatch.setattr("funding.queries.deadlines.feed.MOST", 1)
    assert titles(play, EDITOR, promised=True) == {(near, "answer")}
    assert MOST <= 1000


def test_the_limit_holds_for_all_that_somebody_is_asked_for_together(play, monkeypatch):
    own, other = bring(play, State.SUBMITTED), bring(play, State.IN_ASSESSMENT)
    play.act(OTHER, lambda s, a: declare_bias(s, a, own, biased=False, reason=""))
    play.step(OTHER, own, Trigger.CLAIM)
    play.act(REVIEWER, lambda s, a: invited(s, a, other, OTHER, "Sachbearbeitung 2"))
    assert {(own, "check"), (other, "expert")} <= titles(play, OTHER)
    monkeypatch.setattr("funding.queries.deadlines.feed.MOST", 1)
    assert len(titles(play, OTHER)) == 1


def test_reading_a_calendar_changes_nothing(play, as_, browser):
    bring(play, State.INFO_REQUESTED)
    path = made(as_(EDITOR))

    def standing():
        with reading() as session:
            feed = session.scalars(select(CalendarFeed)).one()
            kept = (feed.token_hash, feed.made_at, feed.revoked_at)
            counts = [
                session.scalar(select(func.count()).select_from(model))
                for model in (Notice, AuditEntry, Deadline)
            ]
            return kept, counts

    before = standing()
    assert browser.get(path).status_code == browser.head(path).status_code == 200
    assert standing() == before


def test_the_words_follow_the_language_of_the_account(play, as_, browser):
    reference = bring(play, State.INFO_REQUESTED)
    path = made(as_(EDITOR))
    with transaction() as session:
        session.execute(update(Account).where(Account.email == EDITOR).values(language="en"))
    assert f"{reference}: Reply to the request for information" in events(browser.get(path))
