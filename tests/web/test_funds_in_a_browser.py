"""The pages of the funds in a real browser: no fault of axe, in two widths, light and dark."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.money import blocked, propose, released
from tests.stages import BUDGET, FIRST, bring
from tests.web.browsing import Stage, chromium, server  # noqa: F401 - fixtures
from workflows.application import State

SHOTS = os.environ.get("FUNDING_SHOTS")


def shoot(page, name: str) -> None:
    """Keep pictures of a page for people to look at, where somebody asked for them."""
    if not SHOTS:
        return
    for width in (1280, 320):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}-{scheme}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.slow
@pytest.mark.parametrize("speech", ["de", "en"])
def test_every_page_of_the_funds_is_sound(chromium, server, play, settings, speech):  # noqa: F811
    bring(play, State.REVIEWED, "violence", 3_000_000)
    bring(play, State.SUBMITTED, "drugs", 2_000_000)
    released(play, propose(play, 3_000_000, "graffiti", "violence"))
    key = propose(play, 1_000_000, "littering", "drugs")
    block = blocked(play, 9_600_000, "drugs")
    reference = bring(play, State.IN_PROGRESS, "violence", 4_000_000)
    play.pay(reference, 1_500_000)
    stage = Stage(chromium, server, play, settings)
    with stage.person(BUDGET) as officer:
        if speech == "en":
            officer.page.goto(f"{server}/mittel")
            officer.page.click("text=English")
        for name, path in {
            "mittel": "/mittel?aufruf=2022",
            "umschichtungen": "/mittel/umschichtung?aufruf=2022",
            "umschichtung": f"/mittel/umschichtung/{key}",
            "umschichtung-neu": "/mittel/umschichtung/neu?aufruf=2022",
            "sperren": "/mittel/sperren?aufruf=2022",
            "sperre-neu": "/mittel/sperren/neu?aufruf=2022",
            "sperre": f"/mittel/sperren/{block}",
            "jahre": "/mittel/jahre?aufruf=2022",
            "buchungen": "/mittel/buchungen?aufruf=2022",
        }.items():
            officer.look(path)
            shoot(officer.page, f"{name}-{speech}")
        officer.page.goto(f"{server}/mittel/umschichtung/neu?aufruf=2022")
        officer.page.select_option("#giver", "drugs")
        officer.page.select_option("#taker", "other")
        officer.page.fill("#amount_cents", "90,000.00" if speech == "en" else "90.000,00")
        officer.page.fill("#reason", "Bedarf")
        officer.page.click("main form .kern-btn--primary")
        officer.look()
        assert officer.page.is_visible("#fehler")
        shoot(officer.page, f"zu-viel-{speech}")
    with stage.person(FIRST) as approver:
        approver.look(f"/mittel/umschichtung/{key}")
        shoot(approver.page, f"freigabe-{speech}")
    assert stage.findings == []


@pytest.mark.slow
def test_without_scripts_a_transfer_is_proposed_and_released(chromium, server, play, settings):  # noqa: F811
    stage = Stage(chromium, server, play, settings, scripts=False, checked=False)
    with stage.person(BUDGET) as officer:
        officer.page.goto(f"{server}/mittel?aufruf=2022")
        officer.page.click("main a.kern-btn--primary")
        officer.page.select_option("#giver", "violence")
        officer.page.select_option("#taker", "drugs")
        officer.page.fill("#amount_cents", "10.000")
        officer.page.fill("#reason", "Bedarf")
        officer.page.click("main form .kern-btn--primary")
        assert "Vorgeschlagen" in officer.page.inner_text("main")
    with stage.person(FIRST) as approver:
        approver.page.goto(f"{server}/mittel/umschichtung?aufruf=2022")
        approver.page.click("main tbody a")
        approver.page.click("button[value=release]")
        assert "Freigegeben" in approver.page.inner_text("main")
