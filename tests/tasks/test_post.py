"""The postman loses nothing and sends nothing twice that he could know of."""

from __future__ import annotations

import re
import smtplib
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.models import Notice
from funding.notices.tries import tried_for
from funding.services.notices import lease as outbox
from funding.tasks.post import Postman, deliver_all
from funding.tasks.transport import EXCHANGE_SECONDS, Undeliverable
from workflows.application import Trigger


class Server:
    """A mail server that may be down, refuse for good, or lose the connection after taking a mail."""

    def __init__(self):
        self.taken = []
        self.trouble = None

    def __call__(self, message):
        if self.trouble is not None:
            raise self.trouble
        self.taken.append(message)


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def postman(server):
    return Postman(server, "noreply@foerderportal.example", "http://localhost")


def owed(state="owed"):
    """Count the notices of cases in a state; the news that one failed are not counted."""
    with reading() as session:
        return session.scalar(
            select(func.count()).where(
                Notice.state == state,
                Notice.application_id.is_not(None),
                Notice.kind != "delivery_failed",
            )
        )


@pytest.fixture
def waiting(story):
    """Submit an application without the post going out."""
    story.postman = Postman(_closed, "x@y.example", "http://localhost")
    reference = story.apply("floeha", "Ein Vorhaben", "violence", 2_000_000)
    with transaction() as session:
        session.execute(
            update(Notice).where(Notice.state == "owed").values(next_at=story.moved.instant)
        )
    return reference


def _closed(_message):
    raise ConnectionRefusedError


def test_every_notice_is_sent_once_and_kept_as_it_was_sent(waiting, postman, server):
    due = owed()
    deliver_all(postman)
    assert (owed(), owed("sent"), len(server.taken)) == (0, due, due)
    with reading() as session:
        notice = session.scalars(
            select(Notice).where(Notice.kind == "application_received")
        ).first()
    message = next(m for m in server.taken if m["Message-ID"] == notice.message_id)
    assert message["Subject"] == notice.subject
    assert notice.text in message.get_body(("plain",)).get_content().replace("\r\n", "\n") + "\n"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_body(("html",)) is not None


def test_each_reader_gets_the_language_of_their_account(story, postman, server):
    from funding.models import Account

    with transaction() as session:
        session.execute(
            update(Account).where(Account.email == "zeichnung@floeha.example").values(language="en")
        )
    story.postman = postman
    story.apply("floeha", "Ein Vorhaben", "violence", 2_000_000)
    with reading() as session:
        rows = session.execute(
            select(Notice.email, Notice.subject).where(Notice.kind == "application_received")
        ).all()
    subjects = {row.email: row.subject for row in rows}
    assert "We have received" in subjects["zeichnung@floeha.example"]
    assert "ist eingegangen" in subjects["bearbeitung@floeha.example"]
    languages = {str(m["To"]): m["Content-Language"] for m in server.taken}
    assert languages["zeichnung@floeha.example"] == "en"
    assert languages["bearbeitung@floeha.example"] == "de"


def test_while_the_server_is_down_nothing_is_lost_and_tries_grow_apart(
    waiting, postman, server, story
):
    due = owed()
    server.trouble = ConnectionRefusedError()
    deliver_all(postman)
    assert (owed(), owed("sent")) == (due, 0)
    with reading() as session:
        nexts = session.scalars(select(Notice.next_at).where(Notice.state == "owed")).all()
    assert min(nexts) > story.moved.instant
    # Three hours later it is back.
    for _ in range(12):
        story.moved.instant += timedelta(minutes=15)
        deliver_all(postman)
    server.trouble = None
    story.moved.instant += timedelta(minutes=40)
    deliver_all(postman)
    assert (owed(), owed("sent"), len(server.taken)) == (0, due, due)


def test_after_72_hours_it_stops_and_staff_is_told(waiting, postman, server, story):
    due = owed()
    server.trouble = smtplib.SMTPServerDisconnected("gone")
    last = next(n for n in range(1, 1000) if tried_for(n) >= timedelta(hours=72))
    for attempts, failed in ((last - 2, 0), (last - 1, due)):
        with transaction() as session:
            session.execute(update(Notice).values(attempts=attempts))
        deliver_all(postman)
        assert owed("failed") == failed
        story.moved.instant += timedelta(hours=1)
    with reading() as session:
        told = session.scalar(select(func.count()).where(Notice.kind == "delivery_failed"))
    assert told > 0


def test_what_had_to_wait_for_days_is_not_given_up_at_the_first_trouble(
    waiting, postman, server, story
):
    due = owed()
    story.moved.instant += timedelta(days=5)  # over a holiday, or without a worker
    server.trouble = smtplib.SMTPServerDisconnected("gone")
    deliver_all(postman)
    server.trouble = None
    story.moved.instant += timedelta(hours=1)
    deliver_all(postman)
    assert (owed("failed"), owed("sent")) == (0, due)


def test_a_refusal_for_good_stops_at_once_and_can_be_sent_again(waiting, postman, server):
    server.trouble = Undeliverable("550 no such user")
    deliver_all(postman)
    with reading() as session:
        failed = session.scalars(
            select(Notice).where(Notice.state == "failed", Notice.kind != "delivery_failed")
        ).first()
    assert failed.trouble == "550 no such user"
    server.trouble = None
    with transaction() as session:
        assert outbox.send_again(session, failed.id)
    deliver_all(postman)
    with reading() as session:
        assert session.get(Notice, failed.id).state == "sent"


def test_what_was_sent_again_and_is_refused_again_stops_again(waiting, postman, server):
    server.trouble = Undeliverable("550 no such user")
    deliver_all(postman)
    for _round in range(2):
        with transaction() as session:
            failed = session.scalars(select(Notice.id).where(Notice.state == "failed")).all()
            assert all(outbox.send_again(session, key) for key in failed)
        deliver_all(postman)
        assert owed() == 0


def test_a_clock_that_was_set_back_keeps_no_letter(waiting, postman, server, story):
    with transaction() as session:
        session.execute(update(Notice).values(lease_until=story.moved.instant + timedelta(days=1)))
    due = owed()
    deliver_all(postman)
    assert (owed(), owed("sent")) == (0, due)


def test_only_the_portals_own_addresses_become_links(story, postman, server):
    story.postman = postman
    story.apply("floeha", "Siehe http://evil.example/konto & mehr", "violence", 2_000_000)
    deliver_all(postman)
    html = server.taken[-1].get_body(("html",)).get_content()
    assert "http://evil.example/konto &amp; mehr" in html
    assert set(re.findall('href="([^/]*//[^/"]*)', html)) == {postman.base_url}


def test_a_notice_on_lease_is_not_taken_by_another(waiting):
    with transaction() as session:
        _lease, first = outbox.lease_notices(session, 100)
    with transaction() as session:
        _lease, second = outbox.lease_notices(session, 100)
    assert first
    assert second == []


def test_a_lease_that_ran_out_is_taken_anew_and_the_late_comer_marks_nothing(
    waiting, postman, story
):
    with transaction() as session:
        old, ids = outbox.lease_notices(session, 1)
    story.moved.instant += outbox.LEASE + timedelta(seconds=1)
    with transaction() as session:
        _new, again = outbox.lease_notices(session, 1)
    assert again == ids
    postman.deliver([ids[0]], old)
    with reading() as session:
        assert session.get(Notice, ids[0]).state == "owed"


def test_a_letter_that_might_outlive_its_lease_is_left_for_the_next_one(waiting, postman, story):
    with transaction() as session:
        lease, [first] = outbox.lease_notices(session, 1)
    story.moved.instant += outbox.LEASE - timedelta(seconds=EXCHANGE_SECONDS - 1)
    postman.deliver([first], lease)
    with reading() as session:
        assert session.get(Notice, first).state == "owed"
    story.moved.instant += timedelta(seconds=EXCHANGE_SECONDS)
    deliver_all(postman)
    with reading() as session:
        assert session.get(Notice, first).state == "sent"


def test_what_is_given_back_is_free_at_once(waiting, story):
    with transaction() as session:
        lease, ids = outbox.lease_notices(session, 5)
    with transaction() as session:
        outbox.give_back(session, lease, ids, story.moved.instant)
    with transaction() as session:
        assert len(outbox.lease_notices(session, 5)[1]) == len(ids)


def test_no_transaction_is_open_while_a_letter_is_on_its_way(waiting, server, monkeypatch):
    """The server itself writes to the database while it takes a letter."""

    def busy(message):
        with transaction() as session:
            session.execute(update(Notice).where(Notice.state == "failed").values(trouble="x"))
        server(message)

    deliver_all(Postman(busy, "noreply@x.example", "http://localhost"))
    assert owed() == 0


def test_a_line_break_in_a_title_makes_no_second_header(story, postman, server):
    story.apply("floeha", "Titel\r\nBcc: alle@example.org", "violence", 2_000_000)
    assert all(m["Bcc"] is None for m in server.taken)
    with reading() as session:
        assert session.scalar(select(func.count()).where(Notice.state == "failed")) == 0


def test_a_reminder_whose_deadline_ended_meanwhile_is_dropped(story, postman, server):
    from funding.models import Deadline
    from funding.tasks.tick import tick
    from tests.stages import bring
    from workflows.application import State

    reference = bring(story, State.INFO_REQUESTED)
    with reading() as session:
        case = story._read(reference)
        due = session.scalars(
            select(Deadline.due_at).where(
                Deadline.application_id == case.id, Deadline.kind == "answer"
            )
        ).one()
    story.postman = Postman(_closed, "x@y.example", "http://localhost")
    story.moved.instant = due - timedelta(days=2, hours=12)
    tick()
    with reading() as session:
        assert session.scalar(select(func.count()).where(Notice.kind == "answer_reminder")) == 2
    story.answer(reference, "Hier ist er.")
    story.moved.instant += timedelta(hours=2)
    deliver_all(postman)
    with reading() as session:
        states = session.scalars(select(Notice.state).where(Notice.kind == "answer_reminder")).all()
    assert states == ["dropped", "dropped"]
    assert Trigger.ANSWER
