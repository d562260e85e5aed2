"""What stands in the file of a case: people, requests, notices, deadlines, history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import (
    Account,
    ActionField,
    AuditEntry,
    BiasDeclaration,
    CheckPoint,
    Deadline,
    DecisionNotice,
    InformationRequest,
    Municipality,
    Notice,
    Partner,
    Payment,
    Person,
    RequestItem,
    RoleGrant,
    StoredFile,
)
from funding.models.role import Role
from funding.queries.case import Case
from workflows.change import CONSENT


def town(session: Session, key: str) -> Municipality:
    """Return a municipality of the register."""
    return session.get_one(Municipality, key)


def action_field(case: Case) -> ActionField | None:
    """Return the action field of a case."""
    field_id = case.application.field_id
    return case.session.get(ActionField, field_id) if field_id else None


def partners(case: Case) -> Sequence[Any]:
    """List the partners with name, task and contribution in cents."""
    return case.session.execute(
        select(Municipality.name, Municipality.key, Partner.task, Partner.contribution_cents)
        .join(Municipality, Municipality.key == Partner.municipality_key)
        .where(Partner.application_id == case.application.id)
        .order_by(Partner.position, Partner.id)
    ).all()


def names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of persons by their id."""
    wanted = {person_id for person_id in ids if person_id}
    if not wanted:
        return {}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def holder_name(case: Case) -> str:
    """Return the name of who holds the case, or nothing."""
    found = case.session.scalar(
        select(Person.name)
        .join(Account, Account.person_id == Person.id)
        .where(Account.id == case.application.holder_id)
    )
    return found or ""


def verdicts(case: Case) -> dict[str, CheckPoint]:
    """Return the verdicts of the formal check by point."""
    rows = case.session.scalars(
        select(CheckPoint).where(CheckPoint.application_id == case.application.id)
    )
    return {row.code: row for row in rows}


def requests(case: Case) -> list[tuple[InformationRequest, Sequence[Any]]]:
    """List the requests for information with their items, answers and files, newest first."""
    found = case.session.scalars(
        select(InformationRequest)
        .where(InformationRequest.application_id == case.application.id)
        .order_by(InformationRequest.number.desc())
    ).all()
    items = case.session.execute(
        select(
            RequestItem,
            StoredFile.id.label("file_id"),
            StoredFile.name,
            StoredFile.size,
            StoredFile.scan_state,
        )
        .outerjoin(StoredFile, StoredFile.id == RequestItem.file_id)
        .where(RequestItem.request_id.in_([request.id for request in found]))
        .order_by(RequestItem.position)
    ).all()
    return [(r, [i for i in items if i.RequestItem.request_id == r.id]) for r in found]


def notices_told(case: Case) -> Sequence[Any]:
    """List the notices of the case, newest first."""
    return case.session.execute(
        select(
            Notice.kind,
            Notice.subject,
            Notice.role,
            Notice.state,
            Notice.created_at,
            Notice.sent_at,
            Person.name,
        )
        .outerjoin(Account, Account.id == Notice.account_id)
        .outerjoin(Person, Person.id == Account.person_id)
        .where(Notice.application_id == case.application.id)
        .order_by(Notice.created_at.desc(), Notice.kind, Notice.id)
    ).all()


def deadlines(case: Case) -> Sequence[Deadline]:
    """List the running deadlines of the case, the next first; none of a change not sent yet."""
    return case.session.scalars(
        select(Deadline)
        .where(Deadline.application_id == case.application.id, Deadline.ended_at.is_(None))
        .where(Deadline.kind != CONSENT)
        .order_by(Deadline.due_at, Deadline.kind)
    ).all()


def history(case: Case) -> Sequence[Any]:
    """List everything that happened to the case, oldest first."""
    return case.session.execute(
        select(
            AuditEntry.trigger,
            AuditEntry.source,
            AuditEntry.target,
            AuditEntry.actor_role,
            AuditEntry.at,
            AuditEntry.note,
            AuditEntry.version,
            AuditEntry.on_behalf,
            AuditEntry.details,
            Person.name,
        )
        .outerjoin(Person, Person.id == AuditEntry.person_id)
        .where(AuditEntry.workflow == "application", AuditEntry.subject_id == case.application.id)
        .order_by(AuditEntry.version)
    ).all()


def payments(case: Case) -> Sequence[Payment]:
    """List what was paid and paid back, in order."""
    return case.session.scalars(
        select(Payment)
        .where(Payment.application_id == case.application.id)
        .order_by(Payment.value_on, Payment.recorded_at)
    ).all()


def decision_notices(case: Case) -> Sequence[DecisionNotice]:
    """List the notices recorded for the case, in order."""
    return case.session.scalars(
        select(DecisionNotice)
        .where(DecisionNotice.application_id == case.application.id)
        .order_by(DecisionNotice.issued_on, DecisionNotice.recorded_at)
    ).all()


def declared(case: Case) -> bool:
    """Tell whether the actor has answered the question of bias on this case."""
    found = case.session.scalar(
        select(BiasDeclaration.id).where(
            BiasDeclaration.application_id == case.application.id,
            BiasDeclaration.person_id == case.actor.person_id,
        )
    )
    return found is not None


def people_with(
    session: Session, role: Role, municipality_key: str | None = None
) -> list[tuple[UUID, str]]:
    """List the active accounts that hold a role in a municipality, or in the ministry."""
    rows = session.execute(
        select(Account.id, Person.name)
        .join(Person, Person.id == Account.person_id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(
            Account.active.is_(True),
            RoleGrant.role == role,
            RoleGrant.municipality_key.is_(None)
            if municipality_key is None
            else RoleGrant.municipality_key == municipality_key,
        )
        .order_by(Person.name, Account.id)
    )
    return [(row.id, row.name) for row in rows]


def account_named(session: Session, account_id: UUID) -> str:
    """Return the name of who has an account of the ministry, or raise ``NotFound``."""
    found = session.scalar(
        select(Person.name)
        .join(Account, Account.person_id == Person.id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(Account.id == account_id, RoleGrant.municipality_key.is_(None))
        .limit(1)
    )
    if found is None:
        raise NotFound(str(account_id))
    return found
