"""What surrounds a case, read in a few queries that are built once for the whole process."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Connection,
    Date,
    Integer,
    String,
    Text,
    Uuid,
    bindparam,
    cast,
    literal_column,
    null,
    select,
    union_all,
)

from funding.models import (
    Account,
    Assessment,
    BiasDeclaration,
    Change,
    ChangePartner,
    DraftRight,
    Hand,
    Mandate,
    Municipality,
    Opinion,
    Partner,
    RoleGrant,
)
from funding.models.draft_right import Right
from funding.policy import Actor
from funding.queries.reviewing.standing_in import REPRESENTED
from workflows.change import PENDING, State

PARTNER, BIAS, HAND, MARKS, TOWN, RIGHT, ABSENT, ABSENT_ACCOUNT, CONCERNED = range(9)
# While a change of the partners stands so, whoever joins or leaves by it is concerned.
CONCERNING = (*PENDING, State.GRANTED)
CASE: Any = bindparam("case", type_=Uuid)


class PartnerTown(NamedTuple):
    """A partner in its place: task, contribution in cents, share in hundredths of a percent.

    ``valid_to`` is the last day of a municipality that is no more.
    """

    position: int
    key: str
    name: str
    task: str
    contribution_cents: int
    district: str
    contact_email: str
    share_hundredths: int | None
    valid_to: date | None


class Done(NamedTuple):
    """A person has done a deed on the case, in a round of decision."""

    deed: str
    person_id: UUID
    round: int


@dataclass(slots=True)
class Surroundings:
    """Partners, declarations of bias, hands, finished marks, the actor's towns, rights.

    ``absent`` are the people whom the actor stands in for today, ``absent_accounts`` theirs,
    ``concerned`` municipalities that have been partners, or shall be.
    """

    partners: list[PartnerTown] = field(default_factory=list)
    declared: dict[UUID, bool] = field(default_factory=dict)
    hands: list[Done] = field(default_factory=list)
    marks: list[tuple[UUID, bool]] = field(default_factory=list)
    actors_towns: set[str] = field(default_factory=set)
    rights: dict[tuple[str, UUID | None], Right] = field(default_factory=dict)
    absent: set[UUID] = field(default_factory=set)
    absent_accounts: set[UUID] = field(default_factory=set)
    concerned: set[str] = field(default_factory=set)


NO_KEY, NO_TEXT, NO_PERSON = cast(null(), String), cast(null(), Text), cast(null(), Uuid)
NO_CENTS, NO_NUMBER = cast(null(), BigInteger), cast(null(), Integer)
# What only partners have: district, whom to ask, share of the cost, last day.
NO_PARTNER = (NO_KEY, NO_TEXT, NO_NUMBER, cast(null(), Date))


def _what(number: int) -> Any:
    return literal_column(str(number), Integer).label("what")


WHOEVER_READS = (
    select(
        _what(PARTNER),
        cast(Partner.municipality_key, String).label("key"),
        Municipality.name,
        Partner.task.label("text"),
        NO_PERSON.label("person"),
        cast(Partner.contribution_cents, BigInteger).label("cents"),
        Partner.position.label("number"),
        Municipality.district,
        Partner.contact_email.label("contact"),
        Partner.share_hundredths.label("share"),
        Municipality.valid_to.label("until"),
    )
    .join(Municipality, Municipality.key == Partner.municipality_key)
    .where(Partner.application_id == CASE),
    select(
        _what(BIAS),
        NO_KEY,
        NO_KEY,
        NO_TEXT,
        BiasDeclaration.person_id,
        NO_CENTS,
        cast(BiasDeclaration.biased, Integer),
        *NO_PARTNER,
    ).where(BiasDeclaration.application_id == CASE),
    select(
        _what(HAND),
        Hand.deed,
        NO_KEY,
        NO_TEXT,
        Hand.person_id,
        NO_CENTS,
        Hand.round,
        *NO_PARTNER,
    ).where(Hand.application_id == CASE),
    # Who has accepted to give an opinion has a hand in the case, in whatever round.
    select(
        _what(HAND),
        literal_column("'opined'", String),
        NO_KEY,
        NO_TEXT,
        Account.person_id,
        NO_CENTS,
        literal_column("0", Integer),
        *NO_PARTNER,
    )
    .select_from(Opinion)
    .join(Account, Account.id == Opinion.account_id)
    .where(Opinion.application_id == CASE, Opinion.accepted_at.is_not(None)),
    select(
        _what(MARKS),
        NO_KEY,
        NO_KEY,
        NO_TEXT,
        Assessment.person_id,
        NO_CENTS,
        cast(Assessment.first, Integer),
        *NO_PARTNER,
    ).where(Assessment.application_id == CASE, Assessment.finished_at.is_not(None)),
    select(
        _what(TOWN),
        RoleGrant.municipality_key,
        NO_KEY,
        NO_TEXT,
        NO_PERSON,
        NO_CENTS,
        NO_NUMBER,
        *NO_PARTNER,
    )
    .join(Account, Account.id == RoleGrant.account_id)
    .where(
        Account.person_id == bindparam("person", type_=Uuid),
        RoleGrant.municipality_key.is_not(None),
    ),
    select(
        _what(RIGHT),
        DraftRight.municipality_key,
        DraftRight.right_code,
        NO_TEXT,
        DraftRight.person_id,
        NO_CENTS,
        NO_NUMBER,
        *NO_PARTNER,
    ).where(DraftRight.application_id == CASE),
    select(
        _what(CONCERNED),
        ChangePartner.municipality_key,
        NO_KEY,
        NO_TEXT,
        NO_PERSON,
        NO_CENTS,
        NO_NUMBER,
        *NO_PARTNER,
    )
    .join(Change, Change.id == ChangePartner.change_id)
    .where(Change.application_id == CASE, Change.state.in_(CONCERNING)),
)
# What concerns people of the office alone: seats in councils, and for whom they stand in.
OF_THE_OFFICE = (
    select(
        _what(TOWN),
        Mandate.municipality_key,
        NO_KEY,
        NO_TEXT,
        NO_PERSON,
        NO_CENTS,
        NO_NUMBER,
        *NO_PARTNER,
    ).where(
        Mandate.person_id == bindparam("person", type_=Uuid),
        Mandate.ended_on.is_(None),
    ),
    select(
        _what(ABSENT),
        NO_KEY,
        NO_KEY,
        NO_TEXT,
        REPRESENTED.c.person_id,
        NO_CENTS,
        NO_NUMBER,
        *NO_PARTNER,
    ),
    select(
        _what(ABSENT_ACCOUNT),
        NO_KEY,
        NO_KEY,
        NO_TEXT,
        Account.id,
        NO_CENTS,
        NO_NUMBER,
        *NO_PARTNER,
    ).where(Account.person_id.in_(select(REPRESENTED.c.person_id))),
)


FOR_TOWNS = union_all(*WHOEVER_READS)
FOR_THE_OFFICE = union_all(*WHOEVER_READS, *OF_THE_OFFICE)


def surroundings(connection: Connection, case_id: UUID, actor: Actor, today: date) -> Surroundings:
    """Read what surrounds a case on a day, as seen by a person or by the clock."""
    found = Surroundings()
    away = {ABSENT: found.absent, ABSENT_ACCOUNT: found.absent_accounts}
    towns = {TOWN: found.actors_towns, CONCERNED: found.concerned}
    asked = {"case": case_id, "person": actor.person_id, "today": today}
    rows = connection.execute(FOR_THE_OFFICE if actor.ministry else FOR_TOWNS, asked)
    for what, key, name, text, person, cents, number, *more in rows:
        if what == PARTNER:
            found.partners.append(PartnerTown(number, key, name, text, cents, *more))
        elif what == BIAS:
            found.declared[person] = bool(number)
        elif what == HAND:
            found.hands.append(Done(key, person, number))
        elif what == MARKS:
            found.marks.append((person, bool(number)))
        elif what == RIGHT:
            found.rights[key, person] = Right(name)
        elif what in away:
            away[what].add(person)
        else:
            towns[what].add(key)
    found.partners.sort(key=itemgetter(0, 1))
    return found
