"""The one place where a record changes state.

One transaction for each step: policy, guards, conditional update with version,
audit, ledger, deadlines, notices owed. All or nothing; nothing is sent here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, get_args
from uuid import UUID, uuid4

from sqlalchemy import Integer, Table, Update, Uuid, bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from funding.db.base import Base
from funding.errors import Outdated
from funding.models import (
    Application,
    BankDetails,
    Block,
    Call,
    Change,
    Disposal,
    Drawdown,
    Hand,
    InterestClaim,
    InterimProof,
    IssuedNotice,
    Opinion,
    Recovery,
    Remedy,
    Transfer,
)
from funding.policy import NOBODYS, Actor, Scope, acting_role, require
from funding.queries.case import Case
from funding.queries.facts import gather
from funding.queries.reviewing.in_place import in_place_of
from funding.queries.reviewing.queue import place
from funding.queries.surroundings import Done
from funding.services.applying.be_present import forget
from funding.services.budget.book import Movement, book, movement
from funding.services.deadlines.run_timers import plan_timers, write_timers
from funding.services.notify import owe_for_step
from funding.services.operations.write_audit import GENESIS, append, audit_entry, last_hash
from workflows.application import APPLICATION, Deed, State, Trigger
from workflows.application.words import ANSWERS
from workflows.core import Facts, Move, Workflow

Stepping = (
    BankDetails
    | Call
    | Change
    | Disposal
    | Opinion
    | Drawdown
    | InterestClaim
    | InterimProof
    | IssuedNotice
    | Recovery
    | Remedy
    | Transfer
    | Block
)
# Who can be reached how is kept where it can be deleted, which the audit cannot be.
PRIVATE = frozenset({"reauthenticated", "former_contact", "document"})


def _table(model: type[Base]) -> Table:
    return model.metadata.tables[model.__tablename__]


def _as_read(table: Table) -> Update:
    """Build the update of a record whose state and version are still as they were read."""
    return table.update().where(
        table.c.id == bindparam("known_id", type_=Uuid),
        table.c.state == bindparam("known_state", type_=table.c.state.type),
        table.c.version == bindparam("known_version", type_=Integer),
    )


CHANGES = {model: _as_read(_table(model)) for model in (Application, *get_args(Stepping))}
REMEMBER = _table(Hand).insert()


def take(
    case: Case, trigger: Trigger, *, version: int | None = None, **changes: Any
) -> Move[State, Trigger]:
    """Take a step of an application, together with everything that belongs to it.

    ``version`` is what the actor read, ``changes`` are columns that change with the step.
    Raises ``NotFound`` or ``NotPermitted`` (policy), ``Outdated`` (version),
    ``StepRefused`` (state, guards, money) and then leaves nothing behind.
    """
    app, actor = case.application, case.actor
    require(actor, APPLICATION.name, trigger, case.scope)
    if version is not None and version != app.version:
        raise Outdated(version, app.version)
    move = APPLICATION.take(app.state, trigger, gather(case, [trigger]))
    moved = movement(case, move.step.books)
    timers = plan_timers(case, move)
    audit_id = uuid4()
    absent = in_place_of(case, move.step)
    # A withdrawn or released case keeps no holder's clock: what is due comes with the new state.
    columns = changes | _money(app, moved)
    columns |= {"last_act_at": case.now, "due_at": timers.due_at, "due_kind": timers.due_kind}
    columns["answered"] = trigger in ANSWERS
    entry = audit_entry(
        actor,
        audit_id=audit_id,
        workflow=move.workflow,
        subject_id=app.id,
        version=app.version + 1,
        definition_version=move.version,
        trigger=trigger,
        source=move.step.source,
        target=move.step.target,
        role=acting_role(actor, move.workflow, trigger, case.scope),
        at=case.now,
        note=str(case.given("reason") or ""),
        details=_kept(case, moved),
        on_behalf=absent,
        previous=app.audit_hash or GENESIS,
    )
    # The case names its newest entry, so that one taken off the end would be missed.
    columns["audit_hash"] = entry["hash"]
    change_state(case.session, app, move.step.source, move.step.target, columns)
    append(case.connection, entry)
    if move.step.source == State.DRAFT and move.step.target != State.DRAFT:
        forget(case.connection, app.id)  # nobody writes in its pages now
    if move.step.deed:
        record_hand(case, move.step.deed)
    if absent and not move.step.deed:
        record_hand(case, Deed.HELD)  # a deputy's hand was on the case as a holder's is
    write_timers(case, timers, trigger)
    case.claimed_cents += moved.claims if moved else 0
    owe_for_step(case, move, audit_id, timers)
    if moved:  # last, since everybody who decides waits for the same envelope
        book(case, moved, audit_id, trigger)
    return move


def change_state(
    session: Session,
    record: Application | Stepping,
    source: str,
    target: str,
    columns: dict[str, Any],
) -> None:
    """Write the new state where state and version are still as read; else raise ``Outdated``."""
    values = columns | {"state": target, "version": record.version + 1}
    of = None if isinstance(record, Application) else record.id
    if isinstance(record, Application):
        values["queue_at"] = place(target, columns.get("due_at", record.due_at))
        values.setdefault("answered", False)  # whatever is done after an answer has dealt with it
    session.flush()  # what the service prepared for this step belongs before it
    known = {"known_id": record.id, "known_state": source, "known_version": record.version}
    result = session.connection().execute(CHANGES[type(record)], known | values)
    if result.rowcount != 1:
        raise Outdated(record.version, of=of)
    for name, value in values.items():
        set_committed_value(record, name, value)


def follow(  # noqa: PLR0913 - a step of a record has that many sides
    session: Session,
    actor: Actor,
    workflow: Workflow[Any, Any],
    record: Stepping,
    trigger: Any,
    facts: Facts,
    *,
    at: datetime,
    note: str = "",
    details: Callable[[Move[Any, Any]], dict[str, Any]] | None = None,
    scope: Scope = NOBODYS,
    **columns: Any,
) -> tuple[Move[Any, Any], UUID]:
    """Take a step of a record that is no application: policy, guards, state, audit.

    ``scope`` is the case to which the record belongs, where it does. Returns the move, and the
    audit entry that bookings and notices name. Raises as ``take`` does.
    """
    require(actor, workflow.name, trigger, scope)
    move = workflow.take(record.state, trigger, facts)
    change_state(session, record, move.step.source, move.step.target, columns)
    audit_id, connection = uuid4(), session.connection()
    entry = audit_entry(
        actor,
        audit_id=audit_id,
        workflow=workflow.name,
        subject_id=record.id,
        version=record.version,
        definition_version=workflow.version,
        trigger=trigger,
        source=move.step.source,
        target=move.step.target,
        role=acting_role(actor, workflow.name, trigger, scope),
        at=at,
        note=note,
        details=details(move) if details else {},
        previous=last_hash(connection, workflow.name, record.id) or GENESIS,
    )
    append(connection, entry)
    return move, audit_id


def hold(case: Case) -> None:
    """Let nobody else act on a case until this transaction ends.

    Whoever writes something beside the case and then the case itself holds it first, so that no
    two wait for each other.
    """
    mine = select(Application.id).where(Application.id == case.application.id)
    case.session.execute(mine.with_for_update())


def touch(case: Case, version: int | None, **columns: Any) -> None:
    """Count an edit of the case as a new version, or raise ``Outdated`` if somebody was quicker."""
    app = case.application
    if version is not None and version != app.version:
        raise Outdated(version, app.version)
    change_state(case.session, app, app.state, app.state, columns | {"last_act_at": case.now})


def record_hand(case: Case, deed: str) -> None:
    """Remember that the doer has done this on the case, once for each round."""
    if case.doer_id is not None:
        remember_hand(case, deed, case.doer_id)


def remember_hand(case: Case, deed: str, person_id: UUID) -> None:
    """Remember that a person has a part in the case, once for each round."""
    app = case.application
    done = Done(str(deed), person_id, app.round)
    if done in case.surroundings.hands:
        return
    row = {"id": uuid4(), "application_id": app.id, "at": case.now} | done._asdict()
    case.connection.execute(REMEMBER, row)
    case.surroundings.hands.append(done)


def _money(app: Application, moved: Movement | None) -> dict[str, Any]:
    if moved is None:
        return {}
    return {
        "reserved_cents": app.reserved_cents + moved.reserved,
        "committed_cents": app.committed_cents + moved.committed,
        "paid_cents": app.paid_cents + moved.paid,
    }


def _kept(case: Case, moved: Movement | None) -> dict[str, Any]:
    """Return what the actor added, as plain JSON, for the audit."""
    kept: dict[str, Any] = {}
    for key, value in (case.details or {}).items():
        if key in PRIVATE or key == "reason" or value is None:
            continue
        kept[key] = value.isoformat() if isinstance(value, date | datetime) else value
        if isinstance(value, UUID):
            kept[key] = str(value)
    if moved:
        kept["money"] = [moved.operation, moved.reserved, moved.committed, moved.paid]
    return kept
