"""Interest from the proposal to the last cent in a browser, by pages that axe finds sound."""

from __future__ import annotations

import pytest

from tests import interest as i
from tests.interest import owed
from tests.recoveries import CASHIER, OTHER_APPROVER, REVIEWER
from tests.stages import AUDITOR, SIGNATORY
from tests.web.browsing import PASSWORD, Stage, chromium, server
from workflows.application import State as CaseState
from workflows.application import Trigger
from workflows.recovery import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def choose(person, value):
    with person.page.expect_navigation():
        person.page.click(f"main button[name=aktion][value={value}]")
    person.look()


@pytest.mark.parametrize("scripts", [True, False])
def test_interest_is_proposed_heard_about_signed_and_paid(
    chromium, server, play, settings, scripts
):
    reference = i.paid_late(play)
    stage = Stage(chromium, server, play, settings, scripts=scripts, checked=scripts)
    office, town = f"/vorgaenge/{reference}/zinsen", f"/antraege/{reference}/zinsen"
    with stage.person(AUDITOR) as auditor:
        auditor.look("/mittel/rueckforderungen")
        auditor.look(office)
        auditor.fill(reason="Die Rückzahlung kam spät.")
        choose(auditor, "propose")
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"/antraege/{reference}")
        signatory.look(town)
        signatory.fill(comment="Bitte verzichten Sie darauf.", password=PASSWORD)
        choose(signatory, "senden")
    with stage.person(AUDITOR) as auditor:
        auditor.look(office)
        auditor.fill(weighing="Einen Grund, darauf zu verzichten, nennt die Kommune nicht.")
        choose(auditor, "weigh")
    with stage.person(OTHER_APPROVER) as approver:
        approver.look(office)
        approver.fill(evidence="Postausgangsbuch")
        choose(approver, "sign")
    play.go(owed(reference).final_on)
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"/antraege/{reference}")
        signatory.look(town)
        signatory.look(f"/antraege/{reference}/zinsforderung")
    with stage.person(CASHIER) as cashier:
        cashier.look("/mittel/rueckforderungen")
        cashier.look(f"/vorgaenge/{reference}/zinsforderung")
        cashier.fill(amount="53,11")
        choose(cashier, "receive")
    assert owed(reference).state == State.PAID
    play.step(REVIEWER, reference, Trigger.CLOSE)
    assert play._read(reference).state == CaseState.CLOSED
