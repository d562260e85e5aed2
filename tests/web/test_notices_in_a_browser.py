"""A notice from the draft to finality in a browser, by pages that axe finds sound."""

from __future__ import annotations

from datetime import timedelta

import pytest

from funding.demo.drawing import open_account
from tests.services.spending.issuing import issue_of
from tests.stages import FIRST, REVIEWER, SIGNATORY, TOWN, bring
from tests.web.browsing import Stage, chromium, server  # noqa: F401 - fixtures
from tests.web.test_funds_in_a_browser import shoot
from workflows.application import State
from workflows.decision_notice import State as Issued

PASSWORD = "praevention-2022"


@pytest.mark.slow
@pytest.mark.parametrize("speech", ["de", "en"])
def test_every_page_of_a_notice_is_sound(chromium, server, play, settings, speech):  # noqa: F811
    open_account(play.act, TOWN)
    reference = bring(play, State.APPROVED)
    office, town = f"/vorgaenge/{reference}", f"/antraege/{reference}"
    stage = Stage(chromium, server, play, settings)

    def visit(person, name, path=None, fresh=()):
        person.look(path)
        shoot(person.page, f"bescheid-{name}-{speech}")
        for words in fresh:
            assert words in person.page.inner_text("main"), (name, words)

    def speak(person):
        if speech == "en":
            person.page.goto(f"{server}/")
            person.page.click("text=English")

    with stage.person(REVIEWER) as reviewer:
        speak(reviewer)
        visit(reviewer, "akte", office)
        visit(reviewer, "entwurf", f"{office}/bescheid/portal")
        reviewer.page.click("button[value=freeze]")
        visit(reviewer, "vorgelegt")
    with stage.person(FIRST) as signer:
        speak(signer)
        visit(signer, "akte-zeichnung", office)
        visit(signer, "zeichnung", f"{office}/bescheid/portal")
        signer.page.click("button[value=sign]")
        visit(signer, "bereit")
        signer.page.click("button[value=recall]")
        visit(signer, "ohne-grund")
        assert signer.page.is_visible("#fehler")
    with stage.person(REVIEWER) as reviewer:
        speak(reviewer)
        visit(reviewer, "akte-bereit", office)
        visit(reviewer, "andere-wege", f"{office}/bescheid")
    with stage.person(SIGNATORY) as signatory:
        speak(signatory)
        visit(signatory, "antraege", "/antraege")
        visit(signatory, "stand", town)
        visit(signatory, "abrufen", f"{town}/bescheid/abrufen")
        signatory.page.click("button[value=abrufen]")
        visit(signatory, "abgerufen")
        assert issue_of(reference).state == Issued.RETRIEVED
        visit(signatory, "unterwegs", town)
    stage.go(play.today + timedelta(days=1))
    with stage.person(SIGNATORY) as signatory:
        speak(signatory)
        visit(signatory, "bekannt", town)
        visit(signatory, "mittel", f"{town}/mittelabrufe")
        visit(signatory, "verzicht", f"{town}/bescheid/rechtsbehelfsverzicht")
        signatory.page.fill("#password", PASSWORD)
        signatory.page.click("main form .kern-btn--primary")
        visit(signatory, "bestandskraft", town)
        visit(signatory, "verzichtet", f"{town}/bescheid/rechtsbehelfsverzicht")
    with stage.person(REVIEWER) as reviewer:
        speak(reviewer)
        visit(reviewer, "akte-bestandskraft", office)
        visit(reviewer, "portal-ende", f"{office}/bescheid/portal")
    assert stage.findings == []
