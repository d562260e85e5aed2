"""A notice goes through the portal: made and signed in the office, retrieved by the town."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from funding.demo.rehearse import moved_clock
from funding.demo.story import REVIEWER, Story
from funding.law import berlin, workdays
from funding.services.spending import issue_notice, retrieve_notice
from funding.services.spending.waive_remedy import waive_remedy

SIGNER = "entscheidung1@smi.example"
TITLE = "Aufsuchende Jugendarbeit am Marktplatz"


def provide(story: Story, reference: str) -> None:
    """Let a reviewer make the notice of a decision, and an approver sign it."""
    story.act(REVIEWER, partial(issue_notice.draft_notice, key=reference))
    story.act(SIGNER, partial(issue_notice.sign_notice, key=reference))


def retrieve_and_waive(story: Story, town: str, reference: str) -> None:
    """Let the town retrieve its notice, and waive remedies on the day on which it counts."""
    story.act(
        f"bearbeitung@{town}.example", partial(retrieve_notice.retrieve_notice, key=reference)
    )
    story.go(story.today + timedelta(days=1))
    waived = partial(waive_remedy, key=reference, details={"reauthenticated": True})
    story.act(f"zeichnung@{town}.example", waived)


def lay_notice_ready(say: Callable[[str], None], call: str, now: datetime) -> None:
    """Play a case of the open call up to a notice that its town can retrieve these days."""
    today = berlin.local_date(now)
    begun = workdays.next_working_day(today - timedelta(days=21))
    with moved_clock(berlin.at_hour(begun, 9)) as moved:
        story = Story(moved, say, call=call)
        reference = story.apply("eibenstock", TITLE, "violence", 1_800_000)
        story.go(workdays.next_working_day(today - timedelta(days=14)))
        story.review(reference)
        story.recommend(reference)
        story.approve(reference, workdays.next_working_day(story.today + timedelta(days=1)))
        story.go(workdays.next_working_day(max(story.today, today - timedelta(days=6))))
        provide(story, reference)
