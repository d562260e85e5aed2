"""Everybody chooses on the page of their account when they are mailed, and what always is."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import event, select

from funding.db import reading, transaction
from funding.db.session import store
from funding.models import Account, MailWish, Notice
from funding.queries.accounts.actors import by_email
from funding.services.accounts.wish_mail import wish_mail
from funding.tasks.post import Postman, deliver_all
from funding.tasks.transport import Undeliverable
from tests.stages import EDITOR, REVIEWER, bring
from workflows.application import State

LEAD = "leitung@smi.example"


def kept(email):
    with reading() as session:
        rows = session.execute(
            select(MailWish.part, MailWish.pace)
            .join(Account, Account.id == MailWish.account_id)
            .where(Account.email == email)
        )
        return {row.part: row.pace for row in rows}


def sent(person, **wishes):
    return person.form(0) | wishes


def test_a_town_chooses_and_finds_its_choice_again(play, as_):
    town = as_(EDITOR)
    page = town.get("/konto").text
    assert set(re.findall(r'<select[^>]*name="(\w+)"', page)) == {
        *("progress", "reminders", "messages", "calls")
    }
    assert "Immer sofort per E-Mail und nicht abstellbar" in page
    chosen = {"progress": "weekly", "reminders": "now", "messages": "daily", "calls": "never"}
    answer = town.post("/konto/mitteilungen", data=sent(town, **chosen))
    assert (answer.status_code, answer.location) == (303, "/konto#mitteilungen")
    assert kept(EDITOR) == {"progress": "weekly", "messages": "daily", "calls": "never"}
    page = town.get("/konto").text
    assert page.count(" selected>") == 4
    assert re.search(r'value="weekly" selected', page)
    town.post("/konto/mitteilungen", data=sent(town, **dict.fromkeys(chosen, "now")))
    assert kept(EDITOR) == {}


@pytest.mark.parametrize("pace", ["weekly", "sometimes", ""])
def test_what_cannot_be_chosen_is_said_at_its_field_and_nothing_is_kept(play, as_, pace):
    town = as_(EDITOR)
    wrong = {"progress": "daily", "messages": "now", "calls": "now", "reminders": pace}
    answer = town.post("/konto/mitteilungen", data=sent(town, **wrong))
    assert answer.status_code == 422
    assert 'href="#reminders"' in answer.text
    assert "Wählen Sie eine der Möglichkeiten." in answer.text
    assert kept(EDITOR) == {}


def test_nobody_switches_off_what_is_in_no_group(play, as_):
    town = as_(EDITOR)
    usual = {"progress": "now", "reminders": "now", "messages": "now", "calls": "now"}
    town.post("/konto/mitteilungen", data=sent(town, **usual, settled="never", queue="never"))
    assert kept(EDITOR) == {}


def test_a_choice_is_kept_in_few_statements(play, as_):
    town = as_(EDITOR)
    chosen = sent(town, progress="daily", reminders="now", messages="never", calls="weekly")
    seen = []
    event.listen(store.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    town.post("/konto/mitteilungen", data=chosen)
    assert len(seen) <= 8, seen


def test_the_pages_of_the_case_say_that_and_why_it_was_not_mailed(play, as_, db_wish):
    db_wish(EDITOR, progress="never")
    reference = bring(play, State.IN_CHECK)
    deliver_all(play.postman)
    for person, page in ((REVIEWER, "vorgaenge"), (EDITOR, "antraege")):
        text = " ".join(as_(person).get(f"/{page}/{reference}/mitteilungen").text.split())
        assert "nur im Portal" in text
        assert "die Person hat E-Mails dieser Art abgestellt" in text
    with reading() as session:
        found = session.scalars(
            select(Notice).where(Notice.email == EDITOR, Notice.kind == "check_begun")
        ).one()
    letter = as_(EDITOR).get(f"/mitteilungen/{found.id}").text
    assert "nicht einzeln gemailt" in letter


@pytest.fixture
def db_wish():
    def wish(email, **wishes):
        with transaction() as session:
            wish_mail(session, by_email(session, email), wishes)

    return wish


def test_whose_letters_come_back_is_told_when_they_sign_in_and_cures_it_on_their_page(play, as_):
    with transaction() as session:
        who = session.scalars(select(Account).where(Account.email == EDITOR)).one()
        who.mail_stopped_at, who.mail_trouble = play.moved.instant, "5.1.1 no such user"
    town = as_(EDITOR)
    first = town.get("/antraege").text
    assert f"Mitteilungen an {EDITOR} kamen zurück" in first
    assert "bestätigen Sie Ihre Adresse unter „Mein Konto“" in first
    page = town.get("/konto").text
    assert "5.1.1 no such user" in page
    answer = town.post("/konto/adresse", data=town.form(0))
    assert (answer.status_code, answer.location) == (303, "/konto")
    assert "5.1.1" not in town.get("/konto").text
    with reading() as session:
        who = session.scalars(select(Account).where(Account.email == EDITOR)).one()
        assert (who.mail_stopped_at, who.mail_trouble) == (None, None)
    assert "kamen zurück" not in as_(EDITOR).get("/antraege").text


def test_a_notice_that_could_not_be_delivered_is_read_in_the_portal(play, as_):
    def refuse(_mail):
        raise Undeliverable("550 no such user")

    play.postman = Postman(refuse, "noreply@x.example", "http://localhost")
    bring(play, State.SUBMITTED)
    deliver_all(play.postman)
    town = as_(EDITOR)
    page = town.get("/mitteilungen").text
    assert "Ihr Antrag ist eingegangen" in page
    letter = town.get(re.search(r'href="(/mitteilungen/[0-9a-f-]{36})"', page)[1]).text
    assert "konnte nicht zugestellt werden" in letter
    assert f"die E-Mail an {EDITOR}" in letter
