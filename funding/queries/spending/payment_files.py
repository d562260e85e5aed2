"""Files of payments: what can go into the next one, and what became of the last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Application, Drawdown, PaymentFile, PaymentReport
from funding.policy import Actor
from funding.queries.reviewing.hidden import hidden_from
from workflows.drawdown import State

MOST_FILES = 100


def to_send(session: Session, actor: Actor) -> Sequence[Any]:
    """List ordered payments that stand in no file and that the cashier may know of."""
    return session.execute(
        select(Drawdown, Application.reference)
        .join(Application, Application.id == Drawdown.application_id)
        .where(Drawdown.state == State.ORDERED, Drawdown.file_id.is_(None), ~hidden_from(actor))
        .order_by(Drawdown.ordered_on, Application.reference)
    ).all()


def files(session: Session) -> Sequence[PaymentFile]:
    """List the latest files, newest first."""
    return session.scalars(
        select(PaymentFile)
        .order_by(PaymentFile.created_at.desc(), PaymentFile.id)
        .limit(MOST_FILES)
    ).all()


def reference_of(row: Any) -> str:
    """Return the reference of a payment that comes back from the bank."""
    return f"{row.reference}-{row.Drawdown.number}"


def reports_on(session: Session, file_id: UUID) -> Sequence[PaymentReport]:
    """List what the bank has said of a file, the newest first."""
    return session.scalars(
        select(PaymentReport)
        .where(PaymentReport.file_id == file_id)
        .order_by(PaymentReport.read_at.desc(), PaymentReport.id)
    ).all()


def drawdowns_in(session: Session, actor: Actor, file_id: UUID) -> Sequence[Any]:
    """List the payments of a file; one that came back stands in it no more."""
    return session.execute(
        select(Drawdown, Application.reference)
        .join(Application, Application.id == Drawdown.application_id)
        .where(Drawdown.file_id == file_id, ~hidden_from(actor))
        .order_by(Application.reference, Drawdown.number)
    ).all()
