"""A notice goes another way than through the portal, in a browser, by pages that axe finds sound."""

from __future__ import annotations

import pytest

from tests.services.spending.issuing import ADDRESS, issue_of
from tests.stages import AUDITOR, FIRST, REVIEWER, SIGNATORY, bring
from tests.web.browsing import Stage, chromium, server  # noqa: F401 - fixtures
from tests.web.test_funds_in_a_browser import shoot
from workflows.application import State
from workflows.decision_notice import State as Issued

PASSWORD = "praevention-2022"


@pytest.mark.slow
@pytest.mark.parametrize("speech", ["de", "en"])
def test_every_page_of_a_dispatch_is_sound(chromium, server, play, settings, speech):  # noqa: F811
    reference, other = bring(play, State.APPROVED), bring(play, State.REJECTED, "graffiti")
    office = f"/vorgaenge/{reference}/bescheid/portal"
    stage = Stage(chromium, server, play, settings)

    def visit(person, name, path=None):
        person.look(path)
        shoot(person.page, f"versand-{name}-{speech}")

    def speak(person):
        if speech == "en":
            person.page.goto(f"{server}/")
            person.page.click("text=English")

    def press(person, deed, **typed):
        for name, text in typed.items():
            person.page.fill(f"[name={name.replace('__', '-')}]", text)
        person.page.click(f"button[value={deed}]")

    today = dict(
        zip(("day__day", "day__month", "day__year"), f"{play.today:%d %m %Y}".split(), strict=True)
    )
    with stage.person(REVIEWER) as reviewer:
        speak(reviewer)
        visit(reviewer, "entwurf", office)
        reviewer.page.check("input[name=way][value=registered]")
        press(reviewer, "freeze", address=ADDRESS)
        visit(reviewer, "vorgelegt")
    with stage.person(FIRST) as signer:
        speak(signer)
        visit(signer, "zeichnung", office)
        press(signer, "sign_to_send")
        visit(signer, "gezeichnet")
    with stage.person(REVIEWER) as reviewer:
        speak(reviewer)
        visit(reviewer, "zu-versenden", office)
        press(reviewer, "dispatch")
        visit(reviewer, "ohne-tag")
        assert reviewer.page.is_visible("#fehler")
        press(reviewer, "dispatch", evidence="RR 4711 DE", **today)
        visit(reviewer, "versandt")
        visit(reviewer, "berichtigen", f"/vorgaenge/{reference}/bescheid")
        visit(reviewer, "versandt", office)
        press(reviewer, "come_back", reason="Empfänger unbekannt verzogen", **today)
        visit(reviewer, "zurueck")
        visit(reviewer, "akte", f"/vorgaenge/{reference}")
        visit(reviewer, "empfang-entwurf", f"/vorgaenge/{other}/bescheid/portal")
        reviewer.page.check("input[name=way][value=portal_receipt]")
        press(reviewer, "freeze")
    with stage.person(FIRST) as signer:
        signer.look(f"/vorgaenge/{other}/bescheid/portal")
        press(signer, "sign")
    with stage.person(AUDITOR) as auditor:
        speak(auditor)
        visit(auditor, "ausgang", "/postausgang")
    with stage.person(SIGNATORY) as signatory:
        speak(signatory)
        visit(signatory, "empfang", f"/antraege/{other}/bescheid/abrufen")
        press(signatory, "bestaetigen", password="falsch")
        visit(signatory, "empfang-falsch")
        press(signatory, "bestaetigen", password=PASSWORD)
        visit(signatory, "empfangen")
    assert issue_of(other).state == Issued.RETRIEVED
    assert stage.findings == []
