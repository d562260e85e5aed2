"""A storm over real processes loses nothing; and who counts after it would see what is lost."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

import pytest
from sqlalchemy import update

from funding import clock
from funding.cli import chaos
from funding.cli.chaos_post import DROPPING, GREY, PHASES, REFUSING, SILENT, WELL, mail_server
from funding.db import transaction
from funding.models import Application, Notice
from funding.tasks.post import Postman, deliver_all
from funding.tasks.transport import transport_for
from tests.stages import bring
from workflows.application import State


@pytest.mark.slow
@pytest.mark.crash
def test_a_storm_over_real_processes_loses_nothing():
    result = chaos.run(7, 0.3, "")
    assert result.held, result
    assert result.crashes
    assert result.accepted == result.found > 0
    assert result.sent == result.notices_owed > result.accepted


@pytest.fixture
def post():
    with mail_server() as server:
        server.over.set()  # silence takes no time here
        yield server


@pytest.fixture
def sent(story, post):
    """Hand in an application, and take all of its post to the server."""
    reference = bring(story, State.SUBMITTED)
    postman = Postman(transport_for(post.url), "x@y.example", "http://localhost")
    free = {"state": "owed", "message_id": None, "lease": None, "lease_until": None}
    with transaction() as session:
        session.execute(update(Notice).values(**free))
    deliver_all(postman)
    with transaction() as session:  # a busy machine may have cut one off, which waits for a while
        session.execute(update(Notice).where(Notice.state == "owed").values(next_at=clock.now()))
    deliver_all(postman)
    return reference


def counted(post, accepted, before=()):
    return chaos.outcome(chaos.Processes(0, {}), post, accepted, before)


def test_what_came_in_and_what_was_sent_is_counted(sent, post):
    found = counted(post, [sent])
    assert found.held
    assert (found.accepted, found.found, found.lost, found.duplicates) == (1, 1, 0, 0)
    assert found.sent == found.notices_owed == len(post.kept) > 1


def test_a_letter_that_never_arrived_is_lost(sent, post):
    post.kept.pop()
    assert counted(post, [sent]).lost == 1
    assert not counted(post, [sent]).held


def test_a_letter_that_was_given_up_is_lost(sent, post):
    with transaction() as session:
        session.execute(
            update(Notice).where(Notice.message_id == post.kept[0]).values(state="failed")
        )
    assert counted(post, [sent]).lost == 1


def test_a_copy_without_a_crash_breaks_the_promise_and_with_one_does_not(sent, post):
    post.kept.append(post.kept[0])
    assert counted(post, [sent]).duplicates == 1
    assert not counted(post, [sent]).held
    post.dropped = 1
    assert counted(post, [sent]).held


def test_what_was_accepted_and_is_not_there_breaks_the_promise(sent, post):
    assert not counted(post, [sent, "KP-2022-9999"]).held


def test_a_case_that_its_audit_does_not_know_breaks_the_promise(sent, post):
    with transaction() as session:
        session.execute(update(Application).values(state="draft"))
    assert not counted(post, []).held


def letter():
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = "a@b.example", "c@d.example", "<1@b>"
    message.set_content("Guten Tag")
    return message


@pytest.mark.parametrize(
    ("mood", "phase", "kept"),
    [
        (WELL, "", 1),
        (REFUSING, "", 0),
        (GREY, "", 0),
        (DROPPING, "", 1),
        *((SILENT, phase, 0) for phase in PHASES),
    ],
)
def test_a_mood_of_the_mail_server_is_trouble_and_says_what_it_keeps(post, mood, phase, kept):
    post.mood, post.phase = mood, phase
    put = transport_for(post.url)
    if mood == WELL:
        put(letter())
    else:
        with pytest.raises((OSError, smtplib.SMTPException)):
            put(letter())
    assert len(post.kept) == kept
