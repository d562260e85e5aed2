"""Staff write the text of a notice anew: with preview, test mail, versions, and a way back."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import func, select

from funding.db import reading
from funding.models import Notice, NoticeText
from tests.stages import EDITOR, REVIEWER

ADMIN, LEAD = "verwaltung@smi.example", "teamleitung@smi.example"
LIST, PAGE = "/verwaltung/texte", "/verwaltung/texte/information_requested/de"
BODY = "Bitte antworten Sie bis {due}.\n\n{item_list}\n\nZum Antrag: {url}"
TYPED = {"subject": "{reference}: Bitte bis {due:short}", "body": BODY, "why": "Kürzer"}


def main(answer):
    return re.sub(r"\s+", " ", html.unescape(answer.text.partition("<main")[2]))


def kept():
    with reading() as session:
        return session.scalar(select(func.count()).select_from(NoticeText))


def send(person, version=0, what="speichern", **changes):
    return person.send(PAGE, TYPED | {"version": str(version), "aktion": what} | changes)


def go_back(person, version, why):
    return person.post(f"{PAGE}/zurueck", data=person.form(version) | {"why": why})


@pytest.fixture
def lead(play, as_):
    return as_(LEAD)


def test_the_list_names_every_kind_who_gets_it_and_whose_text_is_valid(lead):
    page = main(lead.get(LIST))
    assert "Nachforderung" in page
    assert "die federführende Kommune" in page
    assert page.count("mitgeliefert</a>") > 180
    assert send(lead).status_code == 303
    assert page.count("eigener Text, Fassung 1") == 0
    own = main(lead.get(f"{LIST}?nur=eigene"))
    assert "eigener Text, Fassung 1</a>" in own
    assert own.count("mitgeliefert</a>") == 1  # the English one


def test_the_editor_begins_with_the_delivered_text_and_explains_each_placeholder(lead):
    page = main(lead.get(PAGE))
    assert "Zum Antrag „{title}“ brauchen wir noch Angaben" in page
    assert "<code>{due:short}</code>" in page
    assert "16.11.2026" in page
    assert "Frist, letzter Tag, in Ziffern" in page
    assert "muss im Text stehen" in page
    assert "<code>{secret}</code>" not in page


def test_a_preview_shows_the_text_with_made_up_facts_and_saves_nothing(lead):
    page = main(send(lead, what="vorschau"))
    assert "KP-2027-0000: Bitte bis 16.11.2026" in page
    assert "Bitte antworten Sie bis Montag, 16. November 2026." in page
    assert "1. Ratsbeschluss" in page
    assert BODY.replace("\n\n", " ") in page  # what was typed stays
    assert kept() == 0


def test_the_html_version_is_the_letter_itself_and_loads_nothing(lead):
    answer = send(lead, what="html")
    assert answer.status_code == 200
    assert '<html lang="de">' in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert kept() == 0


def test_a_test_goes_to_the_editors_own_address_and_saves_no_text(lead):
    answer = send(lead, what="probe")
    assert answer.status_code == 200
    assert f"Eine Probe ist unterwegs an {LEAD}." in answer.text
    with reading() as session:
        row = session.scalars(select(Notice).where(Notice.kind == "text_test")).one()
    assert row.email == LEAD
    assert "Bitte antworten Sie bis Montag, 16. November 2026." in row.facts["letter"]
    assert kept() == 0
    key = re.search(r'name="form_key"[^>]*value="([^"]+)"', answer.text)[1]
    assert send(lead, form_key=key).status_code == 303
    assert kept() == 1  # the page that came back could save


def test_each_version_is_kept_with_who_when_and_why_and_two_can_be_compared(lead, as_):
    assert send(lead).status_code == 303
    assert send(lead, 1, body=BODY.replace("Bitte", "Bitte,"), why="Komma").status_code == 303
    page = main(lead.get(f"{PAGE}/fassungen?von=1&bis=2"))
    for shown in ("Fassung 1", "Fassung 2", "Kürzer", "Komma", "Teamleitung"):
        assert shown in page
    assert "Bitte antworten Sie bis {due}.</del>" in page
    assert "Bitte, antworten Sie bis {due}.</ins>" in page
    assert "</del>" in main(lead.get(f"{PAGE}/fassungen?von=0&bis=1"))
    assert "Keine Unterschiede." in main(lead.get(f"{PAGE}/fassungen?von=2&bis=2"))
    assert lead.get(f"{PAGE}/fassungen?von=x&bis=99").status_code == 200


def test_the_delivered_text_can_be_made_valid_again_as_a_version(lead):
    send(lead)
    missing = go_back(lead, 1, " ")
    assert missing.status_code == 422
    assert "warum der Text geändert wird" in main(missing)
    assert go_back(lead, 1, "Doch nicht").status_code == 303
    page = main(lead.get(PAGE))
    assert "Der mitgelieferte Text gilt wieder, als Fassung 2." in page
    assert "Zum Antrag „{title}“ brauchen wir noch Angaben" in page
    assert go_back(lead, 2, "x").status_code == 422


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"body": BODY + " {secret}"}, "Nicht erlaubt: {secret}."),
        ({"body": BODY + " {{ url }}"}, "Nicht erlaubt: {{ url }}."),
        ({"body": BODY + " {% if x %}"}, "Nicht erlaubt: {% if x %}."),
        ({"body": BODY + " {due:long}"}, "Nicht erlaubt: {due:long}."),
        ({"body": BODY.replace("{url}", "hier")}, "Im Text muss {url} vorkommen: Link in das"),
        ({"body": BODY.replace("{due}", "bald")}, "Im Text muss {due} vorkommen: Frist"),
        ({"body": " "}, "Hier fehlt der Text."),
        ({"body": BODY + "x" * 4000}, "Höchstens 4000 Zeichen sind möglich, es sind"),
        ({"subject": "Zwei\r\nBcc: jemand@x.example"}, "Der Betreff ist eine einzige Zeile."),
        ({"subject": "Zwei\nZeilen"}, "Der Betreff ist eine einzige Zeile."),
        ({"subject": "Siehe {url}"}, "Nicht erlaubt: {url}."),
        ({"subject": "x" * 151}, "Höchstens 150 Zeichen sind möglich, es sind 151."),
        ({"subject": ""}, "Hier fehlt der Text."),
        ({"why": ""}, "warum der Text geändert wird"),
        ({"why": "x" * 501}, "in höchstens 500 Zeichen"),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence_and_stays_on_the_page(lead, changes, sentence):
    answer = send(lead, **changes)
    assert answer.status_code == 422
    assert sentence in main(answer)
    assert kept() == 0
    if "why" not in changes:
        for what in ("vorschau", "html", "probe"):
            assert send(lead, what=what, **changes).status_code == 422


def test_the_same_text_is_no_new_version(lead):
    send(lead)
    answer = send(lead, 1)
    assert answer.status_code == 422
    assert "Das ist schon die gültige Fassung." in main(answer)


def test_who_was_slower_overwrites_nothing(lead, as_):
    send(lead)
    answer = send(as_(ADMIN), 0, subject="{reference}: Anders")
    assert answer.status_code == 409
    assert kept() == 1


def test_a_double_click_keeps_one_version(lead):
    form = lead.form(0) | TYPED | {"aktion": "speichern"}
    answers = [lead.post(PAGE, data=form) for _click in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert kept() == 1


def test_others_find_no_texts(play, as_):
    assert as_(REVIEWER).get(LIST).status_code == 403
    assert as_(EDITOR).get(LIST).status_code == 404
    for path in (f"{LIST}/secret/de", f"{LIST}/moved_up/fr", f"{LIST}/text_test/de"):
        assert as_(LEAD).get(path).status_code == 404


def test_administration_finds_them_among_its_pages_and_the_lead_in_the_navigation(play, as_):
    assert f'href="{LIST}"' in as_(ADMIN).get("/verwaltung").text
    assert f'href="{LIST}"' in as_(LEAD).get("/konto").text
    assert f'href="{LIST}"' not in as_(REVIEWER).get("/konto").text
