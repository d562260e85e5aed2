"""Many letters go over one connection, and none pays for what happens to the connection."""

from __future__ import annotations

import smtplib
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from threading import Barrier

import pytest
from sqlalchemy import make_url, select, update

from funding.db import reading, transaction
from funding.db.session import store
from funding.models import Account, Notice
from funding.services.notices import lease as outbox
from funding.tasks import post
from funding.tasks.post import PORTION, Postman, deliver_all
from funding.tasks.transport import one_round, transport_for
from tests.conftest import administer
from tests.stages import bring
from tests.tasks.strict_post import (
    DATA,
    DROPS,
    ENDINGS,
    PAUSE,
    RCPT,
    TEXT,
    TOO_MANY,
    strict_server,
)
from workflows.application import State

PATIENT = 0.6


@pytest.fixture(params=[("PIPELINING", "SIZE 1000000"), ()], ids=["in one breath", "word by word"])
def server(request):
    with strict_server() as running:
        running.offers = request.param
        yield running


@pytest.fixture
def postman(server):
    return Postman(transport_for(server.url), "noreply@x.example", "http://localhost")


@pytest.fixture
def due(story):
    """Owe all letters of a submitted case again; return their ids in order."""
    bring(story, State.SUBMITTED)
    with transaction() as session:
        mine = Notice.application_id.is_not(None)
        free = {"state": "owed", "lease": None, "lease_until": None, "message_id": None}
        session.execute(
            update(Notice).where(mine).values(**free, next_at=story.moved.instant, attempts=0)
        )
        rows = select(Notice.id).where(mine).order_by(Notice.next_at, Notice.id)
        found = list(session.scalars(rows))
    assert 4 <= len(found) <= PORTION
    return found


def notices(ids):
    with reading() as session:
        return [session.get_one(Notice, key) for key in ids]


def states(ids):
    return [(one.state, one.attempts) for one in notices(ids)]


def numbered(count):
    for number in range(count):
        message = EmailMessage()
        message["From"], message["To"] = "a@b.example", "c@d.example"
        message["Message-ID"] = f"<{number}@b.example>"
        message.set_content("Guten Tag")
        yield message


def test_the_letters_of_a_lease_go_over_one_connection_that_is_given_back(due, postman, server):
    deliver_all(postman)
    assert server.lines == [[one.message_id for one in notices(due)]]
    assert server.quits == 1


@pytest.mark.parametrize("most", [1, 2])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_connection_that_ended_between_two_letters_costs_no_letter_a_try(
    due, postman, server, ending, most
):
    server.ending, server.most = ending, most
    deliver_all(postman)
    assert states(due) == [("sent", 1)] * len(due)
    assert server.kept == [one.message_id for one in notices(due)]
    assert max(map(len, server.lines)) == most


@pytest.mark.parametrize("after", [1, 2])
def test_a_connection_that_ends_while_a_letter_is_announced_costs_it_no_try(
    due, postman, server, after
):
    server.vanishes = after
    deliver_all(postman)
    assert states(due) == [("sent", 1)] * len(due)
    assert server.kept == [one.message_id for one in notices(due)]
    assert len(server.lines) == 2


def test_a_letter_that_is_said_to_be_taken_before_its_text_is_sent_is_not_taken_for_sent(
    due, postman, server
):
    server.hasty = 1
    deliver_all(postman)
    assert states(due) == [("sent", 1)] * len(due)
    assert server.kept == [one.message_id for one in notices(due)]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # nobody hangs up on a file
def test_a_database_that_hangs_up_while_a_letter_is_sent_costs_no_twin(
    due, database, postgres_server
):
    sent = []

    def carry(message):
        sent.append(message["Message-ID"])
        if len(sent) == 2:
            others = "pid <> pg_backend_pid() AND datname = '{}'"
            name = make_url(database).database
            kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
            administer(postgres_server, kill + others.format(name))

    deliver_all(Postman(carry, "noreply@x.example", "http://localhost"))
    assert states(due) == [("sent", 1)] * len(due)
    assert len(sent) == len(set(sent)) == len(due)
    assert store.engine.pool.checkedout() == 0


def test_a_server_that_takes_no_letter_at_all_is_not_asked_for_ever(due, postman, server):
    server.ending, server.most = TOO_MANY, 0
    deliver_all(postman)
    assert states(due) == [("owed", 1)] * len(due)
    assert len(server.lines) == len(due)


@pytest.mark.parametrize("place", [RCPT, DATA, TEXT])
@pytest.mark.parametrize(("answer", "state"), [("550 no", "failed"), ("450 later", "owed")])
def test_a_refused_letter_does_not_hurt_the_next_ones(due, postman, server, place, answer, state):
    addresses = [one.email for one in notices(due)]
    server.refused, server.refusal = (place, addresses[1]), answer
    deliver_all(postman, most=len(due))
    refused = [address == addresses[1] for address in addresses]
    assert [one.state for one in notices(due)] == [state if no else "sent" for no in refused]
    assert len(server.lines) == 1


@pytest.mark.parametrize("place", [RCPT, DATA])
@pytest.mark.parametrize(("answer", "state"), [("550 no", "failed"), ("450 later", "owed")])
def test_a_server_that_refuses_and_leaves_has_refused_that_letter_alone(
    due, postman, server, place, answer, state
):
    addresses = [one.email for one in notices(due)]
    server.refused, server.refusal = (place, addresses[1]), answer
    server.leaves = True
    deliver_all(postman, most=len(due))
    refused = [address == addresses[1] for address in addresses]
    assert [one.state for one in notices(due)] == [state if no else "sent" for no in refused]
    assert all(answer[:3] in one.trouble for one in notices(due) if one.state == state)


def test_a_server_that_would_take_a_letter_whose_reader_it_refused_is_left(due, postman, server):
    addresses = [one.email for one in notices(due)]
    server.refused, server.refusal, server.hopeful = (RCPT, addresses[1]), "550 no", True
    deliver_all(postman, most=len(due))
    sent = [one for one in notices(due) if one.email != addresses[1]]
    assert {one.state for one in sent} == {"sent"}
    # Nothing of the refused letter has reached anybody, and the others arrived once.
    assert server.kept == [one.message_id for one in sent]
    assert set(server.broken_off) <= {b""}


def test_a_sender_who_is_refused_is_the_portals_trouble_whatever_follows(due, postman, server):
    server.refused_sender = "451 not from you"
    deliver_all(postman, most=2)
    assert states(due)[:2] == [("owed", 1)] * 2
    assert all("not from you" in one.trouble for one in notices(due)[:2])
    assert server.kept == []


def test_every_byte_arrives_also_of_lines_that_begin_with_a_point(server):
    message = next(numbered(1))
    message.set_content(".\n..\n.ende\nGrüße\n", cte="8bit")
    with one_round():
        transport_for(server.url)(message)
    [text] = server.texts
    assert text == message.as_bytes(policy=SMTP)
    assert b"\r\n.\r\n..\r\n.ende\r\n" in text


def test_a_server_is_spoken_to_in_one_breath_where_it_offers_that(server):
    with one_round():
        put = transport_for(server.url)
        for message in numbered(3):
            put(message)
    assert server.breaths == (3 if server.offers else 0)


def test_a_letter_of_which_nobody_knows_whether_it_arrived_is_not_sent_at_once_again(
    due, postman, server
):
    server.loses = 2
    deliver_all(postman)
    assert states(due) == [("owed" if n == 1 else "sent", 1) for n in range(len(due))]
    assert len(server.kept) == len(set(server.kept)) == len(due)


def test_a_dripping_answer_ends_one_letter_and_no_other(server):
    put = transport_for(server.url, seconds=PATIENT)
    server.drips = 2
    first, second, third, fourth = numbered(4)
    with one_round():
        put(first)
        put(second)
        began = time.monotonic()
        with pytest.raises((OSError, smtplib.SMTPException)):
            put(third)
        assert time.monotonic() - began < 0.8 * DROPS * PAUSE, "it waited until the last drop"
        put(fourth)
    assert [len(line) for line in server.lines if line][:2] == [2, 1]


def test_each_letter_of_a_connection_has_a_time_of_its_own(server):
    put = transport_for(server.url, seconds=PATIENT)
    server.slow = 0.6 * PATIENT
    with one_round():
        for message in numbered(4):
            put(message)
    assert [len(line) for line in server.lines] == [4]


def test_a_connection_is_never_shared_by_two_threads(server):
    put, meeting = transport_for(server.url), Barrier(2)

    def some():
        with one_round():
            for message in numbered(5):
                meeting.wait(10)
                put(message)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(some) for _ in range(2)]:
            done.result(timeout=20)
    assert server.lines == [[f"<{n}@b.example>" for n in range(5)]] * 2


def test_after_a_refusal_that_closes_an_address_its_other_letters_are_only_kept(
    due, postman, server
):
    with transaction() as session:
        known = session.get_one(Notice, due[0])
        session.execute(
            update(Notice)
            .where(Notice.id.in_(due))
            .values(account_id=known.account_id, email=known.email)
        )
    server.refused, server.refusal = (RCPT, known.email), "550 5.1.1 no such user"
    deliver_all(postman, most=len(due))
    found = [(one.state, one.withheld) for one in notices(due)]
    assert found == [("failed", None)] + [("sent", "address")] * (len(due) - 1)


def test_what_was_read_long_ago_is_read_again(due, monkeypatch):
    monkeypatch.setattr(post, "FRESH_SECONDS", 0.0)

    def closing(_message):
        with transaction() as session:
            at = session.get_one(Notice, due[0]).created_at
            session.execute(update(Account).values(mail_stopped_at=at))

    deliver_all(Postman(closing, "noreply@x.example", "http://localhost"))
    assert [one.withheld for one in notices(due)] == [None] + ["address"] * (len(due) - 1)


def test_a_worker_that_stops_gives_the_rest_back_untried(due, postman, server):
    with transaction() as session:
        lease, ids = outbox.lease_notices(session, PORTION)
    assert ids == due
    postman.deliver(ids, lease, lambda: len(server.kept) >= 2)
    assert states(due) == [("sent", 1)] * 2 + [("owed", 0)] * (len(due) - 2)
    assert {one.lease for one in notices(due[2:])} == {None}


def test_a_slow_server_gets_no_letter_that_might_outlive_its_lease(due, story):
    def slowly(_message):
        story.moved.instant += timedelta(seconds=7)

    with transaction() as session:
        lease, ids = outbox.lease_notices(session, PORTION)
    Postman(slowly, "noreply@x.example", "http://localhost").deliver(ids, lease)
    assert states(due) == [("sent", 1)] * 2 + [("owed", 0)] * (len(due) - 2)


def test_a_clock_that_is_set_back_ends_a_lease(due, story):
    sent = []

    def back(message):
        sent.append(message)
        story.moved.instant -= timedelta(hours=2)

    with transaction() as session:
        lease, ids = outbox.lease_notices(session, PORTION)
    Postman(back, "noreply@x.example", "http://localhost").deliver(ids, lease)
    assert len(sent) == 1
    assert {one.lease for one in notices(due[1:])} == {None}
