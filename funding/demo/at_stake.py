"""A grant at stake in the demo: hearings, recovery, revocation, a notice set aside at court."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from funding.db import reading
from funding.demo.auditing import AUDITOR, prepare_audit
from funding.demo.drawing import CASHIER
from funding.demo.story import REVIEWER, Story
from funding.law.notifying import deemed_notified
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.spending.remedies import remedies_of
from funding.services.reporting import recover
from funding.services.reporting.recover import Terms
from funding.services.spending.file_remedy import Filing, end_remedy, file_remedy
from workflows.application import Trigger as T
from workflows.recovery import Relief
from workflows.remedy import Trigger as Court

SIGNER, OTHER = "entscheidung1@smi.example", "entscheidung2@smi.example"
COURT = "Verwaltungsgericht Chemnitz"
PARTLY = 20_000  # cents


def hear_of_overpayment(story: Story, reference: str) -> None:
    """Audit a proof and tell the town that less was spent than it was paid."""
    spent = prepare_audit(story.act, reference)
    facts = "Im Verwendungsnachweis sind weniger Ausgaben belegt, als ausgezahlt wurde."
    details = {"recognised_cents": spent, "reason": facts}
    story.step(AUDITOR, reference, T.OPEN_HEARING, **details)


def hear_of_missing_proof(story: Story, reference: str) -> None:
    """Tell the town that its notice may be revoked, since no proof of use came."""
    facts = "Trotz Erinnerung und Androhung liegt kein Verwendungsnachweis vor."
    story.step(AUDITOR, reference, T.OPEN_HEARING, reason=facts)


def take_back(story: Story, reference: str) -> None:
    """Tell the town that its notice may be revoked as a whole: the money went elsewhere."""
    facts = "Nach dem Zwischennachweis wurden aus den Mitteln Möbel für das Rathaus bezahlt."
    story.step(AUDITOR, reference, T.OPEN_REVOCATION, ground="misused", reason=facts)


def comment(story: Story, reference: str) -> None:
    """Let the town comment, signed."""
    said = "Wir bitten zu berücksichtigen, dass die Stelle erst im Oktober besetzt werden konnte."
    story.step(story.signatory(reference), reference, T.COMMENT, comment=said, reauthenticated=True)


def revoke(story: Story, reference: str) -> None:
    """Decide that nothing is recognised."""
    reason = "Die Stellungnahme ändert nichts daran, dass das Geld anders verwendet wurde."
    story.step(AUDITOR, reference, T.FINISH_AUDIT, reason=reason)


def settle_with_recovery(story: Story, reference: str) -> None:
    """Sign the notice that reclaims; it goes out by post today."""
    given: dict[str, Any] = {"channel": "post", "evidence": "Postausgangsbuch"}
    given |= {"issued_on": story.today, "notified_on": deemed_notified(story.today, "post")}
    story.step(SIGNER, reference, T.SETTLE_WITH_RECOVERY, **given)


def pay_a_part_and_defer(story: Story, reference: str, until: date) -> None:
    """Book a part of what was reclaimed, and defer the rest until a day."""
    book = partial(recover.receive, key=reference, cents=PARTLY, value_on=story.today)
    story.act(CASHIER, book)
    terms = Terms(
        Relief.DEFERRAL, "Die Stadt muss ihren Haushalt noch ein Jahr lang sichern.", until
    )
    story.act(REVIEWER, partial(recover.propose_relief, key=reference, terms=terms))
    story.act(OTHER, partial(recover.grant_relief, key=reference))


def go_to_court(story: Story, reference: str) -> None:
    """Record the action of the town against its final notice."""
    filing = Filing("final", story.today - timedelta(days=3), COURT, "1 K 23/00")
    story.act(REVIEWER, partial(file_remedy, key=reference, filing=filing))


def lose_in_court(story: Story, reference: str) -> None:
    """Record that the court has set the final notice aside."""
    with reading() as session:
        remedy_id = remedies_of(find.case(session, CLOCK, reference))[-1].id
    reason = "Ausgaben für Honorare waren zu Unrecht nicht anerkannt."
    given: dict[str, Any] = {"trigger": Court.SET_ASIDE, "ended_on": story.today, "reason": reason}
    story.act(REVIEWER, partial(end_remedy, key=reference, remedy_id=remedy_id, **given))


def redo(story: Story, reference: str) -> None:
    """Take the settlement up again after the judgment."""
    details = {
        "reason": "Das Gericht hat den Schlussbescheid aufgehoben.",
        "new_decision_due": True,
    }
    story.step(SIGNER, reference, T.REDO_SETTLEMENT, **details)
