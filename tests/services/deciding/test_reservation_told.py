"""Who proposed is told which reservation was released, and of none where nothing was reserved."""

from __future__ import annotations

from sqlalchemy import select

from funding.db import reading
from funding.models import Notice
from funding.notices.letters import write
from tests.stages import FIRST, GRANT, SECOND, bring
from workflows.application import State, Trigger


def told(kind):
    with reading() as session:
        notice = session.scalars(select(Notice).where(Notice.kind == kind)).first()
        return write(kind, "de", "", notice.facts, "http://localhost").text.replace("\xa0", " ")


def test_a_returned_proposal_names_the_reservation_that_is_released(story):
    reference = bring(story, State.REVIEWED)
    assert story._read(reference).reserved_cents == GRANT
    story.step(FIRST, reference, Trigger.RETURN_CASE, reason="Bitte kürzen.")
    assert story._read(reference).reserved_cents == 0
    assert "Die Reservierung von 20.000,00 € ist aufgehoben." in told("proposal_returned")


def test_a_returned_rejection_names_none(story):
    reference = bring(story, State.FIRST_REJECTED)
    assert story._read(reference).reserved_cents == 0
    story.step(SECOND, reference, Trigger.RETURN_CASE, reason="Bitte prüfen.")
    assert "Reservierung" not in told("proposal_returned")
