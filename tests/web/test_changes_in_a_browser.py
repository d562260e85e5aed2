"""A change from the draft to the decision in a browser, by pages that axe finds sound."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import Change
from tests.services.spending.changing import NEW_END
from tests.stages import EDITOR, REVIEWER, SECOND, SIGNATORY, bring
from tests.web.browsing import PASSWORD, Stage, chromium, server
from workflows.application import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def save(editor):
    with editor.page.expect_navigation():
        editor.page.locator("main form").first.locator("button").first.click()
    editor.look()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_later_end_is_asked_for_and_granted(chromium, server, play, settings, scripts):
    reference = bring(play, State.IN_PROGRESS)
    stage = Stage(chromium, server, play, settings, scripts=scripts, checked=scripts)
    listed = f"/antraege/{reference}/aenderungen"
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}")
        editor.look(listed)
        editor.page.check("input[name=kind][value=less]")
        editor.press()
        editor.fill(**{"lines-0-amount": "1.000,00"})
        save(editor)
        editor.look(listed)
        editor.page.check("input[name=kind][value=period]")
        editor.press()
        editor.day("new_end", NEW_END)
        editor.fill(reason="Die Stelle konnte erst im November besetzt werden.")
        save(editor)
    with reading() as session:
        key = session.scalars(select(Change.id).where(Change.kind == "period")).one()
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"{listed}/{key}")
        signatory.fill(password=PASSWORD)
        with signatory.page.expect_navigation():
            signatory.page.click("#senden form button")
        signatory.look()
        signatory.look(f"/antraege/{reference}")
    there = f"/vorgaenge/{reference}/aenderungen"
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(f"/vorgaenge/{reference}")
        reviewer.look(there)
        reviewer.look(f"{there}/{key}")
        reviewer.page.check("input[name=proposal][value=grant]")
        reviewer.fill(reason="Nachvollziehbar.")
        with reviewer.page.expect_navigation():
            reviewer.page.click("form[action$=vorschlag] button")
        reviewer.look()
    with stage.person(SECOND) as approver:
        approver.look(f"{there}/{key}")
        approver.press("grant")
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(f"{there}/{key}")
        reviewer.look(f"{there}/{key}/bescheid")
        reviewer.page.check("input[name=channel][value=post]")
        reviewer.day("issued_on", play.today)
        reviewer.press("berechnen")
        reviewer.fill(evidence="Postausgangsbuch")
        reviewer.press("record")
    with reading() as session:
        assert session.get_one(Change, key).state == "granted"
    assert stage.findings == []
