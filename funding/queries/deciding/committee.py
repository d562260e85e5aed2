"""Sessions of the committee, their agenda, and which of it can be decided now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import (
    ActionField,
    AgendaItem,
    Application,
    Call,
    CommitteeSession,
    Municipality,
    Proposal,
)
from funding.policy import Actor
from funding.queries.deciding.together import TOGETHER
from funding.queries.reviewing.hidden import hidden_from

MOST = 100


def sessions(session: Session) -> Sequence[Any]:
    """List the sessions with their call and how many cases are on the agenda, the latest first."""
    counted = func.count(AgendaItem.id)
    agreed = func.sum(case((AgendaItem.result == "agreed", 1), else_=0))
    return session.execute(
        select(CommitteeSession, Call.code, counted.label("cases"), agreed.label("agreed"))
        .join(Call, Call.id == CommitteeSession.call_id)
        .outerjoin(AgendaItem, AgendaItem.session_id == CommitteeSession.id)
        .group_by(CommitteeSession.id, Call.code)
        .order_by(CommitteeSession.on.desc(), CommitteeSession.planned_at.desc())
        .limit(MOST)
    ).all()


def session_of(session: Session, session_id: UUID) -> CommitteeSession:
    """Return a session; raises ``NotFound``."""
    found = session.get(CommitteeSession, session_id)
    if found is None:
        raise NotFound(str(session_id))
    return found


def agenda(session: Session, actor: Actor, session_id: UUID) -> Sequence[Any]:
    """List the agenda in its order, without cases that the reader may not know of."""
    return session.execute(
        select(
            AgendaItem,
            Application.reference,
            Application.title,
            Application.state,
            Application.points,
            Application.requested_cents,
            Proposal.kind,
            Proposal.amount_cents.label("proposed_cents"),
            Municipality.name.label("town"),
            ActionField.code.label("field"),
        )
        .join(Application, Application.id == AgendaItem.application_id)
        .join(Municipality, Municipality.key == Application.lead_key)
        .outerjoin(ActionField, ActionField.id == Application.field_id)
        .outerjoin(
            Proposal,
            and_(Proposal.application_id == Application.id, Proposal.round == Application.round),
        )
        .where(AgendaItem.session_id == session_id, ~hidden_from(actor))
        .order_by(AgendaItem.position, Application.reference)
    ).all()


def results_of(session: Session, application_id: UUID) -> Sequence[Any]:
    """List what sessions made of a case, the latest first; what is still open is left out."""
    return session.execute(
        select(AgendaItem, CommitteeSession.on, CommitteeSession.title)
        .join(CommitteeSession, CommitteeSession.id == AgendaItem.session_id)
        .where(AgendaItem.application_id == application_id, AgendaItem.result != "open")
        .order_by(CommitteeSession.on.desc(), AgendaItem.id)
    ).all()


def bookable(row: Any) -> bool:
    """Tell whether the result can be decided now: agreed as it is proposed, and not decided yet."""
    agreed = row.AgendaItem.result == "agreed" and row.state in TOGETHER and row.kind == "grant"
    return bool(agreed and row.proposed_cents == row.AgendaItem.amount_cents)


def on_open_agendas(session: Session, application_ids: Sequence[UUID]) -> set[UUID]:
    """Return which of the cases are on the agenda of a session that is not closed."""
    return set(
        session.scalars(
            select(AgendaItem.application_id)
            .join(CommitteeSession, CommitteeSession.id == AgendaItem.session_id)
            .where(
                CommitteeSession.closed_at.is_(None), AgendaItem.application_id.in_(application_ids)
            )
        )
    )
