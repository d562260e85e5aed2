"""The texts of notices in a browser: the pages that write them, and the letters that come of it."""

from __future__ import annotations

import pytest

from funding.notices.allowed import kinds
from funding.notices.letters import LANGUAGES, write
from funding.notices.samples import ALONG, facts_in
from tests.web.browsing import PAINTED, Stage, audit, chromium, server

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LEAD, LIST = "teamleitung@smi.example", "/verwaltung/texte"
PAGE = f"{LIST}/information_requested/de"
CONTRAST = "color-contrast"
BODY = "Bitte antworten Sie bis {due}.\n\n{item_list}\n\nZum Antrag: {url}"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_text_is_written_tried_compared_and_taken_back(chromium, server, play, settings, scripts):
    stage = Stage(chromium, server, play, settings, scripts=scripts, checked=scripts)
    with stage.person(LEAD) as lead:
        page = lead.page
        for speech in ("en", "de"):
            page.goto(f"{server}/sprache/{speech}")
            lead.look(LIST)
            lead.look(f"{LIST}?nur=eigene")
            lead.look(PAGE)
        lead.fill(subject="{reference}: Bitte bis {due:short}", body=BODY + "\n\n{secret}")
        lead.press("vorschau", name="aktion")
        assert "Nicht erlaubt: {secret}" in page.inner_text("#fehler")
        lead.fill(body=BODY)
        lead.press("vorschau", name="aktion")
        assert "Montag, 16. November 2026" in page.inner_text(".fp-letter")
        lead.press("probe", name="aktion")
        lead.fill(why="Kürzer")
        lead.press("speichern", name="aktion")
        assert "Fassung 1 ist gespeichert" in page.inner_text("main")
        lead.look(f"{PAGE}/fassungen")
        lead.look(LIST)
        lead.look(PAGE)
        lead.press("html", name="aktion")
        assert page.title().startswith("KP-2027-0000: Bitte bis")
        page.goto(f"{server}{PAGE}")
        lead.fill(**{"zurueck-why": "Doch nicht"})
        with page.expect_navigation():
            page.click("form[action$='/zurueck'] button")
        lead.look()
        assert "gilt wieder, als Fassung 2" in page.inner_text("main")
        page.goto(f"{server}/sprache/en")
        lead.look(f"{PAGE}/fassungen?von=0&bis=1")
    assert stage.findings == []


def test_a_page_that_not_everybody_can_read_is_found_out(chromium):
    page = chromium.new_page()
    grey = '<p style="color: #ccc; background: #fff">Grau</p>'
    page.set_content(f"<html lang=de><title>Grau</title><main><h1>Grau</h1>{grey}</main>")
    violations, unsure = audit(page, "violations", "incomplete")
    assert [rule for rule, _where in violations] == [CONTRAST]
    page.set_content("<html lang=de><title>Feld</title><main><h1>Feld</h1><input></main>")
    violations, unsure = audit(page, "violations", "incomplete")
    assert ([rule for rule, _where in violations], unsure) == (["label"], [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_letter_can_be_read_by_everybody_and_loads_nothing(chromium, language, scheme):
    context = chromium.new_context(viewport={"width": 320, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    asked, findings = [], []
    page.on("request", lambda request: asked.append(request.url))
    for kind in kinds():
        facts = facts_in(language) | {"path": "/antraege/KP-2027-0000"}
        letter = write(kind, language, "Leitung", facts, "https://foerderportal.example", ALONG)
        page.set_content(letter.html)
        page.evaluate(PAINTED)
        violations, unsure = audit(page, "violations", "incomplete")
        findings += [(kind, *violation) for violation in violations]
        findings += [(kind, "not known", where) for rule, where in unsure if rule == CONTRAST]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            findings.append((kind, "wider than the window"))
        assert page.get_attribute("html", "lang") == language
        assert " ".join(page.title().split()) == letter.subject
        assert page.locator("h1").count() == 1
        assert " ".join(page.locator("h1").inner_text().split()) == letter.subject
        go = page.locator(".go a")
        assert go.inner_text() == {"de": "Im Portal öffnen", "en": "Open in the portal"}[language]
        assert go.get_attribute("href") == "https://foerderportal.example/antraege/KP-2027-0000"
    context.close()
    assert findings == []
    assert [url for url in asked if not url.startswith("about:")] == []
