"""Opinions run beside the assessment: asked, given once, late ones kept and not counted."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import Invalid, NotFound
from funding.models import Account, Application, AuditEntry, Notice, Opinion, RoleGrant
from funding.queries.accounts.actors import by_email
from funding.queries.case import Case
from funding.services.reviewing.ask_opinion import (
    answer_asked,
    ask_opinion,
    give_opinion,
    recall_opinion,
)
from funding.services.reviewing.declare_mandate import declare_mandate
from funding.services.reviewing.opinion_step import take
from funding.tasks.tick import tick
from tests.services.attempts import OTHER
from tests.stages import EDITOR, FIRST, REVIEWER, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused
from workflows.opinion import Trigger as OpinionTrigger

POLICE = "praevention@polizei.example"
OUTSIDE = "gutachten@hochschule.example"
QUESTION = "Wie ist die Lage vor Ort?"
WORDS = "Aus Sicht der Direktion ist das Vorhaben sinnvoll."


@pytest.fixture
def reference(play):
    return bring(play, State.IN_ASSESSMENT)


def ask(play, reference, email=POLICE, days=10):
    due = play.today + timedelta(days=days)
    given = {"kind": "police", "name": "Prävention", "email": email}
    given |= {"question": QUESTION, "due_on": due}
    play.act(REVIEWER, lambda s, a: ask_opinion(s, a, reference, **given))
    with transaction() as session:  # as if they had followed the link of their letter
        known = select(Account.password_hash).where(Account.email == REVIEWER).scalar_subquery()
        new = update(Account).where(Account.email == email, Account.password_hash.is_(None))
        session.execute(new.values(password_hash=known))
    with reading() as session:
        own = select(Opinion.id).join(Account, Account.id == Opinion.account_id)
        return session.scalars(own.where(Account.email == email)).one()


def accept(play, who, key, version=1):
    play.act(who, lambda s, a: answer_asked(s, a, key, accept=True, reason="", version=version))


def give(play, who, key, version=2, text=WORDS):
    play.act(who, lambda s, a: give_opinion(s, a, key, verdict="for", text=text, version=version))


def opinion(key):
    with reading() as session:
        return session.get_one(Opinion, key)


def told(kind):
    with reading() as session:
        return sorted(session.scalars(select(Notice.email).where(Notice.kind == kind)))


def recommend(play, reference):
    play.step(REVIEWER, reference, Trigger.RECOMMEND)


def test_the_office_asks_somebody_from_outside_who_gets_an_account_without_a_role(
    reference, play, as_
):
    way, on = f"/vorgaenge/{reference}/stellungnahmen", play.today + timedelta(days=10)
    sent = {"kind": "outside", "name": "Gutachten", "email": OUTSIDE, "question": QUESTION}
    sent |= {"due_on-day": on.day, "due_on-month": on.month, "due_on-year": on.year}
    office = as_(REVIEWER)
    assert office.send(way, sent).status_code == 303
    assert "Erbeten" in office.get(way).text
    assert told("opinion_requested") == [OUTSIDE] == told("invitation")
    with reading() as session:
        account = session.scalars(select(Account).where(Account.email == OUTSIDE)).one()
        grants = select(RoleGrant).where(RoleGrant.account_id == account.id)
        assert session.scalars(grants).all() == []


def test_who_is_asked_sees_what_the_opinion_needs_and_nothing_before_they_accept(
    reference, play, as_
):
    key = ask(play, reference)
    expert = as_(POLICE)
    way = f"/stellungnahmen/{key}"
    before = expert.get(way).text.partition("<main")[2]
    assert QUESTION in before
    assert 'id="p-goals"' not in before
    sent = {"aktion": "accept"}
    assert expert.send(f"{way}/antwort", sent, way).status_code == 303
    page = expert.get(way).text
    assert 'id="p-goals"' in page
    assert "IBAN" not in page
    assert "Punkte" not in page
    assert expert.send(way, {"verdict": "for", "text": WORDS}).status_code == 303
    office = as_(REVIEWER).get(f"/vorgaenge/{reference}/stellungnahmen").text
    assert WORDS in office
    assert told("opinion_given") == [REVIEWER] == told("opinions_complete")


def test_who_is_asked_finds_no_other_page_of_the_case(reference, play, as_):
    ask(play, reference)
    expert = as_(POLICE)
    for way in (
        f"/vorgaenge/{reference}",
        f"/vorgaenge/{reference}/stellungnahmen",
        f"/antraege/{reference}",
        "/arbeitsvorrat",
    ):
        assert expert.get(way).status_code in (403, 404)


def test_nobody_else_opens_or_gives_the_opinion(reference, play, as_):
    key = ask(play, reference)
    way = f"/stellungnahmen/{key}"
    for person in map(as_, (EDITOR, OTHER, REVIEWER)):
        assert person.get(way).status_code == 404
        token = {"csrf_token": person.token("/konto")}
        for path in (way, f"{way}/antwort"):
            assert person.post(path, data=token).status_code == 404


def test_the_proposal_waits_until_no_opinion_is_outstanding(reference, play):
    first, second = ask(play, reference), ask(play, reference, OUTSIDE)
    with pytest.raises(StepRefused, match="opinions_in"):
        recommend(play, reference)
    accept(play, POLICE, first)
    give(play, POLICE, first)
    assert told("opinions_complete") == []
    with pytest.raises(StepRefused, match="opinions_in"):
        recommend(play, reference)
    play.act(REVIEWER, lambda s, a: recall_opinion(s, a, reference, second, "nicht mehr nötig"))
    assert told("opinions_complete") == [REVIEWER]
    assert told("opinion_recalled") == [OUTSIDE]
    recommend(play, reference)


def test_one_that_comes_late_is_kept_marked_and_not_waited_for(reference, play, as_):
    key = ask(play, reference, days=5)
    accept(play, POLICE, key)
    play.moved.instant += timedelta(days=6)
    tick()
    tick()
    assert opinion(key).state == "lapsed"
    assert told("opinion_lapsed") == [REVIEWER]
    assert told("opinion_lapsed_expert") == [POLICE]
    recommend(play, reference)
    expert, way = as_(POLICE), f"/stellungnahmen/{key}"
    assert "zählt es nicht" in expert.get(way).text
    assert expert.send(way, {"verdict": "against", "text": WORDS}).status_code == 303
    kept = opinion(key)
    assert (kept.state, kept.late, kept.verdict) == ("lapsed", True, "against")
    assert told("opinion_late") == [REVIEWER]
    page = as_(REVIEWER).get(f"/vorgaenge/{reference}/stellungnahmen").text
    assert "Nach Ablauf der Frist eingegangen: zur Akte genommen, nicht gezählt." in page
    with reading() as session:
        way_ = select(AuditEntry.trigger).where(AuditEntry.subject_id == key)
        triggers = session.scalars(way_.order_by(AuditEntry.version)).all()
    assert triggers == ["invite", "accept", "lapse", "give_late"]


def test_the_last_day_still_counts(reference, play):
    key = ask(play, reference, days=5)
    accept(play, POLICE, key)
    play.moved.instant += timedelta(days=5)
    tick()
    give(play, POLICE, key)
    assert (opinion(key).state, opinion(key).late) == ("given", False)


def test_who_is_asked_is_reminded_once_three_working_days_before(reference, play):
    ask(play, reference, days=10)
    tick()
    assert told("opinion_reminder") == []
    play.moved.instant += timedelta(days=8)
    tick()
    tick()
    assert told("opinion_reminder") == [POLICE]


def test_an_opinion_is_given_once(reference, play):
    key = ask(play, reference)
    accept(play, POLICE, key)
    give(play, POLICE, key)
    with pytest.raises(StepRefused):
        give(play, POLICE, key, version=3, text="Doch nicht.")
    assert opinion(key).text == WORDS


def test_who_declines_says_why_and_the_office_may_ask_another(reference, play, as_):
    key = ask(play, reference)
    expert, way = as_(POLICE), f"/stellungnahmen/{key}"
    expert.send(f"{way}/antwort", {"aktion": "decline", "reason": " "}, way)
    assert opinion(key).state == "invited"
    expert.send(f"{way}/antwort", {"aktion": "decline", "reason": "Befangen."}, way)
    assert opinion(key).state == "declined"
    assert told("opinion_declined") == [REVIEWER]
    ask(play, reference, OUTSIDE)


def test_nobody_with_a_tie_or_a_hand_is_asked_and_nobody_twice(reference, play):
    play.act(OTHER, lambda s, a: declare_mandate(s, a, "14522140", "Stadtrat"))
    for email in (OTHER, REVIEWER, EDITOR):
        with pytest.raises(StepRefused, match="expert_fit"):
            ask(play, reference, email)
    ask(play, reference)
    with pytest.raises(Exception, match="already_asked"):
        ask(play, reference)
    with reading() as session:
        assert len(session.scalars(select(Opinion)).all()) == 1


def test_what_is_outstanding_is_called_off_when_the_case_goes_another_way(reference, play):
    key = ask(play, reference)
    play.withdraw(reference, "anders finanziert")
    tick()
    assert opinion(key).state == "recalled"
    assert told("opinion_recalled") == [POLICE]


def test_a_question_that_cannot_be_asked_is_refused_with_a_sentence(reference, play, as_):
    way = f"/vorgaenge/{reference}/stellungnahmen"
    sent = {"kind": "", "name": "x", "email": "kein Ort", "question": " "}
    sent |= {"due_on-day": 1, "due_on-month": 1, "due_on-year": 2022}
    answer = as_(REVIEWER).send(way, sent)
    assert answer.status_code == 422
    assert re.search("Dieser Tag ist vorbei", answer.text)
    assert by_email_known(POLICE) is False


def by_email_known(email):
    with reading() as session:
        try:
            by_email(session, email)
        except NotFound:
            return False
    return True


def test_who_never_accepted_sees_and_gives_nothing_after_the_day(reference, play, as_):
    key = ask(play, reference, days=5)
    play.moved.instant += timedelta(days=6)
    tick()
    expert, way = as_(POLICE), f"/stellungnahmen/{key}"
    assert 'id="p-goals"' not in expert.get(way).text.partition("<main")[2]
    with pytest.raises(NotFound):
        give(play, POLICE, key, version=2)


def test_the_last_day_is_over_though_the_clock_has_not_come(reference, play):
    key = ask(play, reference, days=5)
    accept(play, POLICE, key)
    play.moved.instant += timedelta(days=7)
    give(play, POLICE, key)
    assert (opinion(key).state, opinion(key).late) == ("lapsed", True)
    with pytest.raises(Invalid):
        give(play, POLICE, key, version=4, text="Anders.")
    assert opinion(key).text == WORDS


def test_a_tie_that_comes_after_accepting_ends_it(reference, play, as_):
    key = ask(play, reference, OTHER)
    accept(play, OTHER, key)
    play.act(OTHER, lambda s, a: declare_mandate(s, a, "14522140", "Stadtrat"))
    assert as_(OTHER).get(f"/stellungnahmen/{key}").status_code == 404
    with pytest.raises(NotFound):
        give(play, OTHER, key)


def test_who_gave_an_opinion_signs_nothing_of_the_case(reference, play):
    key = ask(play, reference, FIRST)
    accept(play, FIRST, key)
    give(play, FIRST, key)
    recommend(play, reference)
    with pytest.raises(StepRefused, match="another_person"):
        play.step(FIRST, reference, Trigger.APPROVE_FIRST)


def test_declining_without_a_reason_keeps_what_was_typed_and_an_odd_button_does_nothing(
    reference, play, as_
):
    key = ask(play, reference)
    expert, way = as_(POLICE), f"/stellungnahmen/{key}"
    long = {"aktion": "decline", "reason": "x" * 1001}
    answer = expert.send(f"{way}/antwort", long, way)
    assert answer.status_code == 422
    assert "x" * 1001 in answer.text
    odd = expert.send(f"{way}/antwort", {"aktion": "odd", "reason": "Grund"}, way)
    assert odd.status_code == 422
    assert opinion(key).state == "invited"


def test_of_two_that_end_at_the_same_moment_one_is_the_last(story):
    """The second waits until the first has committed, and so sees that it was the last but one."""
    reference = bring(story, State.IN_ASSESSMENT)
    keys = {email: ask(story, reference, email) for email in (POLICE, OUTSIDE)}
    for email, key in keys.items():
        accept(story, email, key)

    def given(email):
        with transaction() as session:
            actor = by_email(session, email)
            give_opinion(session, actor, keys[email], verdict="for", text=WORDS, version=2)

    with ThreadPoolExecutor(1) as pool:
        with transaction() as session:
            actor = by_email(session, POLICE)
            give_opinion(session, actor, keys[POLICE], verdict="for", text=WORDS, version=2)
            second = pool.submit(given, OUTSIDE)
            with suppress(TimeoutError):
                second.result(1)
            assert not second.done()
        second.result(20)
    assert told("opinions_complete") == [REVIEWER]


def test_the_procedure_itself_takes_no_opinion_of_who_is_tied(reference, play):
    key = ask(play, reference, OTHER)
    accept(play, OTHER, key)
    play.act(OTHER, lambda s, a: declare_mandate(s, a, "14522140", "Stadtrat"))

    def given():
        with transaction() as session:
            row = session.get_one(Opinion, key)
            of_case = session.get_one(Application, row.application_id)
            case = Case(session, by_email(session, OTHER), of_case)
            take(case, row, OpinionTrigger.GIVE, verdict="for", text=WORDS)

    with pytest.raises(StepRefused, match="expert_fit"):
        given()


def test_a_tie_that_comes_after_the_day_bars_a_late_opinion(reference, play):
    key = ask(play, reference, OTHER, days=5)
    accept(play, OTHER, key)
    play.moved.instant += timedelta(days=6)
    tick()
    play.act(OTHER, lambda s, a: declare_mandate(s, a, "14522140", "Stadtrat"))
    with pytest.raises(NotFound):
        give(play, OTHER, key, version=3)
