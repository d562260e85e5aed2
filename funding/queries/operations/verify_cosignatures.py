"""What partners signed, recomputed: from what was kept, from the audit, and from what went in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, CoSignature, Submission
from funding.policy import CLOCK
from funding.queries.applying.cosigning import Joint, digest
from funding.queries.applying.frozen_sheet import FrozenSheet
from funding.queries.case import Case
from funding.queries.operations.verify_deeds import Entries, entries_by_case
from workflows.application import Trigger

SIGNING = (Trigger.COSIGN, Trigger.COSIGN_LAST)
ANSWERING = (*SIGNING, Trigger.DECLINE_COSIGN)
Rows = Sequence[CoSignature]


def cosignatures(session: Session) -> Iterator[str]:
    """List where a co-signature is not what was signed, by whom, or not what was handed in."""
    entries, rows = entries_by_case(session), _rows_by_case(session)
    frozen = {one.application_id: one.content for one in session.scalars(select(Submission))}
    wanted = select(Application).where(Application.id.in_({*rows, *entries}))
    for case in session.scalars(wanted.order_by(Application.reference)):
        name, kept = f"case {case.reference}", rows[case.id]
        if case.erased_at is None:
            yield from _digests(name, kept)
        yield from _audit(name, entries[case.id], kept)
        if kept and case.id in frozen:
            joint = _as_submitted(session, case, frozen[case.id])
            yield from _handed_in(name, joint, kept)


def _rows_by_case(session: Session) -> dict[UUID, list[CoSignature]]:
    rows: dict[UUID, list[CoSignature]] = defaultdict(list)
    for row in session.scalars(select(CoSignature).order_by(CoSignature.at, CoSignature.id)):
        rows[row.application_id].append(row)
    return rows


def _digests(name: str, kept: Rows) -> Iterator[str]:
    for row in kept:
        pages = {code: digest(places) for code, places in row.told.items()}
        if row.fingerprint != digest(row.told) or row.pages != pages:
            yield f"{name}: what {row.municipality_key} co-signed was changed"


def _audit(name: str, done: Entries, kept: Rows) -> Iterator[str]:
    """Compare who answered for which partner and when; of a signature also under what."""
    told = sorted(_answer(e.details.get("partner_key"), e) for e in done if e.trigger in ANSWERING)
    if told != sorted(_answer(row.municipality_key, row) for row in kept):
        yield f"{name}: the co-signatures are not those of the audit"
    under = {(*_answer(row.municipality_key, row), row.fingerprint) for row in kept}
    for entry in done:
        key, read = entry.details.get("partner_key"), entry.details.get("fingerprint")
        if entry.trigger in SIGNING and (*_answer(key, entry), read) not in under:
            yield f"{name}: the audit names another fingerprint for what {key} co-signed"


def _answer(key: Any, one: Any) -> tuple[str, str, str]:
    return (str(key), one.at.isoformat(), str(one.person_id))


def _as_submitted(session: Session, case: Application, content: dict[str, Any]) -> Joint:
    """Read the case as its partners saw it, from what was frozen when it was handed in."""
    known = Case(session, CLOCK, case, {})
    joint = Joint(known)
    joint.sheet = FrozenSheet(known, content)
    return joint


def _handed_in(name: str, joint: Joint, kept: Rows) -> Iterator[str]:
    standing = {row.municipality_key: row.fingerprint for row in kept if row.ended_at is None}
    for partner in joint.sheet.rows("partners"):
        if standing.get(partner["key"]) != joint.fingerprint(partner["key"]):
            yield f"{name}: what was handed in is not what {partner['key']} co-signed"
