"""In a browser: what fits is saved beside what does not, and the pages that say so hold for everybody."""

from __future__ import annotations

import pytest

from funding.db import reading
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.sheet import Sheet
from tests.stages import EDITOR, SIGNATORY, bring
from tests.web.browsing import Stage, chromium, server
from workflows.application import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def held(reference, name):
    with reading() as session:
        return Sheet(find.case(session, CLOCK, reference)).value(name)


def test_what_fits_is_saved_by_itself_beside_what_does_not_and_again(
    chromium, server, play, settings
):
    reference = bring(play, State.DRAFT)
    stage = Stage(chromium, server, play, settings)
    with stage.person(EDITOR) as visitor:
        page = visitor.page
        page.goto(f"{server}/antraege/{reference}/abschnitt/municipality")
        page.fill("#inhabitants", "18.00x")
        page.fill("#street", "Markt 1")
        page.locator("#postcode").focus()
        page.wait_for_selector("[data-saved]:has-text('aber nicht dies: ')")
        assert held(reference, "street") == "Markt 1"
        page.fill("#street", "Markt 2")
        page.fill("#inhabitants", "18.000")
        page.locator("#postcode").focus()
        page.wait_for_selector("[data-saved]:text-matches('^Gespeichert um [0-9:]+ Uhr$')")
        assert (held(reference, "street"), held(reference, "inhabitants")) == ("Markt 2", 18_000)
        page.fill("#inhabitants", "x")
        visitor.press("spaeter")
        assert "Alles andere auf dieser Seite ist gespeichert" in page.inner_text("main")
    assert stage.findings == []


def test_the_pages_after_an_old_page_and_a_missing_choice_hold_for_everybody(
    chromium, server, play, settings
):
    reference = bring(play, State.DRAFT)
    stage = Stage(chromium, server, play, settings)
    path = f"/antraege/{reference}/abschnitt/project"
    with stage.person(EDITOR) as visitor:
        page = visitor.page
        page.goto(server + path)
        page.evaluate("document.querySelector('main [name=csrf_token]').value = 'alt'")
        page.fill("#place", "Markt")
        page.click("main button[value=spaeter] >> nth=-1")
        page.wait_for_selector("h1:has-text('Eingaben sind noch da')")
        stage.findings.clear()  # the browser's own word that the answer was a 400
        visitor.look()
        page.click("main form button")
        page.wait_for_url(f"**/antraege/{reference}")
        assert held(reference, "place") == "Markt"
        page.goto(server + path)
        with stage.person(SIGNATORY) as other:
            other.page.goto(server + path)
            other.page.fill("#place", "Bahnhof")
            other.press("spaeter")
        page.fill("#place", "Rathaus")
        page.click("main button[value=spaeter] >> nth=-1")
        page.wait_for_selector("h1:has-text('Dieser Abschnitt wurde inzwischen geändert')")
        page.evaluate("document.querySelector('main form').noValidate = true")
        page.click("main form button")
        page.wait_for_selector("#fehler")
        visitor.look()
    assert stage.findings == []
