"""What a town reads of a case that was refused and has ended."""

from __future__ import annotations

from datetime import timedelta

from funding.tasks.tick import tick
from funding.words.reasons import REASONS
from tests.services.spending.issuing import provided, retrieved
from tests.stages import EDITOR, SIGNATORY, bring
from workflows.application import State, Trigger


def test_a_refused_town_is_not_told_to_keep_receipts(play, as_):
    reference = bring(play, State.REJECTED)
    play.moved.instant += timedelta(minutes=10)
    provided(play, reference)
    retrieved(play, reference, EDITOR)
    play.moved.instant += timedelta(days=1)
    play.step(SIGNATORY, reference, Trigger.WAIVE_REMEDY, reauthenticated=True)
    tick()
    assert play._read(reference).state == State.CLOSED
    page = as_(EDITOR).get(f"/antraege/{reference}").text
    assert "Die Akte bewahren wir bis zum genannten Tag auf." in page
    assert "bewahren Sie die Belege" not in page


def test_a_rest_that_keeps_a_case_open_is_drawn_by_the_town():
    cure = REASONS["all_paid"].cure
    assert "Die Kommune ruft den Rest ab" in cure.de
    assert "Haushalt" not in cure.de
