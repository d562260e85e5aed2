"""A message is read and folded as mail demands, though many letters share their headers."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import SMTP

import pytest

from funding.models import Notice
from funding.notices.along import CALENDAR, PDF, Enclosure
from funding.notices.letters import Letter
from funding.tasks.envelope import LETTERS, envelope

SENDER = "noreply@x.example"
LETTER = Letter("KP-2022-0001: Eingegangen – Flöha", "Guten Tag, Flöha!\n", "<p>Grüße</p>\n" * 40)
FILES = (Enclosure("Antrag ü.pdf", PDF, b"%PDF"), Enclosure("a.ics", CALENDAR, b"BEGIN\r\n"))


def made(email="c@d.example", files=(), letter=LETTER):
    notice = Notice(key="k", kind="invitation", email=email, language="de")
    return envelope(notice, letter, SENDER, "http://localhost", enclosures=files)


@pytest.mark.parametrize("files", [(), FILES])
def test_what_is_read_on_the_other_side_is_what_was_written(moved, files):
    read = message_from_bytes(made(files=files).as_bytes(), policy=SMTP)
    assert [defect for part in read.walk() for defect in part.defects] == []
    assert read["Subject"] == LETTER.subject
    assert read.get_body(("plain",)).get_content().replace("\r\n", "\n") == LETTER.text
    assert read.get_body(("html",)).get_content().replace("\r\n", "\n") == LETTER.html
    assert [one.get_filename() for one in read.iter_attachments()] == [one.name for one in files]


def test_every_line_is_as_short_as_mail_wants_it(moved):
    lines = made(files=FILES).as_bytes().split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not any(b"\n" in line for line in lines)


@pytest.mark.parametrize("subject", ["Titel\r\nBcc: alle@x.example", "Titel\nBcc: alle@x.example"])
def test_no_header_breaks_into_two(moved, subject):
    with pytest.raises(ValueError, match="linefeed"):
        made(letter=Letter(subject, "x", "x"))


def test_an_address_with_umlauts_goes_unfolded_to_a_server_that_takes_them(moved):
    message = made(email="büro@flöha.example")
    message.as_bytes()  # folded for others before
    assert "To: büro@flöha.example" in message.as_bytes(policy=LETTERS.clone(utf8=True)).decode()


def test_two_letters_share_no_header_that_is_not_the_same(moved):
    first, second = made("a@d.example"), made("b@d.example", letter=Letter("Zweiter", "x", "x"))
    assert (first["To"], second["To"]) == ("a@d.example", "b@d.example")
    assert (first["Subject"], second["Subject"]) == (LETTER.subject, "Zweiter")
    assert [one.addr_spec for one in second["To"].addresses] == ["b@d.example"]
