"""Another person confirms that a case is deleted: all in one transaction, but for its files.

What goes and what stays is told by the plan (funding/queries/closing/plan.py). Files are named
for removal, and removed by the worker once this is committed (services/closing/remove_files.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Table, bindparam, exists, select
from sqlalchemy.orm import Session

from funding.models import (
    Application,
    AuditEntry,
    Disposal,
    DoomedFile,
    Drawdown,
    Notice,
    PaymentFile,
    StoredFile,
)
from funding.policy import Actor
from funding.queries.closing.plan import EMPTIED, GONE, of_case, tables
from funding.queries.closing.rest import of_audit, rest_hash, rest_of, seal
from funding.services.closing.disposal_step import Kept, locked, take, tell
from funding.services.closing.forget_experts import experts_of, forget_experts
from funding.services.operations.write_audit import ENTRIES, digest
from funding.services.step import touch
from workflows.disposal import Trigger

ERASE = ENTRIES.update().where(ENTRIES.c.id == bindparam("known_id", type_=ENTRIES.c.id.type))
# A summary that named letters of the case, as it stands without them.
BARE = {"text": "", "html": "", "subject": None}


def confirm_deletion(
    session: Session, actor: Actor, reference: str, *, version: int | None = None
) -> Disposal:
    """Delete a case for good, as another person than who has proposed it.

    What it says goes, with names, files and notices; bookings, amounts, days and the chain of
    the audit stay. Raises as every step does, and then nothing is deleted.
    """
    kept = locked(session, actor, reference, Trigger.CONFIRM)
    entries = session.scalars(
        select(AuditEntry)
        .where(of_audit(kept.application.id))
        .order_by(AuditEntry.at, AuditEntry.id)
    ).all()
    sealed = [(one.id, one.hash, rest_hash(one, digest)) for one in entries]
    audit_id = take(
        kept,
        Trigger.CONFIRM,
        {},
        version=version,
        more={"entries": len(sealed), "seal": seal(sealed)},
        confirmed_by_id=actor.person_id,
        deleted_at=kept.now,
    )
    session.flush()
    counted = _erase(kept, entries)
    kept.disposal.gone = {name: count for name, count in counted.items() if count}
    session.flush()
    session.expire_all()  # nothing that was read before is as it was
    touch(kept.case, None, erased_at=kept.now)
    tell(kept, Trigger.CONFIRM, audit_id)
    return kept.disposal


def _erase(kept: Kept, entries: Sequence[AuditEntry]) -> dict[str, int]:
    """Let everything go that the plan names; return of how many rows in each table."""
    app_id, connection = kept.application.id, kept.session.connection()
    counted = {"audit_entry": _words_of_audit(kept, entries)}
    experts = experts_of(kept.session, app_id)
    _doom_files(kept)
    _words_of_summaries(kept.session, app_id)
    for table in reversed(tables()):
        mine = of_case(table, app_id)
        if table.name in GONE:
            counted[table.name] = connection.execute(table.delete().where(mine)).rowcount
        elif table.name in EMPTIED:
            counted[table.name] = _empty(kept.session, table, mine)
    _words_of_payment_files(kept.session, app_id)
    counted["account"] = forget_experts(kept.session, experts)
    return counted


def _empty(session: Session, table: Table, mine: Any) -> int:
    values = dict(EMPTIED[table.name])
    return session.connection().execute(table.update().where(mine).values(values)).rowcount


def _words_of_audit(kept: Kept, entries: Sequence[AuditEntry]) -> int:
    """Take the words out of the entries; the database lets nobody do so but for a deletion."""
    rows = []
    for one in entries:
        left = rest_of(one)
        changed = {name: left[name] for name in ("note", "on_behalf", "details")}
        proof = {"erased_in_id": kept.disposal.id, "rest_hash": rest_hash(one, digest)}
        rows.append({"known_id": one.id} | changed | proof)
    if rows:
        kept.session.connection().execute(ERASE, rows)
    return len(rows)


def _doom_files(kept: Kept) -> None:
    """Name the contents that are to be removed from the store once this is committed."""
    of_it = StoredFile.application_id == kept.application.id
    contents = kept.session.scalars(select(StoredFile.sha256).where(of_it).distinct()).all()
    kept.session.add_all(
        DoomedFile(id=uuid4(), disposal_id=kept.disposal.id, sha256=one, at=kept.now)
        for one in contents
    )
    kept.session.flush()


def _words_of_summaries(session: Session, app_id: UUID) -> None:
    """Empty the summaries that named letters of the case among others."""
    table = Notice.metadata.tables[Notice.__tablename__]
    named = select(table.c.digest_id).where(
        table.c.application_id == app_id, table.c.digest_id.is_not(None)
    )
    rows = session.execute(select(table.c.id, table.c.facts).where(table.c.id.in_(named))).all()
    for key, facts in rows:
        bare = BARE | {"facts": facts | {"collected": [], "count": 0, "more": 0}}
        session.connection().execute(table.update().where(table.c.id == key).values(bare))


def _words_of_payment_files(session: Session, app_id: UUID) -> None:
    """Empty the payment files of which no case is left; the sums and their hash stay."""
    mine = select(Drawdown.file_id).where(
        Drawdown.application_id == app_id, Drawdown.file_id.is_not(None)
    )
    others = (
        exists()
        .where(
            Drawdown.file_id == PaymentFile.id,
            Drawdown.application_id == Application.id,
            Application.erased_at.is_(None),
            Application.id != app_id,
        )
        .correlate(PaymentFile)
    )
    ids = session.scalars(select(PaymentFile.id).where(PaymentFile.id.in_(mine), ~others)).all()
    table = PaymentFile.metadata.tables[PaymentFile.__tablename__]
    emptied = table.update().where(table.c.id.in_(ids)).values(content="")
    session.connection().execute(emptied)
