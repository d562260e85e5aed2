"""Small questions about an actor and a case, from which the rules are built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from funding.models.role import Role
from funding.policy.actor import Actor, Scope

Predicate = Callable[[Actor, Scope], bool]


@dataclass(frozen=True, slots=True)
class InLeadTown:
    """Does the actor hold one of these roles in the lead municipality of the case?"""

    roles: tuple[Role, ...]

    def __call__(self, actor: Actor, scope: Scope) -> bool:
        """Answer the question."""
        return self.by(actor, scope) is not None

    def by(self, actor: Actor, scope: Scope) -> Role | None:
        """Name the role that answers with yes."""
        return next((role for role in self.roles if actor.has_in(scope.lead_key, role)), None)


@dataclass(frozen=True, slots=True)
class InPartnerTown:
    """Does the actor hold one of these roles in a partner municipality of the case?"""

    roles: tuple[Role, ...]

    def __call__(self, actor: Actor, scope: Scope) -> bool:
        """Answer the question."""
        return self.by(actor, scope) is not None

    def by(self, actor: Actor, scope: Scope) -> Role | None:
        """Name the role that answers with yes."""
        keys = scope.partner_keys
        return next((r for r in self.roles if any(actor.has_in(k, r) for k in keys)), None)


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


town_editor = InLeadTown((Role.APPLICANT_EDITOR, Role.APPLICANT_SIGNATORY))
town_signatory = InLeadTown((Role.APPLICANT_SIGNATORY,))
partner_editor = InPartnerTown((Role.APPLICANT_EDITOR, Role.APPLICANT_SIGNATORY))
partner_signatory = InPartnerTown((Role.APPLICANT_SIGNATORY,))
reviewer = InMinistry((Role.REVIEWER,))
scorer = InMinistry((Role.SCORER, Role.REVIEWER))
lead_reviewer = InMinistry((Role.LEAD_REVIEWER,))
approver = InMinistry((Role.APPROVER,))
budget = InMinistry((Role.BUDGET,))
proof_auditor = InMinistry((Role.PROOF_AUDITOR,))
auditor = InMinistry((Role.AUDITOR,))
admin = InMinistry((Role.ADMIN,))
clock = InMinistry((Role.CLOCK,))
case_worker = InMinistry(
    (
        Role.REVIEWER,
        Role.SCORER,
        Role.LEAD_REVIEWER,
        Role.APPROVER,
        Role.BUDGET,
        Role.PROOF_AUDITOR,
        Role.AUDITOR,
    )
)
