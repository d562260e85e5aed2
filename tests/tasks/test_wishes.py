"""A person's own wish: what need not be told at once stands in the portal, and is not mailed."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import Invalid
from funding.models import Account, Notice
from funding.notices.paces import PARTS, paces_of
from funding.queries.accounts.actors import by_email
from funding.queries.accounts.inbox import notices
from funding.queries.accounts.wishes import wishes_of
from funding.services.accounts.wish_mail import wish_mail
from funding.tasks.post import Postman, deliver_all
from tests.stages import EDITOR, REVIEWER, SIGNATORY, bring
from workflows.application import State


@pytest.fixture
def mails(story):
    """Return what the mail server takes."""
    taken = []
    story.postman = Postman(taken.append, "noreply@x.example", "https://portal.example")
    return taken


def wish(email, **wishes):
    with transaction() as session:
        wish_mail(session, by_email(session, email), wishes)


def mailed(mails, email):
    return [str(one["Subject"]) for one in mails if one["To"] == email]


def of(email, kind):
    with reading() as session:
        return session.scalars(
            select(Notice).where(Notice.email == email, Notice.kind == kind)
        ).one()


def test_what_somebody_has_switched_off_is_not_mailed_but_stands_in_their_inbox(story, mails):
    wish(EDITOR, progress="never")
    bring(story, State.IN_CHECK)
    deliver_all(story.postman)
    kept = of(EDITOR, "check_begun")
    assert (kept.state, kept.withheld, kept.message_id) == ("sent", "never", None)
    assert kept.subject not in mailed(mails, EDITOR)
    assert kept.subject in mailed(mails, SIGNATORY)  # their own wish alone counts
    with reading() as session:
        actor = by_email(session, EDITOR)
        assert kept.subject in {row.subject for row in notices(session, actor.account_id)}


@pytest.mark.parametrize("pace", ["daily", "never"])
def test_what_the_law_demands_is_mailed_whatever_somebody_wishes(story, mails, pace):
    wish(SIGNATORY, **{part: pace for part in PARTS if pace in paces_of(part)})
    bring(story, State.INFO_REQUESTED)
    deliver_all(story.postman)
    for kind in ("application_received", "information_requested"):
        assert of(SIGNATORY, kind).subject in mailed(mails, SIGNATORY)
        assert of(SIGNATORY, kind).withheld is None


@pytest.mark.parametrize("wishes", [{"reminders": "weekly"}, {"settled": "never"}])
def test_what_nobody_may_wish_is_refused_and_nothing_of_it_kept(story, wishes):
    with pytest.raises(Invalid):
        wish(EDITOR, progress="never", **wishes)
    with reading() as session:
        assert wishes_of(session, by_email(session, EDITOR).account_id) == {}


def test_a_wish_holds_from_now_on_and_is_taken_back_as_easily(story, mails):
    wish(EDITOR, progress="daily", calls="never")
    wish(EDITOR, progress="now")
    bring(story, State.IN_CHECK)
    deliver_all(story.postman)
    assert of(EDITOR, "check_begun").subject in mailed(mails, EDITOR)


def test_an_address_that_takes_no_mail_is_told_in_the_portal_even_what_the_law_demands(
    story, mails
):
    with transaction() as session:
        session.execute(
            update(Account)
            .where(Account.email == SIGNATORY)
            .values(mail_stopped_at=story.moved.instant)
        )
    bring(story, State.SUBMITTED)
    deliver_all(story.postman)
    assert mailed(mails, SIGNATORY) == []
    assert of(SIGNATORY, "application_received").withheld == "address"
    assert mailed(mails, EDITOR)


def test_the_headers_say_where_to_choose_only_where_there_is_a_choice(story, mails):
    bring(story, State.IN_CHECK)
    deliver_all(story.postman)
    offered = {str(one["Subject"]).partition(": ")[2]: one["List-Unsubscribe"] for one in mails}
    assert "<https://portal.example/konto#mitteilungen>" in offered.values()
    received = next(one for one in mails if "Ihr Antrag ist eingegangen" in one["Subject"])
    assert received["List-Unsubscribe"] is None
    assert all(one["List-Unsubscribe-Post"] is None for one in mails)


def test_all_letters_about_a_case_are_one_thread(story, mails):
    bring(story, State.IN_CHECK)
    deliver_all(story.postman)
    threads = {(one["In-Reply-To"], one["References"]) for one in mails if one["References"]}
    assert len(threads) == 1
    [(answered, referred)] = threads
    assert answered == referred
    assert answered not in {one["Message-ID"] for one in mails}


def test_an_answer_goes_where_the_settings_say(story, mails):
    assert story.postman.reply_to == ""
    bring(story, State.SUBMITTED)
    story.postman = Postman(
        mails.append, "noreply@x.example", "https://x.example", reply_to="amt@x.example"
    )
    assert all(one["Reply-To"] is None for one in mails)
    mails.clear()
    bring(story, State.SUBMITTED)
    deliver_all(story.postman)
    assert {one["Reply-To"] for one in mails} == {"amt@x.example"}


def test_the_office_chooses_too(story, mails):
    wish(REVIEWER, queue="never")
    bring(story, State.SUBMITTED)
    deliver_all(story.postman)
    assert of(REVIEWER, "queue_new").withheld == "never"
    assert mailed(mails, REVIEWER) == []
