"""A partner fills in its own part of a joint application: task, contribution, share of the cost."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import Fault, Invalid, NotPermitted
from funding.law.berlin import last_day
from funding.models import Partner
from funding.models.draft_right import Right
from funding.notices.catalogue import OWED
from funding.policy import Actor, may_in, require
from funding.queries import find
from funding.queries.case import Case
from funding.services import notify, step
from funding.services.applying.co_sign import let_lapse
from workflows.application import State
from workflows.core import Reason, StepRefused

WHOLE = 10_000  # hundredths of a percent


@dataclass(frozen=True, slots=True)
class Part:
    """What a partner says of itself: task, cents it gives, hundredths of a percent it bears."""

    task: str
    contribution_cents: int
    share_hundredths: int | None = None


def fill_part(  # noqa: PLR0913 - who, which case, for which partner, what, read in which version
    session: Session,
    actor: Actor,
    key: UUID | str,
    partner_key: str,
    part: Part,
    version: int | None = None,
) -> Case:
    """Keep what a partner says of itself while it is asked to sign.

    Its own signature lapses with any change; those of the others only with the amounts.
    """
    case = find.case(session, actor, key)
    require(actor, "act", "fill_part", case.scope)
    if partner_key not in case.partner_keys or not may_in(
        actor, case.scope, partner_key, Right.EDIT
    ):
        raise NotPermitted("fill_part")
    if case.application.state != State.COSIGNING:
        raise StepRefused("application", "fill_part", [Reason("wrong_state")])
    if part.share_hundredths is not None and not 0 <= part.share_hundredths <= WHOLE:
        raise Invalid(Fault("share", "share_too_large"))
    row = session.scalars(
        select(Partner).where(
            Partner.application_id == case.application.id, Partner.municipality_key == partner_key
        )
    ).one()
    row.task, row.contribution_cents = part.task, part.contribution_cents
    row.share_hundredths = part.share_hundredths
    session.flush()
    case.forget_partners()
    let_lapse(case, "fill_part")
    case.lapsed.pop(partner_key, None)  # who changed it knows
    step.touch(case, version)
    due_at = case.application.due_at
    case.details = {"partner_key": partner_key}
    notify.owe(case, OWED["act", "fill_part"], due=last_day(due_at) if due_at else None)
    return case
