"""What is left of an entry of the audit once its words are deleted, and how that is proved.

The chain stays as it was: each entry keeps its hash, and the next one names it. What is left of
the entry has a digest of its own, and the deletion names all of these (docs/decisions/0033).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from funding.models import AuditEntry
from funding.queries.closing.plan import CASE, tables
from funding.queries.reporting.judging import JUDGING
from workflows import ALL

# Audits that follow no procedure, and the table whose rows they are about.
BESIDE = (("mail", "notice"), (JUDGING, "proof"))
Digest = Callable[[dict[str, Any]], str]
FIELDS = (
    "id",
    "workflow",
    "subject_id",
    "version",
    "definition_version",
    "trigger",
    "source",
    "target",
    "account_id",
    "person_id",
    "actor_role",
    "on_behalf",
    "at",
    "note",
    "details",
    "previous_hash",
)
# Amounts, days, codes and hashes: what ledger, notices and signatures are checked against.
STAYS = frozenset(
    {
        *("money", "amount_cents", "recognised_cents", "cut_cents", "drawdown_id", "reference"),
        *(
            "content_sha256",
            "document_sha256",
            "year",
            "files",
            "fingerprint",
            "partner_key",
            "town_key",
        ),
        *("issued_on", "notified_on", "waived_on", "value_on", "ends_on", "deadline_on"),
        *(
            "old_end",
            "new_end",
            "new_proof_due",
            "lines",
            "partners",
            "old_award_cents",
            "new_award_cents",
            "proposal",
            "kind",
            "ground",
            "channel",
        ),
        *("corrects", "sampled", "receipts_judged", "facts_put", "new_decision_due", "slot"),
        *("successor_key", "new_holder_id", "rights", "batch", "number"),
        *("waived_cents", "settled_cents", "recovery_cents", "received_id"),
        *("remedy_ends_on", "final_on"),
        *("day", "relief", "parts", "until", "from", "cut_receipts"),
    }
)


def kept_in(workflow: str) -> str:
    """Return the table whose rows a procedure steps; a notice of the portal is an issued one."""
    return {"decision_notice": "issued_notice"}.get(workflow, workflow)


def rest_of(entry: AuditEntry) -> dict[str, Any]:
    """Return what stays of an entry: who, what, when, from where to where, amounts and days."""
    left = {name: getattr(entry, name) for name in FIELDS}
    details = {name: value for name, value in entry.details.items() if name in STAYS}
    return left | {"note": "", "on_behalf": "", "details": details}


def rest_hash(entry: AuditEntry, digest: Digest) -> str:
    """Return the digest of what stays of an entry, tied to the hash that it had in the chain."""
    return digest(rest_of(entry) | {"sealed": entry.hash})


def seal(entries: Iterable[tuple[UUID, str, str]]) -> str:
    """Return one hash over all erased entries: key, hash in the chain, digest of what is left."""
    lines = sorted(":".join(map(str, one)) for one in entries)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def of_audit(case_id: UUID) -> ColumnElement[bool]:
    """Mean the audit of a case and of all that stands beside it, but for that of its disposal."""
    known: Mapping[str, Any] = {table.name: table for table in tables()}
    beside = [
        and_(
            AuditEntry.workflow == flow,
            AuditEntry.subject_id.in_(
                select(known[name].c.id).where(known[name].c.application_id == case_id)
            ),
        )
        for flow, name in (*BESIDE, *((w.name, kept_in(w.name)) for w in ALL))
        if name in known and name not in (CASE, "disposal")
    ]
    own = and_(AuditEntry.workflow == CASE, AuditEntry.subject_id == case_id)
    return or_(own, *beside)
