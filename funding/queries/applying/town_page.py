"""What a town may read of its own case: where it stands, who helps, what has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import (
    Account,
    Deadline,
    InformationRequest,
    Person,
    RequestItem,
    RoleGrant,
    StoredFile,
)
from funding.models.role import TOWN_ROLES
from funding.queries.applying.my_cases import town_view
from funding.queries.case import Case
from funding.queries.reviewing.answers import items_lapsed
from funding.queries.spending.issued import lies_ready, sent_out
from workflows.application import State


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of a municipality: name, role code, address, telephone."""

    name: str
    role: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the office asked for, and what the town answered; of a file name, size, scan.

    ``old`` and ``new`` hold the value of the field it is about, as ``{"value": …}``.
    """

    id: UUID
    position: int
    question: str
    state: str
    answer: str
    file_id: UUID | None
    file_name: str
    file_size: int
    file_scan: str
    field_key: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None


def view_of(case: Case) -> str:
    """Return the state of a case as its town may know it."""
    notice = case.notice
    final = case.final_notice
    return town_view(
        case.application.state,
        notice.notified_on if notice else None,
        case.today,
        ready=notice is None and lies_ready(case),
        sent=notice is None and sent_out(case),
        final_on=final.notified_on if final else None,
    )


def open_deadlines(case: Case) -> dict[str, date]:
    """Return the running deadlines of a case by their kind."""
    rows = case.session.execute(
        select(Deadline.kind, Deadline.due_on).where(
            Deadline.application_id == case.application.id, Deadline.ended_at.is_(None)
        )
    )
    return {row.kind: row.due_on for row in rows}


def all_deadlines(case: Case) -> dict[str, date]:
    """Return the last known day of every kind of deadline of a case, running or ended."""
    rows = case.session.execute(
        select(Deadline.kind, Deadline.due_on)
        .where(Deadline.application_id == case.application.id)
        .order_by(Deadline.set_at, Deadline.id)
    )
    return {row.kind: row.due_on for row in rows}


def people_of(session: Session, municipality_key: str) -> list[Colleague]:
    """List who works for a municipality in the portal."""
    rows = session.execute(
        select(Person.name, RoleGrant.role, Account.email, Account.phone)
        .join(Account, Account.person_id == Person.id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(
            RoleGrant.municipality_key == municipality_key,
            RoleGrant.role.in_(TOWN_ROLES),
            Account.active.is_(True),
        )
        .order_by(RoleGrant.role, Person.name)
    )
    return [Colleague(*row) for row in rows]


def contact(case: Case) -> Colleague | None:
    """Return the person of the office who holds the case."""
    row = case.session.execute(
        select(Person.name, Account.email, Account.phone, Account.person_id)
        .join(Account, Account.person_id == Person.id)
        .where(Account.id == case.application.holder_id)
    ).first()
    if row is None or row.person_id in case.biased:  # biased: the lead hands the case over
        return None
    return Colleague(row.name, "reviewer", row.email, row.phone)


def items_of(case: Case, request: InformationRequest | None = None) -> list[Item]:
    """List what was asked for in a request (the latest, if none is named), with the answers."""
    request = request or case.request
    if request is None:
        return []
    rows = case.session.execute(
        select(
            RequestItem.id,
            RequestItem.position,
            RequestItem.question,
            RequestItem.state,
            RequestItem.answer,
            RequestItem.file_id,
            StoredFile.name,
            StoredFile.size,
            StoredFile.scan_state,
            RequestItem.field_key,
            RequestItem.old_value,
            RequestItem.new_value,
        )
        .outerjoin(StoredFile, StoredFile.id == RequestItem.file_id)
        .where(RequestItem.request_id == request.id)
        .order_by(RequestItem.position, RequestItem.id)
    )
    return [
        Item(
            *row[:6],
            *(row.name or "", row.size or 0, row.scan_state or ""),
            *(row.field_key, row.old_value, row.new_value),
        )
        for row in rows
    ]


def late_answers(case: Case) -> bool:
    """Tell whether a request whose period has lapsed may still be answered (§ 24 VwVfG)."""
    reviewed = (State.SUBMITTED, State.IN_CHECK, State.IN_ASSESSMENT)
    return case.application.state in reviewed and items_lapsed(case)


def requests_of(case: Case) -> list[InformationRequest]:
    """List the requests for information of a case, the first one first."""
    return list(
        case.session.scalars(
            select(InformationRequest)
            .where(InformationRequest.application_id == case.application.id)
            .order_by(InformationRequest.number)
        )
    )


def stored_file(case: Case, file_id: UUID) -> StoredFile | None:
    """Return a file of this case; a file of another case is none of it."""
    return case.session.scalar(
        select(StoredFile).where(
            StoredFile.id == file_id, StoredFile.application_id == case.application.id
        )
    )
