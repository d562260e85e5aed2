"""The case that comes next: the first of those that nobody holds, by what is due."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from funding.models import Account, Application, RoleGrant
from funding.models.role import Role
from funding.policy import Actor
from funding.queries.reviewing.queue import VISIBLE, given
from workflows.application import State

UNCLAIMED = Application.state == State.SUBMITTED


@dataclass(frozen=True, slots=True)
class Next:
    """The reference of the next case, and how many are to be taken over."""

    reference: str
    waiting: int


def next_case(session: Session, actor: Actor) -> Next | None:
    """Return the case that the reader takes over next; none of a town or bias of their own."""
    waiting = func.count().over()
    row = session.execute(
        select(Application.reference, waiting)
        .where(*VISIBLE, UNCLAIMED)
        .order_by(Application.queue_at, Application.reference)
        .limit(1),
        given(actor),
    ).one_or_none()
    return Next(*row) if row else None


@dataclass(frozen=True, slots=True)
class Load:
    """How many open cases the reader holds, and all reviewers together, and who they are."""

    own: int
    all: int
    reviewers: int

    @property
    def average(self) -> int:
        """Return what a reviewer holds on average, rounded up."""
        return -(-self.all // self.reviewers) if self.reviewers else self.all


def load(session: Session, account_id: UUID | None) -> Load:
    """Count the open cases that are held."""
    held = (
        select(Application.holder_id)
        .where(Application.queue_at.is_not(None), Application.holder_id.is_not(None))
        .subquery()
    )
    own = func.count().filter(held.c.holder_id == account_id)
    mine, together = session.execute(select(own, func.count()).select_from(held)).one()
    reviewers = session.scalar(
        select(func.count(func.distinct(RoleGrant.account_id)))
        .join(Account, Account.id == RoleGrant.account_id)
        .where(RoleGrant.role == Role.REVIEWER, Account.active.is_(True))
    )
    return Load(mine, together, reviewers or 0)
