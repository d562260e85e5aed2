"""How the proof of use of a demo town is audited, up to the note that ends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from funding.db import reading
from funding.models.sample import CHECKS
from funding.policy import Actor
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.reporting.sample import judged, recognisable_cents, sampled, unjudged
from funding.services.reporting.check_proof import check_proof
from funding.services.reporting.draw_sample import draw_sample
from funding.services.reporting.judge_receipts import Verdict, judge_receipts

AUDITOR = "nachweispruefung@smi.example"
Act = Callable[[str, Callable[[Any, Actor], Any]], Any]


def prepare_audit(act: Act, reference: str) -> int:
    """Draw the sample where nobody has, make every check; return what can be recognised (cents)."""
    with reading() as session:
        case = find.case(session, by_email(session, AUDITOR), reference)
        call, drawn = case.call.code, sampled(case) is not None
        cents = recognisable_cents(case)
    if not drawn:
        act(AUDITOR, lambda s, a: draw_sample(s, a, call))
    act(AUDITOR, lambda s, a: check_proof(s, a, reference, CHECKS))
    act(AUDITOR, lambda s, a: judge_receipts(s, a, reference, _accepted(s, a, reference)))
    return cents


def _accepted(session: Any, actor: Actor, reference: str) -> dict[int, Verdict | None]:
    left = unjudged(judged(find.case(session, actor, reference)))
    return {one.receipt.position: Verdict() for one in left}
