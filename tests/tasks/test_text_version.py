"""A notice is written from the text that is valid when it is first tried, and its twin as well."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from funding import clock
from funding.db import reading, transaction
from funding.models import Account, Notice, NoticeText
from funding.services.notices import lease as outbox
from funding.services.notices.edit_text import go_back, save_text
from funding.tasks.post import Postman, deliver_all
from tests.away import LEAD

HOUR = timedelta(hours=1)
KIND = "application_received"
BODY = "Fassung {number}: „{title}“.\n\nÖffnen: {url}"


class Server:
    def __init__(self):
        self.taken, self.trouble = [], None

    def __call__(self, message):
        self.taken.append(bytes(message))
        if self.trouble is not None:
            raise self.trouble


@pytest.fixture
def server():
    return Server()


@pytest.fixture
def postman(server):
    return Postman(server, "noreply@foerderportal.example", "http://localhost")


@pytest.fixture
def waiting(story):
    story.postman = Postman(_closed, "x@y.example", "http://localhost")
    return story.apply("floeha", "Ein Vorhaben", "violence", 2_000_000)


def _closed(_message):
    raise ConnectionRefusedError


def anew(story, number):
    """Keep a text as the next version, in both languages."""
    text = {"subject": f"{{reference}}: Fassung {number}", "why": "Probe"}
    text["body"] = BODY.replace("{number}", str(number))
    for language in ("de", "en"):
        story.act(
            LEAD, lambda s, a, v=language: save_text(s, a, KIND, v, **text, read_number=number - 1)
        )


def untried(story):
    """Make the notices as if nobody had tried to send them yet, and leave one, due in an hour."""
    with transaction() as session:
        session.execute(
            update(Notice)
            .where(Notice.kind == KIND)
            .values(state="owed", attempts=0, next_at=story.moved.instant + HOUR, text_version=None)
        )
        session.execute(update(Notice).where(Notice.kind != KIND).values(state="dropped"))
        one = session.scalars(select(Notice.id).where(Notice.kind == KIND)).first()
        session.execute(update(Notice).where(Notice.id != one).values(state="dropped"))
        return one


def go(story, postman):
    """Let an hour pass, and the post go out."""
    story.moved.instant += HOUR
    deliver_all(postman)


def notice(notice_id):
    with reading() as session:
        return session.get_one(Notice, notice_id)


def test_the_version_valid_at_sending_counts_and_is_kept_with_what_was_sent(
    waiting, story, postman
):
    one = untried(story)
    anew(story, 1)
    anew(story, 2)
    go(story, postman)
    sent = notice(one)
    assert (sent.state, sent.text_version) == ("sent", 2)
    assert sent.subject == f"{waiting}: Fassung 2"
    assert "Fassung 2: „Ein Vorhaben“." in sent.text
    anew(story, 3)
    assert notice(one).subject == f"{waiting}: Fassung 2"


def test_without_a_text_of_its_own_the_delivered_one_is_recorded(waiting, story, postman):
    one = untried(story)
    go(story, postman)
    assert (notice(one).text_version, "ist eingegangen" in notice(one).subject) == (0, True)


def test_a_twin_is_the_same_in_every_byte_though_the_text_was_changed_meanwhile(
    waiting, story, postman, server
):
    one = untried(story)
    anew(story, 1)
    server.trouble = ConnectionResetError("after DATA")
    go(story, postman)
    assert notice(one).text_version == 1
    anew(story, 2)
    server.trouble = None
    go(story, postman)
    first, second = (_without_date(one) for one in server.taken)
    assert first == second
    assert (notice(one).state, notice(one).text_version) == ("sent", 1)


def test_a_killed_worker_leaves_the_version_to_the_next(waiting, story, postman, server):
    one = untried(story)
    anew(story, 1)
    story.moved.instant += HOUR
    with transaction() as session:
        outbox.lease_notices(session, 10)  # and is killed, perhaps behind DATA
    anew(story, 2)
    go(story, postman)
    assert notice(one).text_version == 1


def test_what_is_given_back_untried_is_written_anew(waiting, story, postman):
    one = untried(story)
    anew(story, 1)
    story.moved.instant += HOUR
    with transaction() as session:
        lease, ids = outbox.lease_notices(session, 10)
    with transaction() as session:
        outbox.give_back(session, lease, ids, clock.now())
    assert notice(one).text_version is None
    anew(story, 2)
    go(story, postman)
    assert notice(one).text_version == 2


def test_what_is_given_back_after_a_try_keeps_its_version(waiting, story, postman, server):
    one = untried(story)
    anew(story, 1)
    server.trouble = ConnectionResetError("after DATA")
    go(story, postman)
    story.moved.instant += HOUR
    with transaction() as session:
        lease, ids = outbox.lease_notices(session, 10)
    with transaction() as session:
        outbox.give_back(session, lease, ids, clock.now())
    anew(story, 2)
    server.trouble = None
    go(story, postman)
    assert notice(one).text_version == 1


def test_where_the_typed_text_cannot_tell_all_the_delivered_one_is_sent_and_recorded(
    waiting, story, postman
):
    one = untried(story)
    anew(story, 1)
    with transaction() as session:
        facts = session.get_one(Notice, one).facts | {"reference": ""}
        session.execute(update(Notice).where(Notice.id == one).values(facts=facts))
    go(story, postman)
    assert (notice(one).text_version, "ist eingegangen" in notice(one).subject) == (0, True)


def test_after_going_back_the_delivered_text_is_sent(waiting, story, postman):
    one = untried(story)
    anew(story, 1)
    for language in ("de", "en"):
        story.act(
            LEAD,
            lambda s, a, v=language: go_back(s, a, KIND, v, why="Doch nicht", read_number=1),
        )
    go(story, postman)
    assert "ist eingegangen" in notice(one).subject
    with reading() as session:
        rows = session.scalars(select(NoticeText).order_by(NoticeText.number)).all()
        authors = {session.get_one(Account, row.written_by_id).email for row in rows}
    assert [row.number for row in rows] == [1, 1, 2, 2]
    assert authors == {LEAD}


def _without_date(message):
    return [line for line in message.split(b"\r\n") if not line.startswith(b"Date:")]
