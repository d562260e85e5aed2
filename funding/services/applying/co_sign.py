"""Partners sign a joint application with the lead, or say why they do not."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.errors import NotPermitted
from funding.models import Application, CoSignature
from funding.policy import Actor, require
from funding.queries import find
from funding.queries.applying.cosigning import DECLINING, Joint, digest
from funding.queries.applying.cosigning_answers import others_missing, signing_for
from funding.queries.case import Case, Lapsed
from funding.queries.details import Details
from funding.services import step
from funding.services.applying.drop_unasked import drop_unasked
from workflows.application import APPLICATION, Trigger


def ask_cosign(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Ask the partners to sign; a signature under what has not changed for its partner stays."""
    case = find.case(session, actor, key, details)
    require(actor, APPLICATION.name, Trigger.ASK_COSIGN, case.scope)
    drop_unasked(case)  # what is signed is what will be handed in
    let_lapse(case, Trigger.ASK_COSIGN)
    step.take(case, Trigger.ASK_COSIGN, version=version)
    return case.application


def let_lapse(case: Case, by: str) -> None:
    """End the signatures under what is no longer there, and remember how much has changed."""
    case.session.flush()
    joint = Joint(case)
    for key, row in joint.standing.items():
        if key in joint.partners and joint.signed(key):
            continue
        if key in joint.partners:
            case.lapsed[key] = Lapsed(row.at, len(joint.changes(key)))
        row.ended_at, row.ended_by = case.now, by
    case.session.flush()


def co_sign(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Sign for a partner; whether it was the last one is found out with the case held."""
    case = _held(session, actor, key, details)
    trigger = Trigger.COSIGN if others_missing(case) else Trigger.COSIGN_LAST
    return _sign(case, trigger, version)


def _signing(
    trigger: Trigger, what: str
) -> Callable[[Session, Actor, UUID | str, Details, int | None], Application]:
    def sign(
        session: Session,
        actor: Actor,
        key: UUID | str,
        details: Details,
        version: int | None = None,
    ) -> Application:
        return _sign(_held(session, actor, key, details), trigger, version)

    sign.__doc__, sign.__name__ = what, trigger.value
    return sign


cosign = _signing(Trigger.COSIGN, "Sign for a partner while others are still missing.")
cosign_last = _signing(Trigger.COSIGN_LAST, "Sign for the last partner that was missing.")


def _held(session: Session, actor: Actor, key: UUID | str, details: Details) -> Case:
    """Find a case and hold its row: of two last partners the second waits and reads anew."""
    column = Application.id if isinstance(key, UUID) else Application.reference
    session.execute(select(Application.id).where(column == key).with_for_update())
    return find.case(session, actor, key, details)


def _sign(case: Case, trigger: Trigger, version: int | None) -> Application:
    partner = _named(case, trigger)
    told = Joint(case).told(partner)
    step.take(case, trigger, version=version)
    case.session.add(_row(case, partner, told))
    case.session.flush()
    return case.application


def _named(case: Case, trigger: Trigger) -> str:
    """Write down for which partner the actor signs, so that audit and letters name it."""
    require(case.actor, APPLICATION.name, trigger, case.scope)
    partner = signing_for(case)
    if not partner:
        raise NotPermitted(trigger)
    if case.details is not None:
        case.details["partner_key"] = partner
    return partner


def _row(case: Case, partner: str, told: dict[str, dict[str, object]]) -> CoSignature:
    return CoSignature(
        application_id=case.application.id,
        municipality_key=partner,
        person_id=case.actor.person_id,
        account_id=case.actor.account_id,
        at=case.now,
        fingerprint=digest(told),
        pages={code: digest(places) for code, places in told.items()},
        told=told,
    )


def decline_cosign(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Refuse to sign, with a reason that the lead reads; the draft is the lead's again."""
    case = _held(session, actor, key, details)
    partner = _named(case, Trigger.DECLINE_COSIGN)
    joint = Joint(case)
    step.take(case, Trigger.DECLINE_COSIGN, version=version)
    if signed := joint.standing.get(partner):
        signed.ended_at, signed.ended_by = case.now, DECLINING
        case.session.flush()  # at most one stands
    refusal = _row(case, partner, joint.told(partner))
    refusal.reason = str(details.get("reason") or "").strip()
    refusal.ended_at, refusal.ended_by = case.now, DECLINING
    session.add(refusal)
    session.flush()
    return case.application


def change_after_cosign(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Take an application back into the draft; what is not changed stays signed."""
    case = find.case(session, actor, key, details)
    step.take(case, Trigger.CHANGE_AFTER_COSIGN, version=version)
    return case.application
