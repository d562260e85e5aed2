"""The demo shows the letters that it has sent, with what went along."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import update

from funding.db import transaction
from funding.forms.paper import pdf_of
from funding.models import Account
from funding.tasks.post import Postman
from tests.stages import SIGNATORY, TOWN


@pytest.mark.parametrize(("language", "word"), [("de", "Anlagen"), ("en", "Enclosed")])
def test_a_letter_of_the_mailbox_names_what_is_enclosed(play, browser, settings, language, word):
    play.postman = Postman.from_settings(settings)
    reference = play.apply(TOWN, "Ein Vorhaben", "violence", 2_000_000)
    browser.get(f"/sprache/{language}")
    letters = re.findall(
        rf'href="(/dev/postfach/[^"]+)"[^>]*>\s*{reference}: Ihr Antrag ist eingegangen',
        browser.get("/dev/postfach").text,
    )
    page = browser.get(letters[0]).text
    assert f"<dt>{word}</dt>" in page
    assert re.search(rf"Antrag-{reference}\.pdf \(application/pdf, [\d.,]+.KB\)", page)
    assert re.search(rf"Termine-{reference}\.ics \(text/calendar, ", page)


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_pdf_of_the_letter_is_the_one_of_the_page_in_every_byte(play, as_, language):
    with transaction() as session:
        session.execute(update(Account).where(Account.email == SIGNATORY).values(language=language))
    taken = []
    play.postman = Postman(taken.append, "noreply@x.example", "http://localhost", pdf_of)
    reference = play.apply(TOWN, "Ein Vorhaben", "violence", 2_000_000)
    [enclosed] = [
        part.get_payload(decode=True)
        for letter in taken
        for part in letter.iter_attachments()
        if letter["To"] == SIGNATORY and part.get_content_type() == "application/pdf"
    ]
    town = as_(SIGNATORY)
    town.get(f"/sprache/{language}")
    assert town.get(f"/antraege/{reference}/antrag.pdf").data == enclosed


def test_a_letter_without_enclosures_names_none(play, browser, settings):
    play.postman = Postman.from_settings(settings)
    play.write(TOWN, "Ein Vorhaben", "violence", 2_000_000)
    [first, *_] = re.findall('href="(/dev/postfach/[^"]+)"', browser.get("/dev/postfach").text)
    assert "<dt>Anlagen</dt>" not in browser.get(first).text
