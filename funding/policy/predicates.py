"""Small questions about an actor and a case, from which the rules are built."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from funding.models.draft_right import Right
from funding.models.role import TOWN_ROLES, Role
from funding.policy.actor import Actor, Scope
from funding.policy.rights import may_in

Predicate = Callable[[Actor, Scope], bool]


@dataclass(frozen=True, slots=True)
class InLeadTown:
    """Does the actor hold one of these roles in the lead municipality, and the right needed?"""

    roles: tuple[Role, ...]
    needs: Right

    def __call__(self, actor: Actor, scope: Scope) -> bool:
        """Answer the question."""
        return self.by(actor, scope) is not None

    def by(self, actor: Actor, scope: Scope) -> Role | None:
        """Name the role that answers with yes."""
        return _role_in((scope.lead_key,), self.roles, self.needs, actor, scope)


@dataclass(frozen=True, slots=True)
class InPartnerTown:
    """Does the actor hold one of these roles in a partner municipality, and the right needed?"""

    roles: tuple[Role, ...]
    needs: Right

    def __call__(self, actor: Actor, scope: Scope) -> bool:
        """Answer the question."""
        return self.by(actor, scope) is not None

    def by(self, actor: Actor, scope: Scope) -> Role | None:
        """Name the role that answers with yes."""
        return _role_in(scope.partner_keys, self.roles, self.needs, actor, scope)


@dataclass(frozen=True, slots=True)
class AsExpert:
    """Is the actor a natural person? Whether it was they who were asked is told by the opinion."""

    roles: tuple[str, ...] = ("expert",)

    def __call__(self, actor: Actor, scope: Scope) -> bool:
        """Answer the question."""
        return self.by(actor, scope) is not None

    def by(self, actor: Actor, _scope: Scope) -> str | None:
        """Name the role that answers with yes."""
        return "expert" if actor.person_id is not None else None


def _role_in(
    keys: Iterable[str], roles: tuple[Role, ...], needs: Right, actor: Actor, scope: Scope
) -> Role | None:
    """Name the role held in one of the towns where the actor may do this much on the draft."""
    able = [key for key in keys if may_in(actor, scope, key, needs)]
    return next((role for role in roles if any(actor.has_in(key, role) for key in able)), None)


@dataclass(frozen=True, slots=True)
class InMinistry:
    """Does the actor hold one of these roles in the ministry?"""

    roles: tuple[Role, ...]

    def __call__(self, actor: Actor, scope: Scope) -> bool:
        """Answer the question."""
        return self.by(actor, scope) is not None

    def by(self, actor: Actor, _scope: Scope) -> Role | None:
        """Name the role that answers with yes."""
        held = {held.role for held in actor.roles if not held.municipality_key}
        return next((role for role in self.roles if role in held), None)


def of_the_case(actor: Actor, scope: Scope) -> bool:
    """Does the actor work for the lead or a partner?"""
    return bool(actor.towns & ({scope.lead_key} | scope.partner_keys))


def submitted(_actor: Actor, scope: Scope) -> bool:
    """Has the application been handed in, so that the office may know of it?"""
    return scope.submitted


def outsider(_actor: Actor, scope: Scope) -> bool:
    """Does the person, through whatever account, belong to no municipality of the case?"""
    return not scope.own


def beginner(actor: Actor, scope: Scope) -> bool:
    """Has the actor begun the draft?"""
    return actor.account_id is not None and actor.account_id == scope.begun_by


town_reader = InLeadTown(TOWN_ROLES, Right.READ)
town_editor = InLeadTown(TOWN_ROLES, Right.EDIT)
town_signatory = InLeadTown((Role.APPLICANT_SIGNATORY,), Right.SIGN)
partner_reader = InPartnerTown(TOWN_ROLES, Right.READ)
partner_editor = InPartnerTown(TOWN_ROLES, Right.EDIT)
partner_signatory = InPartnerTown((Role.APPLICANT_SIGNATORY,), Right.SIGN)
reviewer = InMinistry((Role.REVIEWER,))
scorer = InMinistry((Role.SCORER, Role.REVIEWER))
lead_reviewer = InMinistry((Role.LEAD_REVIEWER,))
approver = InMinistry((Role.APPROVER,))
budget = InMinistry((Role.BUDGET,))
cashier = InMinistry((Role.CASHIER,))
proof_auditor = InMinistry((Role.PROOF_AUDITOR,))
auditor = InMinistry((Role.AUDITOR,))
admin = InMinistry((Role.ADMIN,))
# Who keeps what has ended, and deletes it.
keeper = InMinistry((Role.DATA_PROTECTION, Role.ADMIN))
as_expert = AsExpert()
clock = InMinistry((Role.CLOCK,))
note_writer = InMinistry(
    (
        Role.REVIEWER,
        Role.SCORER,
        Role.LEAD_REVIEWER,
        Role.APPROVER,
        Role.BUDGET,
        Role.PROOF_AUDITOR,
    )
)
case_worker = InMinistry(
    (
        Role.REVIEWER,
        Role.SCORER,
        Role.LEAD_REVIEWER,
        Role.APPROVER,
        Role.BUDGET,
        Role.CASHIER,
        Role.PROOF_AUDITOR,
        Role.AUDITOR,
    )
)
