"""Promises that a tester could break unseen once: each is held by a test now."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.models import Account, AuditEntry, Deadline, Notice, RoleGrant, SignInAttempt
from funding.services.accounts.invite import request_reset
from funding.services.applying.answer_request import ItemAnswer, save_answers
from funding.services.operations.write_audit import GENESIS
from tests.stages import EDITOR, FIRST, REVIEWER, SECOND, SIGNATORY, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

PASSWORD = "praevention-2022"
PARTNER = "bearbeitung@rodewisch.example"


def told(kind):
    with reading() as session:
        return set(session.scalars(select(Notice.email).where(Notice.kind == kind)))


def test_a_form_key_of_another_person_shows_nothing_of_theirs(play, as_):
    reference = bring(play, State.DRAFT)
    page = f"/antraege/{reference}/abschnitt/project"
    first = as_(EDITOR)
    form = first.fields(page) | {"title": "Ein Titel"}
    assert first.post(page, data=form).status_code == 303
    other = as_(PARTNER)
    data = {"csrf_token": other.token("/konto"), "form_key": form["form_key"], "language": "de"}
    answer = other.post("/konto", data=data)
    assert (answer.status_code, reference in answer.location) == (303, False)


def test_every_answer_carries_a_strict_content_policy(browser):
    policy = browser.get("/").headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy


def test_an_account_that_is_switched_off_is_signed_out_at_once(as_):
    person = as_(EDITOR)
    with transaction() as session:
        session.execute(update(Account).where(Account.email == EDITOR).values(active=False))
    assert person.get("/antraege").status_code == 302


def test_nobody_reads_the_notice_of_another(play, as_):
    bring(play, State.SUBMITTED)
    with reading() as session:
        found = session.scalars(
            select(Notice.id).where(Notice.email == SIGNATORY, Notice.state == "sent")
        ).first()
    assert as_(SIGNATORY).get(f"/mitteilungen/{found}").status_code == 200
    assert as_(PARTNER).get(f"/mitteilungen/{found}").status_code == 404


def test_a_reset_link_ends_after_thirty_minutes_and_ends_other_sessions(play, as_, app, moved):
    person = as_(EDITOR)
    for late in (True, False):
        with transaction() as session:
            request_reset(session, EDITOR)
        with reading() as session:
            path = session.scalars(
                select(Notice.facts)
                .where(Notice.kind == "password_reset")
                .order_by(Notice.created_at.desc())
            ).first()["path"]
        guest = app.test_client()
        if late:
            moved.instant += timedelta(minutes=31)
            assert guest.get(path).status_code == 404
        else:
            assert guest.send(path, {"new_password": "ein neuer ganzer Satz"}).status_code == 303
    assert person.get("/antraege").status_code == 302


def test_a_network_that_tries_many_addresses_is_stopped(browser):
    for number in range(50):
        data = {"csrf_token": browser.token(), "email": f"x{number}@y.example", "password": "n"}
        browser.post("/anmelden", data=data)
    data = {"csrf_token": browser.token(), "email": EDITOR, "password": PASSWORD}
    assert browser.post("/anmelden", data=data).status_code == 429


def test_strangers_cannot_keep_a_signatory_from_signing(play, as_, app):
    from tests.web.test_forms import ready_draft

    reference = ready_draft(play)
    signatory = as_(SIGNATORY)
    stranger = app.test_client()
    for _ in range(6):
        data = {"csrf_token": stranger.token(), "email": SIGNATORY, "password": "falsch"}
        stranger.post("/anmelden", data=data)
    page = f"/antraege/{reference}/einreichen"
    assert signatory.send(page, {"password": PASSWORD}).status_code == 303
    with reading() as session:
        assert session.scalars(select(SignInAttempt)).first() is not None


def test_a_partner_reads_but_neither_edits_nor_proves(play, as_):
    with_partner = play.apply_together("Gemeinsam")
    partner = as_(PARTNER)
    assert partner.get(f"/antraege/{with_partner}").status_code == 200
    form = partner.form(play._read(with_partner).version)
    for path in ("abschnitt/project", "verwendungsnachweis", "zurueckziehen"):
        data = form | {"title": "fremd", "password": PASSWORD, "reason": "x"}
        answer = partner.post(f"/antraege/{with_partner}/{path}", data=data)
        assert answer.status_code in (403, 404, 409), path
    assert play._read(with_partner).title == "Gemeinsam"


def test_each_step_tells_those_it_concerns_and_nobody_else(play):
    bring(play, State.APPROVED)
    town = {EDITOR, SIGNATORY}
    assert told("application_received") == town
    assert told("decision_requested") == {FIRST, SECOND, "entscheidung3@smi.example"}
    assert told("second_approval_requested") == {SECOND, "entscheidung3@smi.example"}
    assert told("decided_grant") == {REVIEWER}
    assert told("decided_grant_told") == {"haushalt@smi.example"}
    bring(play, State.INFO_REQUESTED)
    assert told("information_requested") == town
    bring(play, State.FIRST_REJECTED)
    assert told("rejection_proposed") == {FIRST, SECOND, "entscheidung3@smi.example"}


def test_the_town_learns_of_the_decision_by_the_notice_only(play, as_):
    reference = bring(play, State.APPROVED)
    town = as_(SIGNATORY)
    for path in ("", "/verwendungsnachweis", "/verzicht", "/pruefen"):
        answer = town.get(f"/antraege/{reference}{path}", follow_redirects=True)
        assert "Bewilligt" not in answer.text.partition("<main")[2], path
    assert town.get(f"/antraege/{reference}/verzicht").status_code == 404


def test_what_was_answered_is_not_written_over(play):
    reference = bring(play, State.INFO_REQUESTED)
    play.answer(reference, "Die Antwort.")
    with reading() as session:
        from funding.models import RequestItem

        item = session.scalars(select(RequestItem)).one()
    with pytest.raises(StepRefused):
        play.act(
            EDITOR, lambda s, a: save_answers(s, a, reference, {item.id: ItemAnswer("anders")})
        )


def test_every_audit_entry_names_the_hash_of_the_one_before(play):
    reference = bring(play, State.IN_ASSESSMENT)
    case = play._read(reference)
    with reading() as session:
        rows = session.scalars(
            select(AuditEntry).where(AuditEntry.subject_id == case.id).order_by(AuditEntry.version)
        ).all()
    assert [r.previous_hash for r in rows] == [GENESIS, *(r.hash for r in rows[:-1])]


def test_a_paused_deadline_tells_nobody_and_runs_on_from_where_it_stood(play):
    reference = bring(play, State.IN_CHECK)
    case = play._read(reference)

    def check():
        with reading() as session:
            return session.scalars(
                select(Deadline).where(Deadline.application_id == case.id, Deadline.kind == "check")
            ).one()

    before = check()
    play.ask(reference, ["Bitte nachreichen."])
    assert check().paused_at is not None
    play.go(play.today + timedelta(days=10))
    play.answer(reference, "Hier.")
    after = check()
    assert (after.paused_at, after.version) == (None, before.version + 1)
    assert after.due_on == before.due_on + timedelta(days=10)
    assert Trigger.ANSWER


@pytest.mark.parametrize("email", ["a@", "@b.example", "a@b@c", "x@y.de,evil@e.de", "<x@y.de>"])
def test_an_address_that_is_none_is_not_invited(as_, email):
    typed = {
        "name": "Wer",
        "email": email,
        "role": "reviewer",
        "municipality": "",
        "language": "de",
    }
    assert as_("verwaltung@smi.example").send("/verwaltung/personen", typed).status_code == 422


def test_who_belongs_to_a_town_of_the_case_finds_it_in_no_list(play, as_):
    mine, foreign = bring(play, State.REVIEWED), play.apply_together("Gemeinsam")
    with transaction() as session:
        for email, key in ((FIRST, "14522140"), (REVIEWER, "14523170")):
            account = session.scalars(select(Account).where(Account.email == email)).one()
            role = {"role": "applicant_editor", "municipality_key": key}
            session.add(RoleGrant(account_id=account.id, **role))
    assert mine not in as_(FIRST).get("/entscheidungen").text
    assert mine in as_(SECOND).get("/entscheidungen").text
    for email, seen in ((REVIEWER, False), ("sachbearbeitung2@smi.example", True)):
        assert (foreign in as_(email).get("/arbeitsvorrat?ansicht=alle").text) is seen
