"""Recompute what must agree: counters, ledger and cases; states and the audit; the chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, AuditEntry
from funding.queries.closing.rest import FIELDS, STAYS, Digest, rest_hash
from funding.queries.operations.letter import MAIL_STEPS
from funding.queries.operations.verify_addresses import addresses
from funding.queries.operations.verify_changes import changes
from funding.queries.operations.verify_cosignatures import cosignatures
from funding.queries.operations.verify_deeds import deeds
from funding.queries.operations.verify_disposals import disposals
from funding.queries.operations.verify_drawdowns import drawdowns
from funding.queries.operations.verify_extensions import extensions
from funding.queries.operations.verify_hearings import hearings
from funding.queries.operations.verify_interest import interest_claims
from funding.queries.operations.verify_interims import interim_proofs
from funding.queries.operations.verify_issued import issued_notices, posting_log
from funding.queries.operations.verify_judgements import judgements
from funding.queries.operations.verify_money import money
from funding.queries.operations.verify_recoveries import recoveries
from funding.queries.operations.verify_remedies import remedies
from funding.queries.operations.verify_samples import samples
from funding.queries.operations.verify_submissions import submissions
from funding.queries.operations.verify_terms import terms
from funding.queries.reporting.draws import SAMPLE_STEPS
from funding.queries.reporting.judging import JUDGING_STEPS
from funding.queries.spending.postal_address import ADDRESS_STEPS
from workflows import ALL

GENESIS = "0" * 64


def differences(session: Session, digest: Digest) -> list[str]:
    """List every disagreement, one sentence each; an empty list means that all is well."""
    return [
        *money(session),
        *drawdowns(session),
        *_audit(session, digest),
        *deeds(session),
        *terms(session),
        *extensions(session),
        *changes(session),
        *submissions(session),
        *cosignatures(session),
        *samples(session),
        *judgements(session),
        *hearings(session),
        *recoveries(session),
        *remedies(session),
        *interest_claims(session),
        *interim_proofs(session),
        *issued_notices(session),
        *addresses(session),
        *posting_log(session),
        *disposals(session),
    ]


def _audit(session: Session, digest: Digest) -> Iterator[str]:
    rows: dict[tuple[str, UUID], list[AuditEntry]] = defaultdict(list)
    query = select(AuditEntry).order_by(AuditEntry.subject_id, AuditEntry.version)
    for entry in session.scalars(query):
        rows[entry.workflow, entry.subject_id].append(entry)
    steps = {(w.name, s.trigger, s.source, s.target) for w in ALL for s in w.steps}
    known = steps | MAIL_STEPS | SAMPLE_STEPS | JUDGING_STEPS | ADDRESS_STEPS
    for (workflow, subject), entries in rows.items():
        yield from _chain(entries, digest)
        for entry in entries:
            if (workflow, entry.trigger, entry.source, entry.target) not in known:
                yield f"audit of {workflow} {subject}, version {entry.version}: no such step"
    for case in session.scalars(select(Application)):
        entries = rows.get(("application", case.id), [])
        last = entries[-1].target if entries else "new"
        if case.state != last:
            yield f"case {case.reference}: state {case.state}, the audit says {last}"
        if case.audit_hash != (entries[-1].hash if entries else ""):
            yield f"case {case.reference}: its newest entry is not the last of the audit"


def _whole(entry: AuditEntry, digest: Digest) -> bool:
    """Tell whether an entry is as it was written, or as a deletion has left it."""
    if entry.erased_in_id is None:
        return entry.hash == digest({name: getattr(entry, name) for name in FIELDS})
    bare = not (entry.note or entry.on_behalf or set(entry.details) - STAYS)
    return bare and entry.rest_hash == rest_hash(entry, digest)


def _chain(entries: list[AuditEntry], digest: Digest) -> Iterator[str]:
    """List where the entries of one record do not follow from one another."""
    previous, place = GENESIS, None
    for entry in entries:
        where = f"audit of {entry.workflow} {entry.subject_id}, version {entry.version}"
        if entry.previous_hash != previous:
            yield f"{where}: the chain is broken"
        if not _whole(entry, digest):
            yield f"{where}: the entry was changed"
        if place is not None and entry.source != place:
            yield f"{where}: begins at {entry.source}, the one before ended at {place}"
        previous, place = entry.hash, entry.target
