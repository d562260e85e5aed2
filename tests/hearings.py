"""How a town is heard in the tests: told what is not recognised, it comments."""

from __future__ import annotations

from funding.demo.auditing import AUDITOR, prepare_audit
from funding.demo.together import slug_of
from workflows.application import Trigger


def open_hearing(story, reference, facts="Weniger ausgegeben als ausgezahlt."):
    spent = prepare_audit(story.act, reference)
    told = {"recognised_cents": spent, "reason": facts}
    story.step(AUDITOR, reference, Trigger.OPEN_HEARING, **told)


def comment(story, reference, said="Die Rückzahlung ist vorbereitet."):
    signatory = f"zeichnung@{slug_of(story._read(reference).lead_key)}.example"
    story.step(signatory, reference, Trigger.COMMENT, comment=said, reauthenticated=True)
