"""From a proof that does not come to its revocation in a browser, by pages that axe finds sound."""

from __future__ import annotations

import pytest

from tests import hearings as h
from tests.recoveries import CASHIER, claim
from tests.stages import AUDITOR, FIRST, GRANT, SIGNATORY, bring
from tests.web.browsing import PASSWORD, Stage, chromium, server
from workflows.application import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def send(person, name="", value=""):
    button = f"[name={name}][value={value}]" if name else "[type=submit]"
    with person.page.expect_navigation():
        person.page.click(f"main form button{button}")
    person.look()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_town_hands_nothing_in_and_pays_back(chromium, server, play, settings, scripts):
    reference = bring(play, State.REPORT_DUE)
    play.pay(reference, GRANT)
    h.let_proof_lapse(play)
    stage = Stage(chromium, server, play, settings, scripts=scripts, checked=scripts)
    there, here = f"/vorgaenge/{reference}", f"/antraege/{reference}"
    with stage.person(SIGNATORY) as signatory:
        signatory.look(here)
    with stage.person(AUDITOR) as auditor:
        auditor.look("/arbeitsvorrat?ansicht=nachweise")
        auditor.look(there)
        auditor.look(f"{there}/nachweis")
        send(auditor)
    assert stage.state(reference) == State.HEARING
    with stage.person(SIGNATORY) as signatory:
        signatory.look(here)
        signatory.look(f"{here}/verwendungsnachweis")
        signatory.look(f"{here}/anhoerung")
        signatory.fill(comment="Uns fehlen die Belege.", password=PASSWORD)
        send(signatory, "aktion", "senden")
    with stage.person(AUDITOR) as auditor:
        auditor.look(f"{there}/nachweis")
        auditor.page.fill("main form textarea", "Milderes genügt nicht.")
        send(auditor)
    with stage.person(FIRST) as approver:
        approver.look(f"{there}/abrechnung")
        approver.fill(evidence="Postausgangsbuch")
        send(approver, "aktion", "zeichnen")
    assert claim(reference).amount_cents == GRANT
    play.moved.instant += claim(reference).final_on - play.today
    with stage.person(SIGNATORY) as signatory:
        signatory.look(here)
    with stage.person(CASHIER) as cashier:
        cashier.look(f"{there}/rueckforderung")
        cashier.fill(amount="20.000,00")
        send(cashier, "aktion", "receive")
    assert stage.state(reference) == State.SETTLING
