"""Calculator and calendar of deadlines in a browser: with and without scripts, both languages."""

from __future__ import annotations

from datetime import date

import pytest

from tests.stages import EDITOR, REVIEWER, bring
from tests.web.browsing import Stage, chromium, server
from workflows.application import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGE = "/fristen/rechner"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_period_and_a_notification_are_computed_and_passed_on(
    chromium, server, play, settings, scripts
):
    bring(play, State.IN_ASSESSMENT)
    stage = Stage(chromium, server, play, settings, scripts=scripts, checked=scripts)
    with stage.person(REVIEWER) as reviewer:
        page = reviewer.page
        for speech in ("de", "en"):
            page.goto(f"{server}/sprache/{speech}")
            reviewer.look(PAGE)
            reviewer.day("event", date(2025, 3, 18))
            reviewer.fill(length="1")
            reviewer.press("1", name="rechnen")
            assert "22. April 2025" in page.inner_text("main") or speech == "en"
            passed_on = page.url
            reviewer.look(f"{PAGE}?art=bekanntgabe")
            reviewer.day("posted", date(2025, 3, 14))
            reviewer.choose("district", "14523")
            reviewer.press("1", name="rechnen")
            assert "Verwaltungsgericht Chemnitz" in page.inner_text("main")
            reviewer.fill(**{"posted-day": "32"})
            page.locator("main form button").last.click()
            page.wait_for_selector("#fehler")
            reviewer.look()
            reviewer.look("/fristen")
            reviewer.look("/fristen?umfang=alle")
    with stage.person(EDITOR) as town:
        town.look("/fristen")
        assert "Zugesagt" in town.page.inner_text("main")
    with stage.person("revision@smi.example") as auditor:
        auditor.look(passed_on.removeprefix(server))
        assert "22. April 2025" in auditor.page.inner_text("h2")
    assert stage.findings == []
