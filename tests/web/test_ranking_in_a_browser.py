"""The decision desk in front of a real browser: accessible, and whole without JavaScript."""

from __future__ import annotations

import pytest

from tests.stages import FIRST, bring
from tests.web.browsing import Stage, chromium, server
from tests.web.test_ranking_page import score
from workflows.application import State

__all__ = ["chromium", "server"]
pytestmark = pytest.mark.slow
PAGE = "/entscheidungen/rangliste"


def cases(play):
    bring(play, State.REVIEWED, "drugs", 2_000_000)
    waiting = bring(play, State.WAITLISTED)
    found = [bring(play, State.IN_ASSESSMENT, "drugs", grant) for grant in (6_000_000, 5_000_000)]
    for reference, points in zip(found, (450, 350), strict=True):
        score(reference, points)
    return [waiting, *found]


def test_without_javascript_they_ask_what_if_save_and_compare(chromium, server, play, settings):
    stage = Stage(chromium, server, play, settings, scripts=False, checked=False)
    _waiting, best, _last = cases(play)
    with stage.person(FIRST) as approver:
        page = approver.page
        page.goto(f"{server}{PAGE}")
        assert "Hier endet das Geld" in page.inner_text("main")
        page.fill("#prozent", "50")
        page.check(f"#ohne-{best}")
        page.click("text=Berechnen")
        assert "Dies ist ein Szenario" in page.inner_text("main")
        assert f"ohne={best}" in page.url
        page.fill("#name", "Halbe Beträge")
        page.click("button:has-text('Szenario speichern')")
        assert "Halbe Beträge" in page.inner_text("main")
        page.click("main a:has-text('Halbe Beträge')")
        assert "prozent=50" in page.url
    assert stage.findings == []


def test_its_pages_are_accessible_in_both_modes_and_widths(chromium, server, play, settings):
    stage = Stage(chromium, server, play, settings)
    _waiting, best, last = cases(play)
    with stage.person(FIRST) as approver:
        page = approver.page
        approver.look(PAGE)
        approver.look(f"{PAGE}?sicht=ganz&auswahl=beste&ohne={best}&fall={last}&betrag=1.000")
        page.goto(f"{server}{PAGE}?prozent=viel")
        approver.look()
        page.goto(f"{server}{PAGE}?prozent=50")
        page.fill("#name", "Halbe Beträge")
        page.click("button:has-text('Szenario speichern')")
        approver.look()
        approver.look("/entscheidungen")
    assert stage.findings == []
