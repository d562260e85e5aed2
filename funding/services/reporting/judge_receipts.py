"""The proof auditor judges receipts of a proof: accepted, or cut by an amount, with a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid, NotPermitted
from funding.models import Application, ReceiptJudgement
from funding.policy import Actor, acting_role, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.reporting.answers import not_to_audit
from funding.queries.reporting.judging import JUDGE_RECEIPTS, JUDGING
from funding.queries.reporting.sample import Judged, judged
from funding.services import step
from funding.services.operations.write_audit import append_act
from workflows.core import StepRefused


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a receipt: nothing cut is accepted; a cut (cents) needs a finding."""

    cut_cents: int = 0
    finding: str = ""


def judge_receipts(
    session: Session,
    actor: Actor,
    key: UUID | str,
    verdicts: Mapping[int, Verdict | None],
    version: int | None = None,
) -> Application:
    """Keep what is said of receipts, place in the list → verdict; ``None`` takes one back.

    Any receipt of the proof can be judged, drawn or not. Raises ``Invalid`` with a fault for
    each verdict that cannot be (none is kept then), its field ``place-`` and the place.
    """
    case = find.case(session, actor, key)
    require(actor, "act", "audit_proof", case.scope)
    judge = actor.person_id
    if judge is None:  # the rules let nobody but a proof auditor, who is a person
        raise NotPermitted("audit_proof")
    reasons = not_to_audit(case)
    if reasons or case.proof is None:
        raise StepRefused("application", "judge_receipts", reasons)
    known = {one.receipt.position: one for one in judged(case)}
    if faults := [f for place, one in verdicts.items() for f in _faults(known, place, one)]:
        raise Invalid(*faults)
    changed = {
        place: verdict
        for place, verdict in verdicts.items()
        if _keep(session, known[place], verdict, judge, case.now)
    }
    step.touch(case, version)
    if changed:
        _record(case, case.proof.id, changed)
    return case.application


def _keep(
    session: Session, one: Judged, verdict: Verdict | None, judge: UUID, now: datetime
) -> bool:
    """Keep what is said of a receipt, and tell whether that is something new."""
    row = one.judgement
    if verdict is None:
        if row is not None:
            session.delete(row)
        return row is not None
    said = (verdict.cut_cents, verdict.finding.strip())
    if row is None:
        row = ReceiptJudgement(receipt_id=one.receipt.id)
        session.add(row)
    elif (row.cut_cents, row.finding) == said:
        return False  # who said it first stays named
    row.cut_cents, row.finding = said
    row.judged_by_id, row.judged_at = judge, now
    return True


def _record(case: Case, proof_id: UUID, changed: Mapping[int, Verdict | None]) -> None:
    """Write into the audit of the proof what is now said of which receipts: cents and words."""
    append_act(
        case.session.connection(),
        case.actor,
        workflow=JUDGING,
        subject_id=proof_id,
        act=JUDGE_RECEIPTS,
        role=acting_role(case.actor, "act", "audit_proof", case.scope),
        at=case.now,
        details={
            "cut_receipts": {str(place): one and one.cut_cents for place, one in changed.items()},
            "findings": {
                str(place): one.finding.strip()
                for place, one in changed.items()
                if one is not None and one.finding.strip()
            },
        },
    )


def _faults(known: Mapping[int, Judged], place: int, verdict: Verdict | None) -> Iterator[Fault]:
    field = f"place-{place}"
    if place not in known:
        yield Fault(field, "receipt_of_another")
    elif verdict is not None:
        amount = known[place].receipt.amount_cents
        if not 0 <= verdict.cut_cents <= amount:
            yield Fault(field, "cut_too_high", {"highest": amount})
        elif verdict.cut_cents and not verdict.finding.strip():
            yield Fault(field, "cut_unreasoned")
