"""Who may sign what: signing limits, the approvals a case needs, who could give the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding.models import Account, Person, RoleGrant, SigningLimit
from funding.models.absence import represented_by
from funding.queries.administration import rules
from funding.queries.case import Case
from funding.queries.reviewing.standing_in import deputies
from workflows.application import APPLICATION, State, Trigger
from workflows.application.words import SIGNED
from workflows.core import Approval

EVERYBODYS = "signing_limit_cents"


class Limit(NamedTuple):
    """What somebody may sign at most (``None``: without limit), since when, and by what.

    Without a day and a source it is the limit that the rules give to everybody. ``of`` is who is
    away and lends it to the deputy.
    """

    cents: int | None
    since: date | None = None
    source: str = ""
    of: UUID | None = None

    def covers(self, cents: int) -> bool:
        """Tell whether an amount lies within the limit."""
        return self.cents is None or cents <= self.cents


class Place(NamedTuple):
    """One approval that the case needs: which, given by whom, and from which amount on."""

    approval: Approval
    person_id: UUID | None
    from_cents: int


class Known(NamedTuple):
    """A signing limit as it is listed: whose, how much, from when to when, by what."""

    name: str
    cents: int | None
    valid_from: date
    valid_to: date | None
    source: str


def everybodys_limits(session: Session) -> list[Known]:
    """List all signing limits that were ever given, by person and day."""
    rows = session.execute(
        select(
            Person.name,
            SigningLimit.limit_cents,
            SigningLimit.valid_from,
            SigningLimit.valid_to,
            SigningLimit.source,
        )
        .join(Person, Person.id == SigningLimit.person_id)
        .order_by(Person.name, SigningLimit.valid_from)
    )
    return [Known(*row) for row in rows]


def limits(session: Session, people: Sequence[UUID], on: date) -> dict[UUID, Limit]:
    """Return what each of these people may sign on a day: deputies as much as who is away."""
    named = deputies(session, on)
    absent = {person: represented_by(named, person) for person in people}
    own = _own_limits(session, [*people, *frozenset().union(*absent.values())], on)
    return {
        person: max(own[person], *(own[one]._replace(of=one) for one in absent[person]), key=_size)
        if absent[person]
        else own[person]
        for person in people
    }


def _size(limit: Limit) -> tuple[bool, int, bool]:
    """Order limits by what they cover; of two alike the own one comes first."""
    return limit.cents is None, limit.cents or 0, limit.of is None


def _own_limits(session: Session, people: Sequence[UUID], on: date) -> dict[UUID, Limit]:
    rows = session.scalars(
        select(SigningLimit)
        .where(SigningLimit.person_id.in_(people), SigningLimit.valid_from <= on)
        .order_by(SigningLimit.valid_from)
    )
    own = {
        row.person_id: Limit(row.limit_cents, row.valid_from, row.source)
        for row in rows
        if row.valid_to is None or on <= row.valid_to
    }
    others = Limit(rules.number(session, EVERYBODYS, on))
    return {person: own.get(person, others) for person in people}


def limit_of(session: Session, person_id: UUID | None, on: date, *, lent: bool = True) -> Limit:
    """Return what somebody may sign on a day, as a deputy too if ``lent``; the clock nothing."""
    if person_id is None:
        return Limit(0)
    find = limits if lent else _own_limits
    return find(session, [person_id], on)[person_id]


def amount(case: Case) -> int:
    """Return the amount that is to be signed, in cents."""
    return case.proposal.amount_cents if case.proposal else 0


def places(case: Case) -> list[Place]:
    """List the approvals that this amount needs, in their order, and who has given them."""
    needed = [
        (approval, case.rule(approval.from_rule) if approval.from_rule else 0)
        for approval in APPLICATION.approvals
    ]
    signed = {
        done.deed: done.person_id
        for done in case.surroundings.hands
        if done.round == case.application.round
    }
    decided = case.application.second_approver_id
    last = APPLICATION.approvals[-1].deed
    return [
        # Who undid their decision has a hand in it, but their approval is not given.
        Place(a, decided if a.deed == last else signed.get(a.deed), cents)
        for a, cents in needed
        if amount(case) >= cents
    ]


def missing(case: Case) -> list[Place]:
    """List the approvals that are still to be given."""
    return [place for place in places(case) if place.person_id is None]


def could_sign(case: Case) -> list[str]:
    """Name who could give the next approval, by name."""
    return list(able_to_sign(case).values())


def able_to_sign(case: Case) -> dict[UUID, str]:
    """Name who could give the next approval: role, limit, hands, bias and town allow it.

    While it is being proposed, the amount is the one that is typed.
    """
    cents = int(case.given("amount_cents") or amount(case))
    left = missing(case)
    source = case.application.state
    if not left or source not in (State.REVIEWED, State.FIRST_APPROVED):
        return {}
    wanted = left[0].approval
    step = next(
        row for row in APPLICATION.rows(source, Trigger(wanted.trigger)) if row.deed == wanted.deed
    )
    barred = {
        done.person_id
        for done in case.surroundings.hands
        if done.deed in step.distinct_from
        and (done.round == case.application.round or not done.deed.startswith("approved"))
    }
    of_town = (
        select(Account.person_id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(RoleGrant.municipality_key.in_(sorted(case.towns)))
    )
    named = deputies(case.session, case.today)
    signers = {
        done.person_id
        for done in case.surroundings.hands
        if done.deed in SIGNED and done.round == case.application.round
    }
    people = case.session.execute(
        select(Person.id, Person.name)
        .join(Account, Account.person_id == Person.id)
        .join(RoleGrant, RoleGrant.account_id == Account.id)
        .where(
            RoleGrant.role == wanted.role,
            Account.active.is_(True),
            Person.id.not_in([*barred, *case.biased]),
            Person.id.not_in(of_town),
        )
        .distinct()
        .order_by(Person.name)
    ).all()
    may = limits(case.session, [person.id for person in people], case.today)
    return {
        person.id: person.name
        for person in people
        if may[person.id].covers(cents) and not represented_by(named, person.id) & signers
    }
