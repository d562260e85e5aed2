"""A final notice and one on a change go through the portal, by pages that axe finds sound."""

from __future__ import annotations

import pytest

from tests.services.spending import changing
from tests.services.spending.issuing import issue_of
from tests.stages import AUDITOR, EDITOR, FIRST, REVIEWER, bring
from tests.web.browsing import Stage, chromium, server  # noqa: F401 - fixtures
from tests.web.test_funds_in_a_browser import shoot
from workflows.application import State
from workflows.decision_notice import State as Issued


@pytest.fixture
def stage(chromium, server, play, settings):  # noqa: F811
    return Stage(chromium, server, play, settings)


def visit(person, name, path=None):
    person.look(path)
    shoot(person.page, name)


@pytest.mark.slow
@pytest.mark.parametrize("speech", ["de", "en"])
def test_every_page_of_a_final_notice_is_sound(stage, play, speech):
    reference = bring(play, State.AUDITED)
    office = f"/vorgaenge/{reference}/schlussbescheid/portal"

    def enter(person):
        if speech == "en":
            person.page.goto(f"{stage.server}/")
            person.page.click("text=English")

    with stage.person(AUDITOR) as auditor:
        enter(auditor)
        visit(auditor, f"schluss-nachweis-{speech}", f"/vorgaenge/{reference}/nachweis")
        visit(auditor, f"schluss-entwurf-{speech}", office)
        auditor.page.check("input[name=way][value=portal]")
        auditor.page.click("button[value=freeze]")
        visit(auditor, f"schluss-vorgelegt-{speech}")
    with stage.person(FIRST) as signer:
        enter(signer)
        visit(signer, f"schluss-abrechnung-{speech}", f"/vorgaenge/{reference}/abrechnung")
        signer.page.click(f"a[href='{office}']")
        signer.page.click("button[value=sign]")
        visit(signer, f"schluss-gezeichnet-{speech}")
        visit(signer, f"schluss-akte-{speech}", f"/vorgaenge/{reference}")
    with stage.person(EDITOR) as editor:
        enter(editor)
        visit(editor, f"schluss-kommune-{speech}", f"/antraege/{reference}")
        visit(editor, f"schluss-abruf-{speech}", f"/antraege/{reference}/schlussbescheid/abrufen")
        editor.page.click("button[value=abrufen]")
        visit(editor, f"schluss-abgerufen-{speech}")
        visit(editor, f"schluss-kommune-danach-{speech}", f"/antraege/{reference}")
    assert stage.findings == []
    assert issue_of(reference).state == Issued.RETRIEVED
    assert play._read(reference).state == State.SETTLING


@pytest.mark.slow
def test_every_page_of_a_notice_on_a_change_is_sound(stage, play):
    reference = bring(play, State.IN_PROGRESS)
    key = changing.granted(play, reference)
    office = f"/vorgaenge/{reference}/bescheide/{key}/portal"
    with stage.person(REVIEWER) as reviewer:
        visit(reviewer, "aenderung-akte", f"/vorgaenge/{reference}/aenderungen/{key}")
        visit(reviewer, "aenderung-entwurf", office)
        reviewer.page.check("input[name=way][value=portal]")
        reviewer.page.click("button[value=freeze]")
        visit(reviewer, "aenderung-vorgelegt")
    with stage.person(FIRST) as signer:
        visit(signer, "aenderung-zu-entscheiden", "/entscheidungen")
        visit(signer, "aenderung-zeichnung", office)
        signer.page.click("button[value=sign]")
        visit(signer, "aenderung-gezeichnet")
    with stage.person(EDITOR) as editor:
        visit(editor, "aenderung-antraege", "/antraege")
        visit(editor, "aenderung-kommune", f"/antraege/{reference}")
        editor.page.click(f"a[href='/antraege/{reference}/bescheide/{key}/abrufen']")
        editor.page.click("button[value=abrufen]")
        visit(editor, "aenderung-abgerufen")
    assert stage.findings == []
    assert issue_of(reference).state == Issued.RETRIEVED
