"""Notices go out, by the portal and by letter: made and signed in the office, told the town."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from funding.demo.story import REVIEWER, Story
from funding.law import workdays
from funding.law.sending import PORTAL, RECEIPT
from funding.queries.spending.issue_answers import Given
from funding.services.spending import issue_notice, retrieve_notice, send_notice
from funding.services.spending.waive_remedy import waive_remedy
from workflows.application import Trigger as T

SIGNER, SECOND = "entscheidung1@smi.example", "entscheidung2@smi.example"


@dataclass(frozen=True, slots=True)
class Letter:
    """A case whose notice is under way: who applies, by which channel it goes, what it shows."""

    town: str
    title: str
    grant_cents: int
    shows: str
    channel: str = PORTAL
    address: str = ""
    evidence: str = ""


LETTERS = (
    Letter(
        *("eibenstock", "Aufsuchende Jugendarbeit am Marktplatz", 1_800_000),
        "its notice lies ready in the portal",
    ),
    Letter(
        *("rodewisch", "Ordnungspartnerschaft am Bahnhof", 2_200_000),
        "its notice is on its way by letter, and counts in some days",
        *("post", "Stadt Rodewisch\nMarkt 1\n08228 Rodewisch"),
    ),
    Letter(
        *("lengenfeld", "Lichtblicke im Stadtpark", 1_600_000),
        "its notice was sent against a receipt that is awaited",
        *(RECEIPT, "Stadt Lengenfeld\nMarkt 1\n08485 Lengenfeld", "mit Rückumschlag"),
    ),
)


def provide(story: Story, reference: str) -> None:
    """Let a reviewer make the notice of a decision, and an approver sign it."""
    _sign(story, reference, issue_notice.THROUGH_THE_PORTAL)


def _sign(story: Story, reference: str, way: Given) -> None:
    story.act(REVIEWER, partial(issue_notice.draft_notice, key=reference, way=way))
    story.act(SIGNER, partial(issue_notice.sign_notice, key=reference))


def retrieve_and_waive(story: Story, town: str, reference: str) -> None:
    """Let the town retrieve its notice, and waive remedies on the day on which it counts."""
    story.act(
        f"bearbeitung@{town}.example", partial(retrieve_notice.retrieve_notice, key=reference)
    )
    story.go(story.today + timedelta(days=1))
    waived = partial(waive_remedy, key=reference, details={"reauthenticated": True})
    story.act(f"zeichnung@{town}.example", waived)


def begun_on(today: date) -> date:
    """Return the day on which the story of the letters begins."""
    return workdays.next_working_day(today - timedelta(days=21))


def put_letters_under_way(story: Story, today: date) -> None:
    """Play cases of the open call up to notices of which their towns hear these days.

    One lies ready in the portal; the others have left the house, as the posting log says.
    """
    cases = {story.apply(one.town, one.title, "violence", one.grant_cents): one for one in LETTERS}
    story.go(workdays.next_working_day(today - timedelta(days=14)))
    for reference in cases:
        story.review(reference)
        story.recommend(reference)
    for email, trigger in ((SIGNER, T.APPROVE_FIRST), (SECOND, T.APPROVE_SECOND)):
        story.go(workdays.add_working_days(story.today, 1))
        for reference in cases:
            story.step(email, reference, trigger)
    story.go(workdays.next_working_day(max(story.today, today - timedelta(days=6))))
    for reference, one in cases.items():
        _sign(story, reference, Given(channel=one.channel, address=one.address))
    story.go(max(story.today, workdays.previous_working_day(today - timedelta(days=1))))
    for reference, one in cases.items():
        if one.channel != PORTAL:
            sent = Given(on=story.today, evidence=one.evidence)
            story.act(REVIEWER, partial(send_notice.dispatch_notice, key=reference, given=sent))
        story.say(f"  {reference}: {one.shows}")
