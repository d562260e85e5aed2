"""The reviewer proposes: a grant, a rejection, or a place on the waiting list."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from funding.models import Application, Proposal
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.services import step
from workflows.application import Trigger

PROPOSE = Proposal.metadata.tables[Proposal.__tablename__].insert()


def recommend(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Propose a grant in cents (default: what is asked for) and reserve the money."""
    case = find.case(session, actor, key, details)
    details.setdefault("amount_cents", case.application.requested_cents)
    step.take(case, Trigger.RECOMMEND, version=version)
    _propose(case, "grant", details["amount_cents"])
    return case.application


def put_on_waitlist(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Propose a grant for which there is no money now; it moves up when money is released."""
    case = find.case(session, actor, key, details)
    details.setdefault("amount_cents", case.application.requested_cents)
    step.take(case, Trigger.PUT_ON_WAITLIST, version=version)
    _propose(case, "grant", details["amount_cents"])
    return case.application


def recommend_rejection(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Propose a rejection, with its kind (inadmissible, merit, no money) and reasons."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.RECOMMEND_REJECTION, version=version)
    _propose(case, "rejection", 0)
    return case.application


def _propose(case: Case, kind: str, amount_cents: int) -> None:
    app = case.application
    if case.proposal is not None:
        of_this_round = (Proposal.application_id == app.id, Proposal.round == app.round)
        case.session.execute(delete(Proposal).where(*of_this_round))
    case.connection.execute(
        PROPOSE,
        {
            "id": uuid4(),
            "application_id": app.id,
            "round": app.round,
            "kind": kind,
            "ground": str(case.given("ground") or ""),
            "amount_cents": amount_cents,
            "reasons": str(case.given("reason") or ""),
            "cuts": list(case.given("cuts") or []),
            "conditions": list(case.given("conditions") or []),
            "proposed_by_id": case.actor.person_id,
            "case_version": app.version,
            "at": case.now,
        },
    )
