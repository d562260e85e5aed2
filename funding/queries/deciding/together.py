"""Which cases could be decided together: each with its step, its money, or why it falls out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import NotFound
from funding.models import Application, Batch, BatchItem, Municipality
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.deciding import signing
from funding.queries.facts import gather
from workflows.application import APPLICATION, State, Trigger
from workflows.core import Reason

# What is decided together needs no reason of its own.
TOGETHER: Mapping[State, Trigger] = {
    State.REVIEWED: Trigger.APPROVE_FIRST,
    State.FIRST_APPROVED: Trigger.APPROVE_SECOND,
}
MOST = 50


@dataclass(frozen=True, slots=True)
class Chosen:
    """A case that was ticked: its step, whether that decides, and what stands in the way."""

    reference: str
    case: Case | None
    trigger: Trigger | None
    decides: bool
    reasons: tuple[Reason, ...]

    @property
    def cents(self) -> int:
        """Return the amount that is to be approved."""
        return signing.amount(self.case) if self.case else 0


def chosen(session: Session, actor: Actor, references: Sequence[str]) -> list[Chosen]:
    """Look at each of the cases that were ticked, at most so many, each once."""
    return [_look(session, actor, one) for one in list(dict.fromkeys(references))[:MOST]]


def _look(session: Session, actor: Actor, reference: str) -> Chosen:
    try:
        case = find.case(session, actor, reference)
    except NotFound:
        return Chosen(reference, None, None, decides=False, reasons=(Reason("not_known"),))
    state = case.application.state
    trigger = TOGETHER.get(state)
    rejected = case.proposal is not None and case.proposal.kind != "grant"
    if state == State.AUDITED or (rejected and state in (*TOGETHER, State.FIRST_REJECTED)):
        alone = (Reason("decided_alone"),)
        return Chosen(reference, case, None, decides=False, reasons=alone)
    if trigger is None or case.proposal is None:
        return Chosen(reference, case, None, decides=False, reasons=(Reason("not_together"),))
    reasons = APPLICATION.objections(state, trigger, gather(case, [trigger]))
    decides = len(signing.missing(case)) == 1
    return Chosen(reference, case, trigger, decides=decides, reasons=tuple(reasons))


def batch_of(session: Session, actor: Actor, batch_id: UUID) -> Batch:
    """Return a batch of the actor's own; anybody else's is not theirs to know."""
    found = session.get(Batch, batch_id)
    if found is None or found.account_id != actor.account_id:
        raise NotFound(str(batch_id))
    return found


def items(session: Session, batch_id: UUID) -> Sequence[Any]:
    """List the cases of a batch with what became of each, in the order of the preview."""
    return session.execute(
        select(BatchItem, Application.reference, Application.title, Municipality.name.label("town"))
        .join(Application, Application.id == BatchItem.application_id)
        .join(Municipality, Municipality.key == Application.lead_key)
        .where(BatchItem.batch_id == batch_id)
        .order_by(BatchItem.position)
    ).all()


def undo_until(case: Case) -> datetime | None:
    """Return until when the actor can take back the decision of a case, if at all."""
    state = case.application.state
    if not APPLICATION.rows(state, Trigger.UNDO_DECISION) or case.application.decided_at is None:
        return None
    facts = gather(case, [Trigger.UNDO_DECISION])
    if APPLICATION.objections(state, Trigger.UNDO_DECISION, facts):
        return None
    return case.application.decided_at + timedelta(minutes=case.rule("undo_minutes"))


def latest(session: Session, actor: Actor, since: datetime) -> Batch | None:
    """Return the actor's newest batch, if it is not older than that."""
    query = select(Batch).where(Batch.account_id == actor.account_id, Batch.at > since)
    return session.scalars(query.order_by(Batch.at.desc()).limit(1)).first()
