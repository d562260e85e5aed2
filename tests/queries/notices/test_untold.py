"""„Warum hat niemand das erfahren?“ – the answer comes from the rules that owe notices."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.forms.speech import speaking
from funding.forms.told import why_text
from funding.law import berlin
from funding.models import Account, Deadline, Notice
from funding.notices.audiences import names_of
from funding.notices.catalogue import OWED
from funding.notices.reminders import REMINDERS
from funding.queries.accounts.actors import by_email
from funding.queries.find import case_for_anybody
from funding.queries.notices.owed_by import OF_A_CASE, days_owing, kinds_of_a_case, steps_owing
from funding.queries.notices.persons import somebodies
from funding.queries.notices.untold import about_somebody, why
from funding.services.accounts.invite import invite
from funding.services.accounts.wish_mail import wish_mail
from funding.services.reviewing.declare_bias import declare_bias
from funding.tasks.post import deliver_all
from funding.tasks.tick import sweep, tick
from funding.words.notices import NOTICE_KINDS
from funding.words.untold import AUDIENCES, UNTOLD
from tests.away import LEAD
from tests.services.attempts import OTHER
from tests.stages import (
    BUDGET,
    EDITOR,
    FIRST,
    PARTNER,
    REVIEWER,
    SECOND,
    SIGNATORY,
    bring,
    bring_together,
)
from workflows.application import State, Trigger

ADMIN = "verwaltung@smi.example"


def ask(reference, kind, who=None):
    """Return the reasons, as codes and as the page says them."""
    with reading() as session:
        case = case_for_anybody(session, by_email(session, LEAD), reference)
        person = None
        if who is not None:
            person = next(one for one in somebodies(case) if who in (one.name, one.key))
        found = why(case, kind, person) if kind else about_somebody(case, person)
        said = []
        for speech in ("en", "de"):
            with speaking(speech):
                said = [why_text(one) for one in found]
        return [one.code for one in found], " ".join(said)


def name(email):
    with reading() as session:
        return by_email(session, email).name


def test_a_step_that_has_not_been_taken_owes_nothing(story):
    reference = bring(story, State.IN_CHECK)
    codes, said = ask(reference, "information_requested")
    assert codes == ["step_not_taken"]
    assert said == (
        "Der Schritt „Angaben oder Unterlagen nachgefordert“ wurde in diesem Vorgang bisher nicht getan."
    )
    assert ask(reference, "information_requested", name(EDITOR))[0] == ["step_not_taken"]


def test_what_was_told_is_said_to_have_been_told(play):
    reference = bring(play, State.INFO_REQUESTED)
    codes, said = ask(reference, "information_requested")
    assert (codes, ": 2-mal." in said) == (["told_of_step"], True)
    assert ask(reference, "information_requested", name(EDITOR))[0] == ["is_sent"]


@pytest.mark.parametrize(("state", "code"), [("failed", "is_failed"), ("dropped", "is_dropped")])
def test_what_failed_or_was_dropped_is_told_so(play, state, code):
    reference = bring(play, State.INFO_REQUESTED)
    with transaction() as session:
        session.execute(
            update(Notice)
            .where(Notice.kind == "information_requested")
            .values(state=state, attempts=7)
        )
    assert ask(reference, "information_requested", name(EDITOR))[0] == [code]


def test_who_does_not_belong_to_those_whom_the_rule_means_is_told_whom_it_means(play):
    reference = bring(play, State.INFO_REQUESTED)
    codes, said = ask(reference, "information_requested", name(BUDGET))
    assert codes == ["not_in_audience"]
    assert "(Haushalt) gehört nicht zu denen, die die Regel meint: die federführende" in said


def test_who_came_after_the_step_is_told_since_when(play):
    reference = bring(play, State.INFO_REQUESTED)
    play.moved.instant += timedelta(hours=2)
    new = {"name": "Neue Kraft", "email": "neu@floeha.example", "role": "applicant_editor"}
    play.act(ADMIN, lambda s, a: invite(s, a, municipality_key="14522140", **new))
    codes, said = ask(reference, "information_requested", "Neue Kraft")
    assert codes == ["account_later"]
    assert "hat den Zugang erst seit" in said


def test_who_got_the_role_after_the_step_is_told_since_when(play):
    reference = bring(play, State.FIRST_APPROVED)
    play.moved.instant += timedelta(hours=2)
    more = {"name": name(BUDGET), "email": BUDGET, "role": "approver"}
    play.act(ADMIN, lambda s, a: invite(s, a, municipality_key=None, **more))
    codes, said = ask(reference, "second_approval_requested", name(BUDGET))
    assert codes == ["role_later"]
    assert "hat die Rolle „Entscheidung und Zeichnung“ erst seit" in said


def test_who_is_biased_is_said_to_be_so_without_the_reason(play):
    reference = bring(play, State.IN_ASSESSMENT)
    play.act(
        SECOND, lambda s, a: declare_bias(s, a, reference, biased=True, reason="Schwägerschaft")
    )
    play.recommend(reference)
    codes, said = ask(reference, "decision_requested", name(SECOND))
    assert codes == ["biased", "step_not_taken"]  # it has not moved up from the waiting list
    assert "Schwägerschaft" not in said
    assert ask(reference, "", name(SECOND))[0] == ["told_so_far", "biased"]


def test_who_declared_bias_only_afterwards_was_told(play):
    reference = bring(play, State.REVIEWED)
    play.act(SECOND, lambda s, a: declare_bias(s, a, reference, biased=True, reason="x"))
    assert ask(reference, "decision_requested", name(SECOND))[0] == ["is_sent"]


def test_an_account_that_is_closed_is_told_nothing(play):
    reference = bring(play, State.IN_ASSESSMENT)
    with transaction() as session:
        session.execute(update(Account).where(Account.email == SECOND).values(active=False))
    play.recommend(reference)
    assert ask(reference, "decision_requested", "Entscheidung 2")[0][0] == "inactive"


def test_who_has_another_part_in_the_case_is_told_so(play):
    reference = bring(play, State.FIRST_APPROVED)
    codes, said = ask(reference, "second_approval_requested", name(FIRST))
    assert codes == ["not_hand"]
    assert "hat am Vorgang schon in anderer Weise mitgewirkt" in said


def test_who_does_not_hold_the_case_is_told_who_is_meant(play):
    reference = bring(play, State.INFO_REQUESTED)
    play.answer(reference, "Der Beschluss liegt bei.")
    codes, said = ask(reference, "answer_available", name(OTHER))
    assert set(codes) == {"not_holder", "step_not_taken"}
    assert "bearbeitet den Vorgang nicht; gemeint ist: wer den Vorgang bearbeitet" in said
    assert ask(reference, "answer_available", name(REVIEWER))[0] == ["is_sent"]


def test_a_condition_of_the_rule_that_did_not_hold_is_told(play):
    reference = bring(play, State.REJECTED)
    play.notice(reference, play.today)
    assert ask(reference, "notice_granted", name(EDITOR))[0] == ["not_meant"]
    assert ask(reference, "notice_granted")[0] == ["not_meant"]
    assert ask(reference, "notice_rejected")[0] == ["told_of_step"]


def test_whom_a_note_does_not_name_is_told_so(play):
    reference = bring(play, State.IN_CHECK)
    assert ask(reference, "note_mentioned")[0] == ["act_not_done"]
    assert ask(reference, "note_mentioned", name(OTHER))[0] == ["not_mentioned"]


def test_a_town_without_an_account_is_named(play):
    reference = bring_together(play, State.COSIGNING)
    with transaction() as session:
        session.execute(
            update(Account).where(Account.email.like("%@lengenfeld.example")).values(active=False)
        )
    assert ask(reference, "cosign_reminder", "14523170")[0] == ["no_account"]
    assert ask(reference, "cosign_contact", "14523170")[0] == ["is_sent"]


def test_who_has_signed_already_is_told_so(play):
    reference = bring_together(play, State.COSIGNING)
    with transaction() as session:
        session.execute(
            update(Notice).where(Notice.kind == "cosign_requested").values(kind="cosign_again")
        )
    play.cosign(reference, "14523170")
    assert ask(reference, "cosign_requested", name(PARTNER))[0] == ["not_missing"]


def test_a_deadline_that_was_never_set_is_told_so(play):
    reference = bring(play, State.IN_CHECK)
    codes, said = ask(reference, "proof_reminder")
    assert codes == ["deadline_never"]
    assert said == "Eine solche Frist wurde nie gesetzt: Verwendungsnachweis."


def draft(play, day):
    """Begin a draft on a day, and let the clock come."""
    play.moved.instant = berlin.at_hour(day, 10)
    reference = bring(play, State.DRAFT)
    tick()
    return reference


def test_a_reminder_whose_day_was_before_its_deadline_was_set_is_told_so(play):
    reference = draft(play, date(2022, 8, 19))
    codes, said = ask(reference, "draft_reminder", name(EDITOR))
    assert codes[:2] == ["set_too_late", "set_too_late"]
    assert "30 Tage vor dem letzten Tag: die Frist wurde erst am 19.08.2022 gesetzt" in said
    assert codes[2:] == ["not_yet", "not_yet"]
    assert "7 Tage vor dem letzten Tag: der Tag kommt erst am 24.08.2022." in said


def test_a_reminder_that_was_told_is_told_and_one_of_a_moved_day_comes_anew(play):
    reference = draft(play, date(2022, 7, 1))
    play.moved.instant = berlin.at_hour(date(2022, 8, 1), 10)
    tick()
    deliver_all(play.postman)
    assert ask(reference, "draft_reminder")[0][0] == "told_of_day"
    assert ask(reference, "draft_reminder", name(EDITOR))[0] == ["is_sent"]
    play.step(LEAD, reference, Trigger.EXTEND, reason="Hochwasser", ends_on=date(2022, 9, 12))
    codes, said = ask(reference, "draft_reminder")
    assert codes[0] == "moved_not_yet"
    assert "die Frist wurde auf den 12.09.2022 verlegt, der Tag kommt jetzt am 12.08.2022" in said


def test_after_an_outage_an_earlier_reminder_is_said_to_be_overtaken(play):
    reference = draft(play, date(2022, 6, 7))
    play.moved.instant = berlin.at_hour(date(2022, 8, 25), 10)
    tick()
    codes, _said = ask(reference, "draft_reminder")
    assert codes == ["overtaken", "overtaken", "told_of_day", "not_yet"]


def test_a_reminder_that_is_recorded_and_not_written_yet_is_told_so(play):
    reference = draft(play, date(2022, 7, 1))
    play.moved.instant = berlin.at_hour(date(2022, 8, 1), 10)
    sweep()
    codes, said = ask(reference, "draft_reminder")
    assert codes[0] == "being_told"
    assert "vorgemerkt am 01.08.2022" in said
    assert ask(reference, "draft_reminder", name(EDITOR))[0][0] == "being_told"
    tick()
    assert ask(reference, "draft_reminder", name(EDITOR))[0] == ["is_owed"]


def test_a_reminder_that_became_pointless_before_it_was_written_is_told_so(play):
    reference = bring(play, State.INFO_REQUESTED)
    with reading() as session:
        days = select(Deadline.due_on).where(Deadline.kind == "answer")
        play.moved.instant = berlin.at_hour(session.scalars(days).one() - timedelta(days=6), 10)
    sweep()
    play.answer(reference, "Der Beschluss liegt bei.")
    tick()
    codes, said = ask(reference, "answer_reminder", name(EDITOR))
    assert codes == ["fell_away", "deadline_ended"]
    assert "aber bevor die Mitteilung geschrieben war, endete oder ruhte die Frist" in said


def test_a_deadline_that_ended_or_stands_still_is_told_so(play):
    reference = bring(play, State.INFO_REQUESTED)
    codes, _said = ask(reference, "task_overdue", name(REVIEWER))
    assert "deadline_paused" in codes
    play.answer(reference, "Der Beschluss liegt bei.")
    codes, said = ask(reference, "answer_reminder", name(EDITOR))
    assert set(codes) == {"deadline_ended"}
    assert "die Frist endete am" in said


def test_a_reminder_of_others_is_told_to_be_theirs(play):
    reference = draft(play, date(2022, 7, 1))
    play.moved.instant = berlin.at_hour(date(2022, 8, 1), 10)
    tick()
    codes, _said = ask(reference, "draft_reminder", name(BUDGET))
    assert codes[0] == "not_in_audience"


def test_every_kind_of_notice_has_a_name_a_rule_and_an_answer(play):
    reference = bring(play, State.IN_CHECK)
    people = (None, name(EDITOR), name(REVIEWER), name(SECOND), name(ADMIN))
    for kind in kinds_of_a_case():
        assert kind in NOTICE_KINDS
        assert steps_owing(kind) or days_owing(kind)
        for who in people:
            codes, said = ask(reference, kind, who)
            assert codes, (kind, who)
            assert set(codes) <= set(UNTOLD)
            assert "{" not in said


def test_every_audience_of_a_case_has_words():
    audiences = [o.audience for (flow, _), row in OWED.items() if flow in OF_A_CASE for o in row]
    audiences += [threshold.audience for row in REMINDERS.values() for threshold in row]
    named = {name for one in audiences for name in names_of(one)}
    assert named == set(AUDIENCES)


def test_asking_changes_nothing_and_is_asked_of_every_signatory(play):
    reference = bring(play, State.SUBMITTED)
    assert ask(reference, "", name(SIGNATORY))[0] == ["told_so_far"]


@pytest.mark.parametrize(
    ("pace", "said"),
    [
        ("never", "weil die Person E-Mails dieser Art abgestellt hat"),
        ("daily", "die Person hat die tägliche Übersicht gewählt"),
        ("weekly", "die Person hat die wöchentliche Übersicht gewählt"),
    ],
)
def test_who_did_not_want_a_mail_is_told_in_the_portal(story, pace, said):
    with transaction() as session:
        wish_mail(session, by_email(session, EDITOR), {"progress": pace})
    reference = bring(story, State.IN_CHECK)
    deliver_all(story.postman)
    codes, sentence = ask(reference, "check_begun", name(EDITOR))
    assert codes == [f"is_withheld_{pace}"]
    assert said in sentence


def test_whose_address_takes_no_mail_is_told_in_the_portal(story):
    with transaction() as session:
        stopped = update(Account).where(Account.email == EDITOR)
        session.execute(stopped.values(mail_stopped_at=story.moved.instant))
    reference = bring(story, State.SUBMITTED)
    deliver_all(story.postman)
    codes, sentence = ask(reference, "application_received", name(EDITOR))
    assert codes == ["is_withheld_address"]
    assert "weil die Adresse keine E-Mails annimmt" in sentence
