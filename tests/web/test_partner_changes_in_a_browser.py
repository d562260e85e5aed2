"""Partners change, and an award is lowered, in a browser, by pages that axe finds sound."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import Change
from tests.services.spending import changing as c
from tests.services.spending import joining as j
from tests.stages import EDITOR, REVIEWER, SECOND, SIGNATORY, bring, bring_joint
from tests.web.browsing import PASSWORD, Stage, chromium, server
from workflows.application import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def press(visitor, form):
    with visitor.page.expect_navigation():
        visitor.page.locator(f"{form} button").first.click()
    visitor.look()


@pytest.mark.parametrize("scripts", [True, False])
def test_partners_change_when_all_agree(chromium, server, play, settings, scripts):
    reference = bring_joint(play)
    stage = Stage(chromium, server, play, settings, scripts=scripts, checked=scripts)
    listed = f"/antraege/{reference}/aenderungen"
    with stage.person(EDITOR) as editor:
        editor.look(listed)
        editor.page.check("input[name=kind][value=partner]")
        editor.press()
        editor.look()
        editor.page.check(f"input[name=leaving][value='{j.LENGENFELD}']")
        editor.fill(joining="Rodewisch", task=j.TASK, contribution="400,00", reason=c.WHY)
        press(editor, "main form")
        press(editor, "form[action$=partner]")
    with reading() as session:
        key = session.scalars(select(Change.id)).one()
    for email in j.SIGNS.values():
        with stage.person(email) as town:
            town.look(f"{listed}/{key}/zustimmung")
            town.fill(password=PASSWORD)
            press(town, "main form")
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"{listed}/{key}")
        signatory.fill(password=PASSWORD)
        press(signatory, "#senden form")
    there = f"/vorgaenge/{reference}/aenderungen/{key}"
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(there)
        reviewer.page.check("input[name=proposal][value=grant]")
        reviewer.fill(reason="Nachvollziehbar.")
        press(reviewer, "form[action$=vorschlag]")
    with stage.person(SECOND) as approver:
        approver.look(there)
        approver.fill(why="Bitte die Aufgabe ergänzen.")
        press(approver, "form[action$=rueckgabe]")
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(there)
        reviewer.page.check("input[name=proposal][value=grant]")
        reviewer.fill(reason="Ergänzt.")
        press(reviewer, "form[action$=vorschlag]")
    with stage.person(SECOND) as approver:
        approver.look(there)
        approver.press("grant")
    assert j.partners_of(reference) == [j.FRANKENBERG, j.RODEWISCH]
    with stage.person(j.SIGNS[j.LENGENFELD]) as leaver:
        leaver.look(f"{listed}/{key}/zustimmung")
    assert stage.findings == []


def test_an_award_is_lowered(chromium, server, play, settings):
    reference = bring(play, State.IN_PROGRESS)
    planned = c.case_of(reference)[2]
    lines = c.shifted(reference, *(now // 2 - now for now in planned))
    key = c.requested(play, reference, "less", lines=lines)
    stage = Stage(chromium, server, play, settings)
    there = f"/vorgaenge/{reference}/aenderungen/{key}"
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(there)
        reviewer.page.check("input[name=proposal][value=grant]")
        reviewer.fill(reason="Wie mitgeteilt.")
        press(reviewer, "form[action$=vorschlag]")
    with stage.person(SECOND) as approver:
        approver.look(there)
        approver.press("grant")
        approver.look()
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}/aenderungen/{key}")
        editor.look(f"/antraege/{reference}")
    assert play._read(reference).approved_cents == 1_000_000
    assert stage.findings == []
