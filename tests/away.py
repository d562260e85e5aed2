"""Somebody of the office is away, and somebody stands in."""

from __future__ import annotations

from datetime import timedelta

from funding.demo.story import Story
from funding.queries.accounts.actors import by_email
from funding.services.reviewing.enter_absence import enter_absence

LEAD, SCORER = "teamleitung@smi.example", "zweitbewertung@smi.example"


def away(
    story: Story,
    who: str,
    deputy: str | None,
    *,
    days: int = 5,
    after: int = 0,
    by: str | None = None,
):
    """Enter an absence of some days, from today or so many days after."""
    begins = story.today + timedelta(days=after)

    def enter(session, actor):
        absent = by_email(session, who).person_id
        stands_in = by_email(session, deputy).person_id if deputy else None
        ends = begins + timedelta(days=days - 1)
        return enter_absence(session, actor, absent, begins, ends, stands_in)

    return story.act(by or who, enter)
