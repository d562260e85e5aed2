"""Letters that come back: the address is closed, the notice stays readable, people are told once."""

from __future__ import annotations

import os
from dataclasses import replace
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.errors import Refused
from funding.models import Account, Bounce, Notice
from funding.notices.reports import MOST_BYTES, NoReport, read_reports
from funding.queries.accounts.actors import by_email
from funding.queries.accounts.inbox import notices
from funding.services.accounts.invite import request_reset
from funding.services.notices.bounce import confirm_address
from funding.services.notices.lease import send_again
from funding.tasks.bounces import read_box
from funding.tasks.broker import Relay
from funding.tasks.post import Postman, deliver_all
from tests.stages import EDITOR, REVIEWER, SIGNATORY, bring
from workflows.application import State

ADMIN = "verwaltung@smi.example"


def report(
    message_id,
    to,
    *,
    status="5.1.1",
    action="failed",
    words="smtp; 550 5.1.1 no such user",
    original="",
    headers_only=False,
):
    """Write a report as a mail server does (RFC 3464)."""
    whole = MIMEMultipart("report", **{"report-type": "delivery-status"})
    whole["From"], whole["To"] = "MAILER-DAEMON@mx.example", "noreply@x.example"
    whole["Subject"] = "Undelivered Mail Returned to Sender"
    whole.attach(MIMEText("I could not deliver it."))
    fields = EmailMessage()
    fields["Reporting-MTA"] = "dns; mx.example"
    one = EmailMessage()
    one["Final-Recipient"] = f"rfc822; {to}"
    if original:
        one["Original-Recipient"] = f"rfc822; {original}"
    one["Action"], one["Status"], one["Diagnostic-Code"] = action, status, words
    blocks = MIMEMessage(fields, "delivery-status")
    blocks.set_payload([fields, one])
    whole.attach(blocks)
    quoted = EmailMessage()
    quoted["Message-ID"], quoted["Subject"] = message_id, "Ihr Antrag"
    quoted.set_content("Guten Tag")
    if headers_only:
        head = MIMEText(str(quoted))
        head.replace_header("Content-Type", "text/rfc822-headers")
        whole.attach(head)
    else:
        whole.attach(MIMEMessage(quoted))
    return whole.as_bytes()


@pytest.fixture
def box(tmp_path):
    for part in ("new", "cur", "tmp"):
        (tmp_path / "box" / part).mkdir(parents=True)
    return tmp_path / "box"


@pytest.fixture
def sent(story):
    """Have a town's signatory told that the application is received."""
    story.postman = Postman(lambda _mail: None, "noreply@x.example", "https://portal.example")
    bring(story, State.IN_CHECK)
    deliver_all(story.postman)
    return of(SIGNATORY)


def of(email, kind="application_received"):
    with reading() as session:
        return session.scalars(
            select(Notice).where(Notice.email == email, Notice.kind == kind)
        ).one()


def account(email):
    with reading() as session:
        return session.scalars(select(Account).where(Account.email == email)).one()


def news():
    with reading() as session:
        rows = session.scalars(select(Notice).where(Notice.kind == "delivery_failed"))
        return {row.email: row for row in rows}


def count(model):
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def lay(box, raw, name="1"):
    (box / "new" / name).write_bytes(raw)


@pytest.mark.parametrize("headers_only", [False, True], ids=["whole", "headers"])
def test_a_letter_that_comes_back_closes_the_address_and_stays_readable(sent, box, headers_only):
    lay(box, report(sent.message_id, SIGNATORY, headers_only=headers_only))
    assert read_box(box) == {"hard": 1}
    notice, who = of(SIGNATORY), account(SIGNATORY)
    assert (notice.state, notice.trouble) == ("failed", "5.1.1 smtp; 550 5.1.1 no such user")
    assert who.mail_stopped_at is not None
    assert who.mail_trouble == notice.trouble
    with reading() as session:
        assert sent.id in {row.id for row in notices(session, who.id)}
    assert account(EDITOR).mail_stopped_at is None
    assert [one.name for one in (box / ".done" / "cur").iterdir()] == ["1"]
    assert list((box / "new").iterdir()) == []


def test_administration_and_the_holder_are_told_once_whether_a_period_hangs_on_it(sent, box):
    lay(box, report(sent.message_id, SIGNATORY))
    read_box(box)
    assert {ADMIN, REVIEWER} <= set(news())
    assert news()[REVIEWER].facts["legal"] is False
    assert "z…@floeha.example" in news()[REVIEWER].facts["address"]


def test_that_a_period_hangs_on_it_is_told(story, box):
    bring(story, State.INFO_REQUESTED)
    deliver_all(story.postman)
    lay(box, report(of(SIGNATORY, "information_requested").message_id, SIGNATORY))
    read_box(box)
    assert news()[REVIEWER].facts["legal"] is True


def test_afterwards_nothing_is_mailed_there_until_the_person_confirms(sent, box, story):
    mails = []
    story.postman = Postman(mails.append, "noreply@x.example", "https://portal.example")
    lay(box, report(sent.message_id, SIGNATORY))
    read_box(box)
    bring(story, State.SUBMITTED)
    deliver_all(story.postman)
    assert SIGNATORY not in {one["To"] for one in mails}
    assert EDITOR in {one["To"] for one in mails}
    with transaction() as session:  # its link is of no use in the portal
        request_reset(session, SIGNATORY)
    deliver_all(story.postman)
    assert [one["To"] for one in mails].count(SIGNATORY) == 1
    with transaction() as session:
        confirm_address(session, by_email(session, SIGNATORY))
    assert (account(SIGNATORY).mail_stopped_at, account(SIGNATORY).mail_trouble) == (None, None)
    mails.clear()
    bring(story, State.SUBMITTED)
    deliver_all(story.postman)
    assert SIGNATORY in {one["To"] for one in mails}


def test_what_is_only_late_is_recorded_and_nothing_else(sent, box):
    lay(box, report(sent.message_id, SIGNATORY, status="4.2.2", action="delayed"))
    assert read_box(box) == {"soft": 1}
    assert count(Bounce) == 1
    assert (of(SIGNATORY).state, account(SIGNATORY).mail_stopped_at) == ("sent", None)
    assert news() == {}


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "5.3.4", "4.4.7"])
def test_a_full_box_or_a_rule_of_the_house_loses_the_letter_but_not_the_address(sent, box, status):
    lay(box, report(sent.message_id, SIGNATORY, status=status))
    assert read_box(box) == {"hard": 1}
    assert (of(SIGNATORY).state, account(SIGNATORY).mail_stopped_at) == ("failed", None)
    assert REVIEWER in news()


def test_the_same_report_counts_once_however_often_it_is_read(sent, box):
    raw = report(sent.message_id, SIGNATORY)
    for name in ("1", "2", "3"):
        lay(box, raw, name)
    assert read_box(box) == {"hard": 1, "known": 2}
    told = len(news())
    with transaction() as session:
        confirm_address(session, by_email(session, SIGNATORY))
        send_again(session, sent.id)
    deliver_all(Postman(lambda _mail: None, "noreply@x.example", "https://portal.example"))
    lay(box, raw, "4")
    assert read_box(box) == {"known": 1}
    assert (of(SIGNATORY).state, account(SIGNATORY).mail_stopped_at) == ("sent", None)
    assert (count(Bounce), len(news())) == (1, told)


def test_an_alias_is_known_by_the_address_to_which_the_letter_went(sent, box):
    lay(box, report(sent.message_id, "intern@mx7.example", original=SIGNATORY.upper()))
    assert read_box(box) == {"hard": 1}


def test_that_the_news_of_it_comes_back_too_is_told_nobody(sent, box, story):
    lay(box, report(sent.message_id, SIGNATORY))
    read_box(box)
    deliver_all(story.postman)
    before = count(Notice)
    for number, (email, one) in enumerate(news().items()):
        lay(box, report(one.message_id, email), f"again{number}")
    assert set(read_box(box)) == {"hard"}
    assert count(Notice) == before


HOSTILE = {
    "for somebody else's letter": lambda n: report(n.message_id, EDITOR),
    "for an id that is none of ours": lambda _n: report("<forged@x.example>", SIGNATORY),
    "no report": lambda n: f"Message-ID: {n.message_id}\n\n5.1.1 failed {SIGNATORY}".encode(),
    "a success": lambda n: report(n.message_id, SIGNATORY, action="delivered", status="2.1.5"),
    "without status": lambda n: report(n.message_id, SIGNATORY, status="gone"),
    "huge": lambda n: report(n.message_id, SIGNATORY, words="x" * (MOST_BYTES + 1)),
    "cut off": lambda n: report(n.message_id, SIGNATORY)[:600],
    "empty": lambda _n: b"",
    "bytes": lambda _n: bytes(range(256)) * 40,
    "an auto-reply": lambda n: (
        f"Auto-Submitted: auto-replied\nIn-Reply-To: {n.message_id}\n\nUrlaub".encode()
    ),
    "parts within parts": lambda _n: b"".join(
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="%d"\n\n--%d\n'
        % (i, i)
        for i in range(3000)
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_whatever_is_not_about_a_letter_of_ours_changes_nothing_and_is_moved_aside(sent, box, what):
    before = count(Notice)
    lay(box, HOSTILE[what](sent))
    assert read_box(box) == {"foreign": 1}
    assert (count(Bounce), count(Notice)) == (0, before)
    assert of(SIGNATORY).state == "sent"
    assert account(SIGNATORY).mail_stopped_at is account(EDITOR).mail_stopped_at is None
    assert [one.name for one in (box / ".aside" / "cur").iterdir()] == ["1"]


def test_a_link_in_the_box_is_not_followed(sent, box, tmp_path):
    outside = tmp_path / "outside"
    outside.write_bytes(report(sent.message_id, SIGNATORY))
    os.symlink(outside, box / "new" / "1")
    assert read_box(box) == {"foreign": 1}
    assert outside.exists()
    assert of(SIGNATORY).state == "sent"


def test_words_of_a_mail_server_show_no_address_and_no_control_characters(sent, box):
    words = "smtp; 550 5.1.1 <zeichnung@floeha.example>:\x1b[31m unknown"
    lay(box, report(sent.message_id, SIGNATORY, words=words))
    read_box(box)
    assert "zeichnung@floeha.example" not in of(SIGNATORY).trouble
    assert of(SIGNATORY).trouble.isprintable()


def test_an_address_that_was_corrected_meanwhile_is_not_closed(sent, box):
    with transaction() as session:
        new = update(Account).where(Account.email == SIGNATORY)
        session.execute(new.values(email="neu@floeha.example"))
    lay(box, report(sent.message_id, SIGNATORY))
    assert read_box(box) == {"hard": 1}
    assert account("neu@floeha.example").mail_stopped_at is None


def test_a_flood_is_taken_in_portions(sent, box):
    for number in range(12):
        lay(box, b"x", str(number))
    assert read_box(box, most=5) == {"foreign": 5}
    assert len(list((box / "new").iterdir())) == 7


def test_a_folder_that_is_no_box_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(Refused) as refused:
        read_box(tmp_path)
    assert "is no Maildir" in refused.value.sentence


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
@settings(max_examples=300, deadline=None)
def test_no_bytes_at_all_stop_the_reading(noise):
    whole = report("<a@x.example>", "b@x.example")
    for raw in (noise, whole[:700] + noise, noise + whole, whole.replace(b"5.1.1", noise)):
        try:
            found = read_reports(raw)
        except NoReport:
            continue
        assert all(one.message_id and one.recipients for one in found)


def test_the_clock_reads_the_box_and_goes_on_without_one(sent, box):
    lay(box, report(sent.message_id, SIGNATORY))
    Relay(ticking=True, bounce_box=str(box)).live()
    assert of(SIGNATORY).state == "failed"
    Relay(ticking=True, bounce_box=str(box / "gone")).live()
    Relay(ticking=True).live()


def test_the_postman_takes_the_box_from_the_settings(settings):
    found = Postman.from_settings(replace(settings, bounce_box="/x", mail_reply_to="a@x.example"))
    assert (found.bounce_box, found.reply_to) == ("/x", "a@x.example")
