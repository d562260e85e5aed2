"""With a script a file goes up while one stays on the page; the page holds for everybody."""

from __future__ import annotations

import pytest

from tests.samples import pdf
from tests.stages import EDITOR, REVIEWER, SIGNATORY, bring
from tests.web.browsing import Stage, chromium, server
from workflows.application import State, Trigger

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DROP = """([slot, name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  document.querySelector(slot).dispatchEvent(
    new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def test_a_file_goes_up_is_dropped_refused_and_listed_without_leaving_the_page(
    chromium, server, play, settings
):
    reference = bring(play, State.DRAFT)
    stage = Stage(chromium, server, play, settings)
    with stage.person(EDITOR) as visitor:
        page = visitor.page
        page.goto(f"{server}/antraege/{reference}/abschnitt/anlagen")
        page.fill('[id="a11.weiterleitungsvertrag.nachreichen-day"]', "7")
        one = {"name": "Ratsbeschluss.pdf", "mimeType": "application/pdf", "buffer": pdf()}
        page.set_input_files('[id="a11.ratsbeschluss"]', one)
        page.wait_for_selector("text=Entfernen Ratsbeschluss.pdf")
        told = page.locator("[data-told]")
        assert told.inner_text() == "Ratsbeschluss.pdf ist hochgeladen."
        bad = {"name": "Brief.pdf", "mimeType": "application/pdf", "buffer": b"<html>"}
        page.set_input_files('[id="a11.sicherheitsanalyse"]', bad)
        page.wait_for_selector("[data-refused]")
        assert "heißt wie eine PDF-Datei, ist aber keine" in told.inner_text()
        slot = f'[data-slot="/antraege/{reference}/abschnitt/anlagen/other"]'
        page.evaluate(DROP, [slot, "Karte.pdf", pdf("Karte").decode()])
        page.wait_for_selector("text=Entfernen Karte.pdf")
        typed = page.input_value('[id="a11.weiterleitungsvertrag.nachreichen-day"]')
        assert typed == "7", "what was typed elsewhere stands"
        visitor.look()
    assert stage.findings == []


def test_who_goes_on_while_a_file_is_under_way_goes_on_when_it_has_arrived(
    chromium, server, play, settings
):
    reference = bring(play, State.DRAFT)
    stage = Stage(chromium, server, play, settings, checked=False)
    with stage.person(EDITOR) as visitor:
        page = visitor.page
        page.goto(f"{server}/antraege/{reference}/abschnitt/anlagen")
        held = []
        page.route("**/abschnitt/anlagen/*", lambda route: held.append(route))
        one = {"name": "Ratsbeschluss.pdf", "mimeType": "application/pdf", "buffer": pdf()}
        page.set_input_files('[id="a11.ratsbeschluss"]', one)
        page.click("form[data-annexes] .fp-actions button[value=weiter]")
        assert "wird noch hochgeladen" in page.inner_text("[data-told]")
        assert page.url.endswith("/anlagen")
        with page.expect_navigation():
            held[0].continue_()
        assert not page.url.endswith("/anlagen")
        page.goto(f"{server}/antraege/{reference}/abschnitt/anlagen")
        page.wait_for_selector("text=Entfernen Ratsbeschluss.pdf")


def test_the_office_reads_names_and_badges_of_annexes_in_whole_words(
    chromium, server, play, settings
):
    reference = play.write("floeha", "Ein Vorhaben", "violence", 2_000_000)
    stage = Stage(chromium, server, play, settings, checked=False)
    with stage.person(EDITOR) as visitor:
        visitor.page.goto(f"{server}/antraege/{reference}/abschnitt/anlagen")
        one = {"name": "Ratsbeschluss.pdf", "mimeType": "application/pdf", "buffer": pdf()}
        visitor.page.set_input_files('[id="a11.ratsbeschluss"]', one)
        visitor.page.wait_for_selector("text=Entfernen Ratsbeschluss.pdf")
    play.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
    with stage.person(REVIEWER) as visitor:
        visitor.look(f"/vorgaenge/{reference}")
        for width in (1280, 768, 320):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            visitor.page.goto(f"{server}/vorgaenge/{reference}")
            row = visitor.page.locator(".fp-files > li").first
            for part in (row.locator(".fp-files__name"), row.locator(".kern-badge")):
                box = part.bounding_box()
                assert box["height"] < 60, (width, box)
