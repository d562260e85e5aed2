"""Approvers in front of a real browser decide several cases together, also without JavaScript."""

from __future__ import annotations

import pytest

from tests.services.deciding.test_signing import limit
from tests.stages import FIRST, GRANT, SECOND, THIRD, bring
from tests.web.browsing import Stage, chromium, server
from workflows.application import State, Trigger

__all__ = ["chromium", "server"]
pytestmark = pytest.mark.slow


def cases(play):
    return [bring(play, State.REVIEWED), bring(play, State.FIRST_APPROVED, "graffiti")]


def test_without_javascript_they_tick_look_decide_and_undo(chromium, server, play, settings):
    stage = Stage(chromium, server, play, settings, scripts=False, checked=False)
    cases(play)
    with stage.person(SECOND) as approver:
        page = approver.page
        page.goto(f"{server}/entscheidungen")
        for box in page.locator("input[name=vorgang]").all():
            box.check()
        page.click("text=Ausgewählte gemeinsam ansehen")
        assert page.locator("[data-mail]").count() == 3
        page.click("text=2 Freigaben erteilen")
        assert "2 von 2 Vorgängen freigegeben" in page.inner_text("main")
        assert "waren 5 Min. 0 Sek. Zeit" in page.inner_text("main")
        page.click("text=1 Entscheidung zurücknehmen")
        assert "1 Entscheidung ist zurückgenommen" in page.inner_text("main")
    assert stage.findings == []


def test_its_pages_are_accessible_in_both_modes_and_widths(chromium, server, play, settings):
    stage = Stage(chromium, server, play, settings)
    references = cases(play)
    limit(THIRD, GRANT - 1)
    with stage.person(THIRD) as barred:
        barred.look(f"/entscheidungen/{references[0]}")
    with stage.person(SECOND) as approver:
        page = approver.page
        approver.look("/entscheidungen")
        approver.look("/entscheidungen/sammel?vorgang=" + "&vorgang=".join([*references, "KP-1"]))
        page.click("text=2 Freigaben erteilen")
        approver.look()
        approver.look("/entscheidungen")
        late = bring(play, State.REVIEWED)
        approver.look(f"/entscheidungen/{late}")
        play.step(FIRST, late, Trigger.APPROVE_FIRST)
        page.click("button[value=approve_first]")
        assert "Entscheidung 1 war schneller" in page.inner_text("main")
        approver.look()
    assert stage.findings == []
