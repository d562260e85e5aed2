"""A case that is taken up again tells its town no more than the town knew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.law import berlin
from funding.models import DecisionNotice, Notice
from tests.services.attempts import REVIEWER
from tests.stages import EDITOR, FIRST, bring
from workflows.application import State, Trigger

WHY = "Die Bewilligung war falsch berechnet"
TOWN = {EDITOR, "zeichnung@floeha.example"}


def reopen(story, reference: str) -> dict[str, str]:
    """Take a decided case up again; return the reasons told, by address."""
    story.step(FIRST, reference, Trigger.REOPEN, reason=WHY, new_decision_due=True)
    with reading() as session:
        rows = session.scalars(select(Notice).where(Notice.kind == "reopened"))
        return {row.email: row.facts["reason"] for row in rows}


def record(story, reference: str, days: int) -> None:
    """Record a notice that counts as notified so many days from today."""
    today = berlin.local_date(story.moved.instant)
    story.step(
        REVIEWER,
        reference,
        Trigger.RECORD_NOTICE,
        issued_on=today,
        notified_on=today + timedelta(days=days),
        channel="post" if days else "receipt",
        evidence="Postausgangsbuch",
    )


def test_a_late_waiver_makes_no_notice_final_later_than_the_law(story):
    reference = bring(story, State.APPROVED)
    decided = berlin.local_date(story.moved.instant)
    story.go(decided + timedelta(days=70))
    story.step(
        REVIEWER,
        reference,
        Trigger.RECORD_NOTICE,
        issued_on=decided,
        notified_on=decided,
        waived_on=decided + timedelta(days=60),
        channel="receipt",
        evidence="Empfangsbekenntnis",
    )
    with reading() as session:
        notice = session.scalars(select(DecisionNotice)).one()
    assert notice.final_on == notice.remedy_ends_on + timedelta(days=1)
    assert notice.final_on < notice.waived_on


def test_a_town_that_knew_of_no_decision_hears_nothing(story):
    assert reopen(story, bring(story, State.APPROVED)) == {REVIEWER: WHY}


@pytest.mark.parametrize(("days", "reason"), [(3, ""), (0, WHY)])
def test_a_town_hears_the_reason_only_after_the_notice(story, days, reason):
    reference = bring(story, State.APPROVED)
    record(story, reference, days)
    told = reopen(story, reference)
    assert {email: told[email] for email in TOWN} == dict.fromkeys(TOWN, reason)
    assert told[REVIEWER] == WHY
