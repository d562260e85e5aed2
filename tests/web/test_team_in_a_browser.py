"""The pages of the team in a real browser: no fault of axe, in two widths, light and dark."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Account
from funding.services.reviewing.edit_rules import add_rule
from tests.away import LEAD, away
from tests.services.attempts import OTHER
from tests.services.racing import copies
from tests.stages import REVIEWER, bring
from tests.web.browsing import Stage, chromium, server  # noqa: F401 - fixtures
from workflows.application import State

SHOTS = os.environ.get("FUNDING_SHOTS")


def shoot(page, name: str) -> None:
    """Keep pictures of a page for people to look at, where somebody asked for them."""
    if not SHOTS:
        return
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}-{scheme}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def staged(play) -> str:
    """Fill the desks: cases held and waiting, rules, and somebody away."""
    bring(play, State.IN_CHECK)
    bring(play, State.IN_ASSESSMENT)
    reference = bring(play, State.SUBMITTED)
    with transaction() as session:
        copies(session, reference, 2)
    with reading() as session:
        mine = session.scalars(select(Account.id).where(Account.email == REVIEWER)).one()
    for whom, district in ((mine, "14522"), (None, None)):
        about = {"district_key": district, "field": None, "account_id": whom, "most": 9}
        play.act(LEAD, lambda s, a, about=about: add_rule(s, a, **about))
    away(play, REVIEWER, OTHER)
    return str(mine)


@pytest.mark.slow
@pytest.mark.parametrize("speech", ["de", "en"])
def test_every_page_of_the_team_is_sound(chromium, server, play, settings, speech):  # noqa: F811
    mine = staged(play)
    stage = Stage(chromium, server, play, settings)
    with stage.person(LEAD) as lead:
        if speech == "en":
            lead.page.goto(f"{server}/team")
            lead.page.click("text=English")
        for name, path in {
            "team": "/team",
            "zuweisen": "/team/zuweisen",
            "regeln": "/team/regeln",
            "uebergabe": f"/team/uebergabe/{mine}",
            "abwesenheit": "/konto/abwesenheit",
        }.items():
            lead.look(path)
            shoot(lead.page, f"{name}-{speech}")
        lead.page.goto(f"{server}/team/regeln")
        lead.page.fill("#most", "0")
        lead.page.click("main form .kern-btn--primary")
        lead.look()
        assert lead.page.is_visible("#fehler")
    with stage.person(OTHER) as deputy:
        deputy.look("/konto/abwesenheit")
        deputy.look("/arbeitsvorrat?ansicht=vertretung")
        shoot(deputy.page, f"vertretung-{speech}")
    assert stage.findings == []


@pytest.mark.slow
def test_without_scripts_cases_are_assigned_too(chromium, server, play, settings):  # noqa: F811
    staged(play)
    stage = Stage(chromium, server, play, settings, scripts=False, checked=False)
    with stage.person(LEAD) as lead:
        lead.page.goto(f"{server}/team/zuweisen")
        lead.page.click("main form .kern-btn--primary")
        assert "3 Vorgänge sind zugewiesen" in lead.page.inner_text("main")
