"""What each partner of a joint application signs, who has signed, and what changed since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import exists, select

from funding.definition.language import Field, Page, Rows
from funding.models import Account, CoSignature, Person, RoleGrant
from funding.models.role import Role
from funding.queries.accounts.actors import sha256
from funding.queries.applying.sheet import Row, Sheet
from funding.queries.case import Case
from funding.queries.surroundings import PartnerTown

# page → place → answer; a place is a field, or rows, row and field: lines/3/amount
Told = dict[str, dict[str, Any]]
# The lead's own: who it is, and what it declares.
NOT_SHARED = frozenset({"municipality", "declarations"})
OWN_PART = ("task", "contribution", "share")
# What a partner has to know of the others: how the cost is shared.
OF_OTHERS = ("contribution", "share")
EMPTY: tuple[Any, ...] = ("", None, [])
SIGNED, LAPSED, DECLINED, MISSING = "signed", "lapsed", "declined", "missing"
DECLINING = "decline_cosign"


@dataclass(frozen=True, slots=True)
class Change:
    """A place that is not as it was signed: page, field (of rows: which and row), old and new."""

    page: Page
    field: Field
    rows: Rows | None
    row: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a partner stands: ``state`` is signed, lapsed, declined or missing."""

    line: PartnerTown
    state: str
    last: CoSignature | None
    by: str
    has_signatory: bool


class Joint:
    """A joint application as its partners see it: what is told to each, and who has signed it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.sheet = Sheet(case)

    @cached_property
    def partners(self) -> dict[str, PartnerTown]:
        """Return the partners by their keys, in their order."""
        return {one.key: one for one in self.case.partners}

    @cached_property
    def last(self) -> dict[str, CoSignature]:
        """Return what each municipality signed or declined last."""
        rows = self.case.session.scalars(
            select(CoSignature)
            .where(CoSignature.application_id == self.case.application.id)
            .order_by(CoSignature.at, CoSignature.id)
        )
        # The one that stands is the newest, though two were given at the same instant.
        ordered = sorted(rows, key=lambda row: (row.ended_at is None, row.at))
        return {row.municipality_key: row for row in ordered}

    @cached_property
    def standing(self) -> dict[str, CoSignature]:
        """Return the signatures that nothing has ended."""
        return {key: row for key, row in self.last.items() if row.ended_at is None}

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Return the partners without a signature under what they would sign now."""
        return tuple(key for key in self.partners if not self.signed(key))

    def signed(self, key: str) -> bool:
        """Tell whether a partner has signed what concerns it now."""
        row = self.standing.get(key)
        return row is not None and row.fingerprint == self.fingerprint(key)

    def told(self, key: str) -> Told:
        """Return everything that concerns a partner, as plain JSON; what is empty is left out."""
        pages = (page for page in self.sheet.definition.pages if page.code not in NOT_SHARED)
        told = {page.code: dict(self._page(page, key)) for page in pages}
        plain: Told = json.loads(json.dumps(told, default=str))
        return {code: places for code, places in plain.items() if places}

    def fingerprint(self, key: str) -> str:
        """Return the SHA-256 of what concerns a partner."""
        return digest(self.told(key))

    def changes(self, key: str) -> list[Change]:
        """List what changed for a partner since it signed last, in the order of the form."""
        row = self.last.get(key)
        return self.between(row.told, self.told(key)) if row and row.ended_by != DECLINING else []

    def between(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
        """List the places that differ between two states of the told pages."""
        found = []
        for page in self.sheet.definition.pages:
            before, after = old.get(page.code, {}), new.get(page.code, {})
            for place in dict.fromkeys([*after, *before]):
                if before.get(place) != after.get(place):
                    about = _about(page, place)
                    found.append(Change(page, *about, before.get(place), after.get(place)))
        return found

    def _page(self, page: Page, key: str) -> list[tuple[str, Any]]:
        places: list[tuple[str, Any]] = []
        for field in page.fields:
            if self.sheet.asked(field):
                places.append((field.name, self.sheet.value(field.name)))
        for rows in page.rows:
            if self.sheet.asked(rows):
                for number, row in enumerate(self.sheet.rows(rows.name), 1):
                    places += self._row(rows, number, row, key)
        return [(place, held) for place, held in places if held not in EMPTY]

    def _row(self, rows: Rows, number: int, row: Row, key: str) -> list[tuple[str, Any]]:
        if rows.name == "partners":
            names = OWN_PART if row["key"] == key else OF_OTHERS
            return [(f"partners/{row['key']}/{name}", row[name]) for name in names]
        return [
            (f"{rows.name}/{number}/{field.name}", row.get(field.name))
            for field in rows.fields
            if self.sheet.asked(field, row)
        ]


def digest(told: Mapping[str, Any]) -> str:
    """Return the SHA-256 of told pages, or of one of them."""
    return sha256(json.dumps(told, sort_keys=True))


def _about(page: Page, place: str) -> tuple[Field, Rows | None, str]:
    name, _slash, rest = place.partition("/")
    row, _slash, part = rest.partition("/")
    if not rest:
        return next(field for field in page.fields if field.name == name), None, ""
    rows = next(rows for rows in page.rows if rows.name == name)
    return next(field for field in rows.fields if field.name == part), rows, row


def stands(case: Case) -> list[Stand]:
    """List the partners with what each has signed, and whether anybody there could sign."""
    joint = Joint(case)
    names = _signers(case, joint)
    able = with_signatory(case)
    return [_stand(joint, key, names, able) for key in joint.partners]


def _stand(joint: Joint, key: str, names: Mapping[Any, str], able: frozenset[str]) -> Stand:
    row = joint.last.get(key)
    state = MISSING
    if joint.signed(key):
        state = SIGNED
    elif row is not None:
        state = DECLINED if row.ended_by == DECLINING else LAPSED
    by = names.get(row.person_id, "") if row else ""
    return Stand(joint.partners[key], state, row, by, key in able)


def _signers(case: Case, joint: Joint) -> dict[Any, str]:
    people = [row.person_id for row in joint.last.values()]
    rows = case.session.execute(select(Person.id, Person.name).where(Person.id.in_(people)))
    return {row.id: row.name for row in rows}


def with_signatory(case: Case) -> frozenset[str]:
    """Return the partners of a case for which somebody can sign in the portal."""
    active = exists().where(Account.id == RoleGrant.account_id, Account.active.is_(True))
    return frozenset(
        key
        for key in case.session.scalars(
            select(RoleGrant.municipality_key).where(
                RoleGrant.municipality_key.in_(case.partner_keys),
                RoleGrant.role == Role.APPLICANT_SIGNATORY,
                active,
            )
        )
        if key
    )
