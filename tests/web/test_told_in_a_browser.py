"""Notices, inbox and calendar address in a real browser: no fault of axe, narrow and wide, dark."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from funding.tasks.post import deliver_all
from tests.away import LEAD
from tests.stages import EDITOR, bring
from tests.web.browsing import Stage, chromium, server  # noqa: F401 - fixtures
from workflows.application import State

SHOTS = os.environ.get("FUNDING_SHOTS")


def shoot(page, name):
    """Keep pictures of a page for people to look at, where somebody asked for them."""
    if not SHOTS:
        return
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}-{scheme}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.slow
@pytest.mark.parametrize("speech", ["de", "en"])
def test_every_page_about_notices_is_sound(chromium, server, play, settings, speech):  # noqa: F811
    reference = bring(play, State.INFO_REQUESTED)
    deliver_all(play.postman)
    play.go(play.today + timedelta(days=10))
    stage = Stage(chromium, server, play, settings)
    with stage.person(LEAD) as lead:
        if speech == "en":
            lead.page.goto(f"{server}/konto")
            lead.page.click("text=English")
        path = f"/vorgaenge/{reference}/mitteilungen"
        lead.look(path)
        for summary in lead.page.locator("main details > summary").all()[:3]:
            summary.click()
        lead.look()
        shoot(lead.page, f"mitteilungen-{speech}")
        lead.page.select_option("#art", "answer_reminder")
        with lead.page.expect_navigation():
            lead.page.click("main form[method=get] button")
        lead.look()
        assert lead.page.locator("main [role=status] li").count() > 0
        shoot(lead.page, f"warum-{speech}")
    with stage.person(EDITOR) as town:
        if speech == "en":
            town.page.goto(f"{server}/konto")
            town.page.click("text=English")
        town.look(f"/antraege/{reference}/mitteilungen")
        shoot(town.page, f"kommune-{speech}")
        town.look("/mitteilungen")
        town.page.select_option("#vorgang", reference)
        with town.page.expect_navigation():
            town.page.click("main form[method=get] button")
        town.look()
        shoot(town.page, f"postfach-{speech}")
        town.look("/konto")
        with town.page.expect_navigation():
            town.page.locator("form[action='/konto/kalender'] button").first.click()
        town.look()
        assert town.page.input_value("#adresse").endswith(".ics")
        shoot(town.page, f"kalender-{speech}")
        town.look("/konto")
        shoot(town.page, f"konto-{speech}")
    assert stage.findings == []


@pytest.mark.slow
def test_a_calendar_address_is_made_and_revoked_without_scripts(
    chromium,  # noqa: F811
    server,  # noqa: F811
    play,
    settings,
):
    bring(play, State.INFO_REQUESTED)
    stage = Stage(chromium, server, play, settings, scripts=False, checked=False)
    with stage.person(EDITOR) as town:
        town.page.goto(f"{server}/konto")
        with town.page.expect_navigation():
            town.page.locator("form[action='/konto/kalender'] button").first.click()
        path = town.page.input_value("#adresse").partition("localhost")[2]
        assert town.page.request.get(server + path).status == 200
        town.page.goto(f"{server}/konto")
        with town.page.expect_navigation():
            town.page.click("form[action$='/ende'] button")
        assert town.page.request.get(server + path).status == 404
    assert stage.findings == []
