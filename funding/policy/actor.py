"""Who acts, as a frozen value: person, account, roles and where they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from funding.models.draft_right import Right
from funding.models.role import MINISTRY_ROLES, Role


@dataclass(frozen=True, slots=True)
class Held:
    """A role held in a municipality, or in the ministry (no key)."""

    role: str
    municipality_key: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work through one account; the clock has neither."""

    person_id: UUID | None
    account_id: UUID | None
    name: str
    email: str = ""
    language: str = "de"
    roles: tuple[Held, ...] = field(default=())

    def has(self, *roles: str) -> bool:
        """Tell whether the actor holds one of the roles anywhere."""
        return any(held.role in roles for held in self.roles)

    def has_in(self, municipality_key: str, *roles: str) -> bool:
        """Tell whether the actor holds one of the roles in this municipality."""
        return any(h.role in roles and h.municipality_key == municipality_key for h in self.roles)

    @property
    def towns(self) -> frozenset[str]:
        """Return the keys of the municipalities the actor works for."""
        return frozenset(h.municipality_key for h in self.roles if h.municipality_key)

    @property
    def ministry(self) -> bool:
        """Tell whether the actor works for the ministry."""
        return any(held.role in MINISTRY_ROLES for held in self.roles)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the policy asks of a case: whose it is, whether it was submitted, who is biased.

    ``own``: the person who asks belongs, through some account, to a municipality of the case.
    ``begun_by`` is the account that began the draft, ``rights`` what a town lets a person do at
    most, by the key of the town and the person.
    """

    lead_key: str
    partner_keys: frozenset[str] = frozenset()
    submitted: bool = True
    biased: frozenset[UUID] = frozenset()
    own: bool = False
    begun_by: UUID | None = None
    rights: Mapping[tuple[str, UUID | None], Right] = field(default_factory=dict)


CLOCK = Actor(person_id=None, account_id=None, name="clock", roles=(Held(Role.CLOCK),))
