"""A session of the committee in front of a real browser, also without JavaScript."""

from __future__ import annotations

import pytest

from tests.stages import FIRST, bring
from tests.web.browsing import Stage, chromium, server
from workflows.application import State

__all__ = ["chromium", "server"]
pytestmark = pytest.mark.slow


def hold(page, server, reference):
    """Plan a session, put a case on its agenda, and agree to it."""
    page.goto(f"{server}/sitzungen")
    for part, value in (("day", "8"), ("month", "12"), ("year", "2022")):
        page.fill(f"#on-{part}", value)
    page.fill("#title", "Sitzung im Dezember")
    page.click("button:has-text('Sitzung planen')")
    page.check(f"#v-{reference}")
    page.click("button:has-text('Auf die Tagesordnung setzen')")
    page.select_option("select[name^=ergebnis]", "agreed")
    page.fill("input[name^=betrag]", "20.000,00")
    page.fill("#minutes", "Beginn 10 Uhr.")
    page.click("button:has-text('Sitzung speichern')")


def test_without_javascript_they_plan_agree_and_come_to_the_decision(
    chromium, server, play, settings
):
    stage = Stage(chromium, server, play, settings, scripts=False, checked=False)
    reference = bring(play, State.REVIEWED)
    with stage.person(FIRST) as approver:
        page = approver.page
        hold(page, server, reference)
        page.click("text=Zur Vorschau der Entscheidungen")
        page.click("text=1 Freigabe erteilen")
        assert "1 von 1 Vorgängen freigegeben" in page.inner_text("main")
    assert stage.findings == []


def test_its_pages_are_accessible_in_both_modes_and_widths(chromium, server, play, settings):
    stage = Stage(chromium, server, play, settings)
    references = [bring(play, State.REVIEWED) for _ in range(2)]
    with stage.person(FIRST) as approver:
        page = approver.page
        approver.look("/sitzungen")
        hold(page, server, references[0])
        approver.look()
        page.select_option("select[name^=ergebnis]", "agreed")
        page.fill("input[name^=betrag]", "")
        page.click("button:has-text('Sitzung speichern')")
        approver.look()
        page.select_option("select[name^=ergebnis]", "declined")
        page.click("button:has-text('endgültig schließen')")
        approver.look()
        approver.look("/sitzungen")
    assert stage.findings == []
