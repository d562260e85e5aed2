"""From the hearing to the last repayment in a browser, by pages that axe finds sound."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.recoveries import CASHIER, OTHER_APPROVER, REVIEWER, claim
from tests.stages import AUDITOR, FIRST, SIGNATORY, bring
from tests.web.browsing import PASSWORD, Stage, chromium, server
from workflows.application import State
from workflows.recovery import State as ClaimState

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def choose(person, value):
    with person.page.expect_navigation():
        person.page.click(f"main button[name=aktion][value={value}]")
    person.look()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_town_is_heard_and_pays_back(chromium, server, play, settings, scripts):
    reference = bring(play, State.HEARING)
    stage = Stage(chromium, server, play, settings, scripts=scripts, checked=scripts)
    there, claimed = f"/vorgaenge/{reference}", f"/vorgaenge/{reference}/rueckforderung"
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"/antraege/{reference}")
        signatory.look(f"/antraege/{reference}/anhoerung")
        signatory.fill(comment="Wir zahlen zurück.", password=PASSWORD)
        choose(signatory, "senden")
    with stage.person(AUDITOR) as auditor:
        auditor.look(f"{there}/nachweis")
        auditor.fill(note="Geprüft.")
        choose(auditor, "fertig")
    with stage.person(FIRST) as approver:
        approver.look(f"{there}/abrechnung")
        approver.fill(evidence="Postausgangsbuch")
        choose(approver, "zeichnen")
    assert claim(reference).state == ClaimState.ORDERED
    play.go(claim(reference).final_on)
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(there)
        reviewer.look("/mittel/rueckforderungen")
        reviewer.look(claimed)
        reviewer.page.check("input[name=relief][value=instalments]")
        reviewer.fill(parts="2")
        reviewer.day("from_on", play.today + timedelta(days=10))
        reviewer.page.locator("form:has(input[name=relief]) textarea").fill("Haushalt gesperrt.")
        choose(reviewer, "propose_relief")
    with stage.person(OTHER_APPROVER) as other:
        other.look(claimed)
        choose(other, "grant_relief")
    with stage.person(CASHIER) as cashier:
        cashier.look(claimed)
        cashier.fill(amount="600,01")
        choose(cashier, "receive")
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"/antraege/{reference}/rueckforderung")
        signatory.look(f"/antraege/{reference}")
    assert play._read(reference).state == State.SETTLING
