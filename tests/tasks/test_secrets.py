"""The secret of a link stands in the letter, and nowhere once the letter is gone."""

from __future__ import annotations

from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Notice
from funding.services.accounts.invite import request_reset
from funding.services.notices.edit_text import save_text
from funding.tasks.post import Postman, deliver_all
from tests.away import LEAD
from tests.stages import EDITOR


def test_what_is_kept_of_a_letter_does_not_open_an_account(story):
    taken = []
    with transaction() as session:
        request_reset(session, EDITOR)
    deliver_all(Postman(taken.append, "noreply@foerderportal.example", "http://localhost"))
    with reading() as session:
        kept = session.scalars(select(Notice).where(Notice.kind == "password_reset")).one()
    letter = taken[-1].get_body(("plain",)).get_content()
    token = letter.partition("/passwort/")[2].split()[0]
    assert len(token) > 40
    assert kept.state == "sent"
    assert token not in f"{kept.facts}{kept.text}{kept.html}"
    assert "/passwort/…" in kept.text


def test_nor_does_what_is_kept_of_a_letter_whose_text_the_staff_wrote(story):
    body = "Neues Passwort bis {valid_until}: {url}\n\nNoch einmal: {url}"
    text = {"subject": "Neues Passwort", "body": body, "why": "Probe", "read_number": 0}
    story.act(LEAD, lambda s, a: save_text(s, a, "password_reset", "de", **text))
    test_what_is_kept_of_a_letter_does_not_open_an_account(story)
    with reading() as session:
        kept = session.scalars(select(Notice).where(Notice.kind == "password_reset")).one()
    assert (kept.subject, kept.text_version) == ("Neues Passwort", 1)
    assert kept.text.count("/passwort/…") == 2
