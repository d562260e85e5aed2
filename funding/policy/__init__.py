"""Who may do what: the actor, small questions about it, and one table of rules."""

from funding.policy.actor import CLOCK, Actor, Scope
from funding.policy.rules import RULES, acting_role, permits, require, roles_for, sees

__all__ = [
    "CLOCK",
    "RULES",
    "Actor",
    "Scope",
    "acting_role",
    "permits",
    "require",
    "roles_for",
    "sees",
]
