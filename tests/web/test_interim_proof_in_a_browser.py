"""An interim proof from the first word to its acceptance in a browser, by pages that axe finds sound."""

from __future__ import annotations

import pytest

from tests import interims as i
from tests.stages import EDITOR, REVIEWER, SIGNATORY
from tests.web.browsing import PASSWORD, Stage, chromium, server
from workflows.interim_proof import State

__all__ = ["chromium", "server"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("scripts", [True, False])
def test_an_interim_proof_is_written_signed_given_back_and_accepted(
    chromium, server, play, settings, scripts
):
    reference = i.lasting(play)
    play.go(i.AFTER)
    stage = Stage(chromium, server, play, settings, scripts=scripts, checked=scripts)
    own = f"/antraege/{reference}/zwischennachweis/{i.YEAR}"
    there = f"/vorgaenge/{reference}/zwischennachweis/{i.YEAR}"
    with stage.person(EDITOR) as editor:
        editor.look("/antraege")
        editor.look(f"/antraege/{reference}")
        editor.look(own)
        editor.fill(narrative="Die Stelle arbeitet.", deviations="Später begonnen.")
        editor.check_boxes("confirmed", "goals-0-standing-0")
        editor.press("weiter")
    with stage.person(SIGNATORY) as signatory:
        signatory.look(f"{own}/einreichen")
        signatory.fill(password=PASSWORD)
        signatory.press()
        signatory.look(own)
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(f"/vorgaenge/{reference}")
        reviewer.look(there)
        reviewer.press("take_up")
        reviewer.fill(reason="Bitte Position 1 erläutern.")
        reviewer.press("ask_correction")
    with stage.person(SIGNATORY) as signatory:
        signatory.look(own)
        signatory.fill(narrative="Die Stelle arbeitet, Position 1 ist ein Gerät.")
        signatory.press("weiter")
        signatory.fill(password=PASSWORD)
        signatory.press()
    with stage.person(REVIEWER) as reviewer:
        reviewer.look(there)
        reviewer.press("take_up")
        reviewer.press("accept")
    assert i.record(reference).state == State.ACCEPTED
    with stage.person(EDITOR) as editor:
        editor.look(f"/antraege/{reference}/verwendungsnachweis")
    assert stage.findings == []
