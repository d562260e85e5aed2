"""Who may do what: the actor, small questions about it, and one table of rules."""

from funding.policy.actor import CLOCK, Actor, Scope
from funding.policy.rights import may_in, right_in
from funding.policy.rules import (
    NOBODYS,
    RULES,
    acting_role,
    permits,
    require,
    roles_for,
    sees,
    sets_rights_in,
)

__all__ = [
    "CLOCK",
    "NOBODYS",
    "RULES",
    "Actor",
    "Scope",
    "acting_role",
    "may_in",
    "permits",
    "require",
    "right_in",
    "roles_for",
    "sees",
    "sets_rights_in",
]
