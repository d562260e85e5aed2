"""A person says whether they are biased on a case, before or while working on it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid
from funding.models import BiasDeclaration
from funding.notices.catalogue import OWED
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.services import step
from funding.services.notify import owe
from funding.services.reviewing.claim_case import give_back
from funding.services.reviewing.score_case import average, second_scored
from funding.words.visible import said
from workflows.application import State


def declare_bias(
    session: Session, actor: Actor, key: UUID | str, *, biased: bool, reason: str = ""
) -> None:
    """Keep the declaration (§§ 20, 21 VwVfG); who is biased no longer sees the case.

    Biased marks no longer count, a case under check goes back into the queue, and the lead is
    told to hand over any other. Raises ``Invalid`` where bias has no reason.
    """
    case = find.case(session, actor, key)
    require(actor, "act", "declare_bias", case.scope)
    if biased and not said(reason):
        raise Invalid(Fault("reason", "reason_missing"))
    holds = case.application.holder_id == actor.account_id
    if biased and holds and case.application.state == State.IN_CHECK:
        # Back into the queue, with notices, while the person may still take the step.
        give_back(session, actor, key, Details(reason=reason))
        holds = False
    _keep(case, biased=biased, reason=reason)
    if not biased:
        return
    left = {"points": average(session, case), "second_scored": second_scored(session, case)}
    step.touch(case, None, **left)
    if holds:
        owe(Case(session, actor, case.application), OWED["act", "declare_bias"])


def _keep(case: Case, *, biased: bool, reason: str) -> None:
    app, person_id = case.application, case.actor.person_id
    known = case.session.scalar(
        select(BiasDeclaration).where(
            BiasDeclaration.application_id == app.id, BiasDeclaration.person_id == person_id
        )
    )
    if known is None:
        known = BiasDeclaration(application_id=app.id, person_id=person_id, biased=biased)
        case.session.add(known)
    known.biased, known.reason, known.at = known.biased or biased, reason, case.now
    case.session.flush()  # the average leaves out who is biased
