"""Answers about the persons who work on a case: bias, belonging, holding."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from funding.models import Account, AuditEntry, BiasDeclaration, Hand, RoleGrant
from funding.models.role import Role
from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.reviewing.ties import towns_of
from workflows.application import Deed, State, Trigger
from workflows.application.words import SIGNED

# What whoever holds a case does on it.
OF_HOLDER = (
    Deed.HELD,
    Deed.SCORED,
    Deed.PROPOSED,
    Deed.PROPOSED_CESSATION,
    Deed.RECORDED_NOTICE,
)


def bias_declared(case: Case) -> bool:
    """Has the person answered the question of bias on this case (§§ 20, 21 VwVfG)?"""
    return case.actor.person_id in case.surroundings.declared


def unbiased(case: Case) -> bool:
    """Has the person declared no bias on this case?"""
    return case.actor.person_id not in case.biased


def hands_unbiased(case: Case) -> bool:
    """Is nobody biased whose part still counts: marks, proposal, first approval, or audit?"""
    if not case.biased:
        return True
    parts = _auditor if case.application.state == State.AUDITED else _proposing
    return not case.biased & parts(case)


def _proposing(case: Case) -> set[UUID | None]:
    """Return proposer, who has signed, and scorers who declared bias only after the proposal."""
    if case.proposal is None:
        return set()
    since = select(BiasDeclaration.person_id).where(
        BiasDeclaration.application_id == case.application.id,
        BiasDeclaration.at > case.proposal.at,
    )
    scored = {done.person_id for done in case.surroundings.hands if done.deed == Deed.SCORED}
    late = scored & set(case.session.scalars(since))
    signed = {
        done.person_id
        for done in case.surroundings.hands
        if done.deed in SIGNED and done.round == case.application.round
    }
    return {case.proposal.proposed_by_id, *signed, *late}


def _auditor(case: Case) -> set[UUID | None]:
    """Return who audited the proof last."""
    latest = (
        select(AuditEntry.person_id)
        .where(
            AuditEntry.workflow == "application",
            AuditEntry.subject_id == case.application.id,
            AuditEntry.trigger == Trigger.FINISH_AUDIT,
        )
        .order_by(AuditEntry.version.desc())
        .limit(1)
    )
    return {case.session.scalar(latest)}


def outsider(case: Case) -> bool:
    """Is the person tied to no municipality of the case, by whatever account or mandate?"""
    return not case.surroundings.actors_towns & case.concerned_towns


def _belongs(case: Case, person_id: UUID) -> bool:
    return bool(set(case.session.scalars(towns_of(person_id))) & case.towns)


def is_holder(case: Case) -> bool:
    """Does the person hold the case, or stand in for who does?"""
    holder_id = case.application.holder_id
    own = holder_id is not None and holder_id == case.actor.account_id
    return own or stands_in(case)


def stands_in(case: Case) -> bool:
    """Does the person stand in today for the holder, without another part in the case?

    A deputy stays a person of their own: who gave the second marks, signed or audited does not
    take the steps of the holder as well.
    """
    holder_id = case.application.holder_id
    if holder_id is None or holder_id == case.actor.account_id:
        return False
    known, own = case.surroundings, case.actor.person_id
    if holder_id not in known.absent_accounts or (own, False) in known.marks:
        return False
    return all(done.deed in OF_HOLDER for done in known.hands if done.person_id == own)


def absent_not_signed(case: Case) -> bool:
    """Has nobody whom the person stands in for signed in this round?"""
    known = case.surroundings
    return not any(
        done.person_id in known.absent
        for done in known.hands
        if done.deed in SIGNED and done.round == case.application.round
    )


def new_holder_fit(case: Case) -> bool:
    """May the new holder hold it: a reviewer, unbiased, an outsider, no other hands on it?"""
    if case.details is None:
        return True
    account_id = case.given("new_holder_id")
    account = case.session.get(Account, account_id) if account_id else None
    if account is None or not account.active or account.id == case.application.holder_id:
        return False
    role = select(RoleGrant.id).where(
        RoleGrant.account_id == account.id, RoleGrant.role == Role.REVIEWER
    )
    hands = select(Hand.id).where(
        Hand.application_id == case.application.id,
        Hand.person_id == account.person_id,
        Hand.deed != Deed.HELD,
    )
    return (
        case.session.scalar(role) is not None
        and case.session.scalar(hands.limit(1)) is None
        and account.person_id not in case.biased
        and not _belongs(case, account.person_id)
    )


ANSWERS: dict[str, Answer] = {
    answer.__name__: answer
    for answer in (
        bias_declared,
        unbiased,
        hands_unbiased,
        outsider,
        is_holder,
        absent_not_signed,
        new_holder_fit,
    )
}
