"""What the audit trail says of the receipts of a proof, and where they say something else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, AuditEntry, Proof, Receipt, ReceiptJudgement
from funding.queries.reporting.judging import JUDGING

# What is cut of a receipt in cents and why, who said so, and when.
Said = tuple[int, str, UUID | None, datetime]


def judgements(session: Session) -> Iterator[str]:
    """List the receipts of which the record says something else than the audit does.

    The audit of a proof begins with its last handing in: what was said of an earlier list of
    receipts is not said of this one. What no entry names was said before there were entries:
    it is older than the first of them.
    """
    entries: dict[UUID, list[AuditEntry]] = defaultdict(list)
    query = select(AuditEntry).where(AuditEntry.workflow == JUDGING).order_by(AuditEntry.version)
    for entry in session.scalars(query):
        entries[entry.subject_id].append(entry)
    proofs = session.execute(
        select(Proof.id, Proof.handed_in_at, Application.reference)
        .join(Application, Application.id == Proof.application_id)
        .where(Proof.id.in_(entries), Application.erased_at.is_(None))
        .order_by(Application.reference)
    )
    for proof_id, handed_in_at, reference in proofs:
        told = _told(entries[proof_id], handed_in_at)
        kept = _kept(session, proof_id)
        first = entries[proof_id][0].at
        for place in sorted(told):
            if told[place] != kept.get(place):
                yield f"case {reference}, receipt {place}: judged otherwise than the audit says"
        for place in sorted(kept.keys() - told.keys()):
            if kept[place][3] > first:
                yield f"case {reference}, receipt {place}: judged, and the audit does not say so"


def _told(entries: Sequence[AuditEntry], since: datetime | None) -> dict[int, Said | None]:
    """Return what was last said of each receipt that an entry names; ``None``: taken back."""
    told: dict[int, Said | None] = {}
    for one in entries:
        if since is None or one.at < since:
            continue
        for place, cut in one.details["cut_receipts"].items():
            why = one.details["findings"].get(place, "")
            told[int(place)] = None if cut is None else (cut, why, one.person_id, one.at)
    return told


def _kept(session: Session, proof_id: UUID) -> dict[int, Said]:
    rows = session.execute(
        select(Receipt.position, ReceiptJudgement)
        .join(Receipt, Receipt.id == ReceiptJudgement.receipt_id)
        .where(Receipt.proof_id == proof_id)
    )
    return {at: (one.cut_cents, one.finding, one.judged_by_id, one.judged_at) for at, one in rows}
