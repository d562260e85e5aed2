"""The people of a case who may have to be told, and how they are chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import String, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from funding import clock
from funding.law.berlin import local_date
from funding.models import Absence, Account, Mandate, Person, RoleGrant
from funding.models.absence import RUNNING, represented_by
from funding.models.role import Role
from funding.notices.audiences import Either


@dataclass(frozen=True, slots=True)
class Recipient:
    """One account in one role: where to write, in which language.

    A contact of a partner has an address only, no account.
    """

    account_id: UUID | None
    person_id: UUID | None
    name: str
    email: str
    language: str
    role: str
    municipality_key: str | None
    phone: str = ""
    # The accounts of those whom they stand in for today.
    stands_in: frozenset[UUID] = frozenset()
    # The name of the one for whom only they are told this.
    on_behalf: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What decides who is told: whose case it is, who holds it, who has had a hand in it."""

    lead_key: str = ""
    partner_keys: tuple[str, ...] = ()
    holder_id: UUID | None = None
    created_by_id: UUID | None = None
    actor_id: UUID | None = None
    hands: frozenset[UUID] = field(default_factory=frozenset)
    proposers: frozenset[UUID] = field(default_factory=frozenset)
    biased: frozenset[UUID] = field(default_factory=frozenset)
    notice_recorded: bool = False
    # Who could give the approval that is waited for; empty where nobody could, or none is.
    signers: frozenset[UUID] = frozenset()
    # Partners: who is to sign, has to sign again, could not; who is asked about a change of them.
    missing: frozenset[str] = frozenset()
    lapsed: frozenset[str] = frozenset()
    unable: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    # Whose right on the draft has changed.
    concerned: frozenset[UUID] = frozenset()
    contacts: tuple[tuple[str, str], ...] = ()
    # Where the contact of the lead was reached until now.
    former_contact: str = ""
    # Whom a note of the office names.
    mentioned: frozenset[UUID] = frozenset()


CONTACT, EXPERT = "contact", "expert"
# What a letter about a joint application says of the reader's own town alone.
OF_ONE_TOWN = ("contribution", "places", "signed_on")
Audience = Callable[[Recipient, About], bool]
OF_CASE = bindparam("towns", type_=String, expanding=True)
CANDIDATES = (
    select(
        Account.id,
        Account.person_id,
        Person.name,
        Account.email,
        Account.language,
        RoleGrant.role,
        RoleGrant.municipality_key,
        Account.phone,
        Absence.deputy_id,
        exists()
        .where(
            Mandate.person_id == Account.person_id,
            Mandate.ended_on.is_(None),
            Mandate.municipality_key.in_(OF_CASE),
        )
        .label("tied"),
    )
    .select_from(RoleGrant)
    .join(Account, Account.id == RoleGrant.account_id)
    .join(Person, Person.id == Account.person_id)
    .outerjoin(Absence, and_(Absence.person_id == Account.person_id, *RUNNING))
    .where(
        Account.active.is_(True),
        or_(
            RoleGrant.municipality_key.in_(OF_CASE),
            RoleGrant.municipality_key.is_(None),
        ),
    )
    .order_by(Account.email, RoleGrant.role)
)


def candidates(session: Session, about: About) -> list[Recipient]:
    """Read everybody who could be told of a case, in one query; biased persons are left out."""
    towns = [about.lead_key, *sorted({*about.partner_keys, *about.asked})]
    today = local_date(clock.now())
    rows = session.connection().execute(CANDIDATES, {"towns": towns, "today": today}).all()
    found = _with_deputies(rows)
    known = {(one.municipality_key, one.email) for one in found}
    contacts = [
        Recipient(None, None, "", email, "de", CONTACT, key)
        for key, email in (*about.contacts, *_former(about))
        if (key, email) not in known
    ]
    return [one for one in [*found, *contacts] if one.person_id not in about.biased]


def _with_deputies(rows: Sequence[Any]) -> list[Recipient]:
    """Say of each whom they stand in for; nobody does so for a case of a town of their own."""
    named = {row.person_id: row.deputy_id for row in rows if row.deputy_id is not None}
    tied = {row.person_id for row in rows if row.tied or row.municipality_key}
    found = []
    for *who, _deputy, _tied in rows:
        one = Recipient(*who)
        if named and one.person_id not in tied:
            absent = represented_by(named, one.person_id)
            own = frozenset(row.id for row in rows if row.person_id in absent)
            one = replace(one, stands_in=own)
        found.append(one)
    return found


def _former(about: About) -> tuple[tuple[str, str], ...]:
    return ((about.lead_key, about.former_contact),) if about.former_contact else ()


def town(r: Recipient, about: About) -> bool:
    """Is it somebody of the lead municipality?"""
    return r.municipality_key == about.lead_key


def signatories(r: Recipient, about: About) -> bool:
    """Is it a signatory of the lead municipality?"""
    return town(r, about) and r.role == Role.APPLICANT_SIGNATORY


def partners(r: Recipient, about: About) -> bool:
    """Is it somebody of a partner municipality?"""
    return r.municipality_key in about.partner_keys and r.role != CONTACT


def missing_partners(r: Recipient, about: About) -> bool:
    """Is it somebody of a partner that has not signed?"""
    return partners(r, about) and r.municipality_key in about.missing


def asked_partners(r: Recipient, about: About) -> bool:
    """Is it somebody of a partner that is asked to sign, and has not signed before?"""
    return missing_partners(r, about) and r.municipality_key not in about.lapsed


def lapsed_partners(r: Recipient, about: About) -> bool:
    """Is it somebody of a partner whose signature has lapsed?"""
    return partners(r, about) and r.municipality_key in about.lapsed


def contacts(r: Recipient, about: About) -> bool:
    """Is it the address that the lead gave for a partner, without an account there?"""
    return r.role == CONTACT and r.municipality_key in about.missing


def former_contact(r: Recipient, about: About) -> bool:
    """Is it the address of who was the town's contact until now, with an account or without?"""
    return town(r, about) and r.email == about.former_contact


def admins_to_invite(r: Recipient, about: About) -> bool:
    """Is it an administrator, while a partner has nobody who could sign?"""
    return admins(r, about) and bool(about.unable)


def concerned(r: Recipient, about: About) -> bool:
    """Is it somebody whose right on the draft has changed?"""
    return r.municipality_key is not None and r.person_id in about.concerned


def all_towns(r: Recipient, about: About) -> bool:
    """Is it somebody of any municipality of the case?"""
    return town(r, about) or partners(r, about)


def told_towns(r: Recipient, about: About) -> bool:
    """Is it somebody of a municipality of the case, which was told that there is a decision?"""
    return about.notice_recorded and all_towns(r, about)


def creator(r: Recipient, about: About) -> bool:
    """Is it who opened the draft, or a signatory?"""
    return r.account_id == about.created_by_id or signatories(r, about)


def holder(r: Recipient, about: About) -> bool:
    """Is it the reviewer who holds the case, or their deputy; the lead where nobody does?"""
    if about.holder_id is None:
        return lead(r, about)
    holds = r.account_id == about.holder_id or about.holder_id in r.stands_in
    return holds and r.role == Role.REVIEWER


def queue(r: Recipient, about: About) -> bool:
    """Is it somebody who shares the queue: lead reviewers and reviewers?"""
    return r.role in (Role.LEAD_REVIEWER, Role.REVIEWER)


def expert(r: Recipient, _about: About) -> bool:
    """Is it who was asked for an opinion?"""
    return r.role == EXPERT


def mentioned(r: Recipient, about: About) -> bool:
    """Is it a colleague whom a note names?"""
    return r.municipality_key is None and r.account_id in about.mentioned


def lead(r: Recipient, _about: About) -> bool:
    """Is it a lead reviewer?"""
    return r.role == Role.LEAD_REVIEWER


def approvers(r: Recipient, about: About) -> bool:
    """Is it an approver without a hand in the case, whose limit reaches if anybody's does?"""
    able = not about.signers or r.person_id in about.signers
    return r.role == Role.APPROVER and r.person_id not in about.hands and able


def all_approvers(r: Recipient, _about: About) -> bool:
    """Is it an approver?"""
    return r.role == Role.APPROVER


def proposers(r: Recipient, about: About) -> bool:
    """Is it who proposed or approved, or holds the case?"""
    return r.person_id in about.proposers or holder(r, about)


def proposer(r: Recipient, about: About) -> bool:
    """Is it who proposed it?"""
    return r.person_id in about.proposers


def other_releasers(r: Recipient, about: About) -> bool:
    """Is it an approver or a budget officer, and another person than who proposed it?"""
    return r.role in (Role.APPROVER, Role.BUDGET) and r.person_id not in about.proposers


def scorers(r: Recipient, about: About) -> bool:
    """Is it a second scorer who does not hold the case?"""
    return r.role == Role.SCORER and r.account_id != about.holder_id


def budget(r: Recipient, _about: About) -> bool:
    """Is it a budget officer?"""
    return r.role == Role.BUDGET


def proof_auditors(r: Recipient, about: About) -> bool:
    """Is it a proof auditor without a hand in the decision?"""
    return r.role == Role.PROOF_AUDITOR and r.person_id not in about.hands


def admins(r: Recipient, _about: About) -> bool:
    """Is it an administrator?"""
    return r.role == Role.ADMIN


def everybody(r: Recipient, about: About) -> bool:
    """Is it anybody of the case, in the towns or holding it?"""
    return all_towns(r, about) or holder(r, about)


def either(*audiences: Audience) -> Audience:
    """Build the audience of all who belong to one of these."""
    return Either(audiences)


def everybody_of_the_programme(_r: Recipient, _about: About) -> bool:
    """Is it anybody with an account?"""
    return True


def office(r: Recipient, _about: About) -> bool:
    """Is it somebody of the ministry?"""
    return r.municipality_key is None
