"""What no person types is refused with a sentence: nothing is kept, nothing breaks, nothing leaks."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.app import create_app
from funding.config import Settings
from funding.db import reading
from funding.models import Application
from tests.stages import EDITOR, SIGNATORY, bring
from tests.web.conftest import Browser
from workflows.application import State

REVIEWER = "sachbearbeitung1@smi.example"
CURSORS = [
    "0001-01-01T00:00:00",
    "9999-12-31T23:59:59+00:00",
    "0001-01-01T00:00:00+14:00",
    "2026-01-01",
    "x",
    "-",
    "",
]
LISTS = {
    "/mitteilungen": EDITOR,
    "/arbeitsvorrat": REVIEWER,
    "/mittel/buchungen": "haushalt@smi.example",
    "/mittel/umschichtung": "haushalt@smi.example",
    "/verwaltung/mails": "verwaltung@smi.example",
}


@pytest.fixture
def both(story, database, tmp_path):
    """Open browsers on the portal on each of the two databases."""
    portal = create_app(
        Settings(
            mode="embedded",
            var=tmp_path,
            database_url=database,
            secret_key="k" * 40,
            base_url="http://localhost",
            mail_url=f"file:{tmp_path / 'mail'}",
            mail_from="noreply@foerderportal.example",
            broker_url="",
            trusted_hosts=("localhost", "127.0.0.1"),
            cheap_passwords=True,
        )
    )
    portal.test_client_class = Browser
    return lambda: portal.test_client()


@pytest.mark.parametrize("path", ["/anmelden", "/passwort/neu", "/", "/gibt-es-nicht"])
def test_a_nul_is_refused_from_strangers_wherever_it_stands(both, path):
    guest = both()
    token = guest.token()
    for sent in (
        {"query_string": {"weiter": "a\0b"}},
        {"query_string": {"a\0": "b"}},
        {"data": {"csrf_token": token, "email": "a\0b@c.example", "password": "x"}},
        {"data": {"csrf_token": token, "email": "a@c.example", "form_key": "\0"}},
    ):
        method = guest.post if "data" in sent else guest.get
        assert method(path, **sent).status_code == 400, sent
    assert guest.get(path + "%00").status_code == 400


def test_a_nul_in_a_draft_keeps_nothing_and_gives_back_the_rest(both, story):
    reference = bring(story, State.DRAFT)
    town = both().sign_in(EDITOR)
    page = f"/antraege/{reference}/abschnitt/project"
    answer = town.send(page, {"title": "Mein Titel", "problem": "weg\0damit"})
    assert (answer.status_code, "Mein Titel" in answer.text) == (400, True)
    assert "ein Zeichen, das in keinen Text gehört" in answer.text
    assert "\0" not in answer.text
    lost = town.get(f"/antraege/{reference}%00")
    assert (lost.status_code, "\0" in lost.text) == (400, False)
    assert story._read(reference).title == ""


@pytest.mark.parametrize("key", ["", "kurz", "f" * 200, "1234"])
def test_a_form_key_that_is_none_of_ours_keeps_nothing(both, story, key):
    reference = bring(story, State.DRAFT)
    town = both().sign_in(EDITOR)
    page = f"/antraege/{reference}/abschnitt/project"
    assert town.send(page, {"title": "Ein Titel", "form_key": key}).status_code == 400
    assert story._read(reference).title == ""


def test_text_that_is_too_long_is_named_at_its_field(both, story):
    reference = bring(story, State.DRAFT)
    town = both().sign_in(EDITOR)
    for section, field in (
        ("municipality", "contact_phone"),
        ("municipality", "representative"),
        ("project", "title"),
        ("project", "place"),
        ("advice", "adviser"),
    ):
        page = f"/antraege/{reference}/abschnitt/{section}"
        answer = town.send(page, {field: "x" * 5000, "aktion": "weiter"})
        assert answer.status_code == 422, field
        assert f'href="#{field}"' in answer.text, field


@pytest.mark.parametrize("path", sorted(LISTS))
def test_a_place_in_a_list_that_cannot_be_shows_its_first_page(both, path):
    person = both().sign_in(LISTS[path])
    for instant in CURSORS:
        for key in ("6a9f2c3e-3e0a-4f4e-8e0f-0123456789ab", "nichts", "f" * 400):
            answer = person.get(path, query_string={"nach": f"{instant}_{key}"})
            assert answer.status_code == 200, (instant, key)


@pytest.mark.parametrize("version", [None, "", "-1", "neu", "1e3", "99999999999", "٣"])
def test_a_form_without_the_version_it_read_changes_nothing(play, as_, version):
    reference = bring(play, State.DRAFT)
    town = as_(SIGNATORY)
    page = f"/antraege/{reference}/abschnitt/project"
    fields = town.fields(page) | {"title": "Blind überschrieben"}
    fields.pop("version") if version is None else fields.update(version=version)
    assert town.post(page, data=fields).status_code == 400
    assert play._read(reference).title == ""
    fields = town.fields(f"/antraege/{reference}/loeschen")
    fields.pop("version") if version is None else fields.update(version=version)
    assert town.post(f"/antraege/{reference}/loeschen", data=fields).status_code == 400
    assert play._read(reference).state == State.DRAFT


def test_every_form_of_a_case_carries_the_version_that_was_read(play, as_):
    """Every page of a step reads the version: without it, what is possible is refused."""
    from funding.services.reviewing.declare_bias import declare_bias

    reference = bring(play, State.SUBMITTED)
    play.act(REVIEWER, lambda s, a: declare_bias(s, a, reference, biased=False))
    page = f"/vorgaenge/{reference}/schritt/claim"
    reviewer = as_(REVIEWER)
    fields = reviewer.fields(page)
    fields.pop("version")
    assert reviewer.post(page, data=fields).status_code == 400
    assert play._read(reference).state == State.SUBMITTED
    assert reviewer.send(page, {}).status_code == 303


def test_one_line_fields_keep_neither_line_breaks_nor_turned_text(play, as_):
    reference = bring(play, State.DRAFT)
    town = as_(EDITOR)
    page = f"/antraege/{reference}/abschnitt/project"
    typed = {"title": "Mein\r\nTitel\u202eabc\x07", "summary": "eins\r\nzwei\x1b\u2066"}
    assert town.send(page, typed).status_code == 303
    with reading() as session:
        case = session.scalars(select(Application).where(Application.reference == reference)).one()
        from funding.models import Answers

        answers = session.scalars(select(Answers).where(Answers.application_id == case.id)).one()
        assert (case.title, answers.summary) == ("Mein Titelabc", "eins\nzwei")
