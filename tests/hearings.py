"""How a town is heard in the tests: told what is not recognised, it comments."""

from __future__ import annotations

from datetime import date, timedelta

from funding.demo.auditing import AUDITOR, prepare_audit
from funding.demo.together import slug_of
from funding.law import berlin
from workflows.application import Trigger

# A proof that is due on 30 June 2023: told of on these days, and can be heard about on the last.
REMINDED, THREATENED, POSSIBLE = date(2023, 7, 3), date(2023, 7, 31), date(2023, 8, 29)


def let_proof_lapse(story):
    """Let a proof of use not come: the clock reminds and threatens, nothing else happens."""
    for day in (REMINDED, THREATENED, POSSIBLE):
        story.moved.instant = berlin.at_hour(day - timedelta(days=1), 10)
        story.go(day)


def open_hearing(story, reference, facts="Weniger ausgegeben als ausgezahlt."):
    spent = prepare_audit(story.act, reference)
    told = {"recognised_cents": spent, "reason": facts}
    story.step(AUDITOR, reference, Trigger.OPEN_HEARING, **told)


def comment(story, reference, said="Die Rückzahlung ist vorbereitet."):
    signatory = f"zeichnung@{slug_of(story._read(reference).lead_key)}.example"
    story.step(signatory, reference, Trigger.COMMENT, comment=said, reauthenticated=True)
