"""What a person may do on a draft: what the role allows, or less where the town has said so."""

from __future__ import annotations

from collections.abc import Iterable

from funding.models.draft_right import Right
from funding.models.role import Role
from funding.policy.actor import Actor, Scope

OF_ROLE = {Role.APPLICANT_EDITOR: Right.EDIT, Role.APPLICANT_SIGNATORY: Right.SIGN}
RANK = {right: rank for rank, right in enumerate(Right)}


def most(roles: Iterable[str]) -> Right | None:
    """Return the most that roles of a town allow; ``None`` where there is none among them."""
    allowed = [OF_ROLE[Role(role)] for role in roles if role in OF_ROLE]
    return max(allowed, key=RANK.__getitem__, default=None)


def narrowed(allowed: Right, given: Right | None) -> Right:
    """Return what holds: a right that was given is never more than the role allows."""
    return allowed if given is None else min(allowed, given, key=RANK.__getitem__)


def right_in(actor: Actor, scope: Scope, municipality_key: str) -> Right | None:
    """Return what the actor may do on a draft for a municipality; ``None`` is nothing at all."""
    held = (one.role for one in actor.roles if one.municipality_key == municipality_key)
    allowed = most(held)
    if allowed is None:
        return None
    return narrowed(allowed, scope.rights.get((municipality_key, actor.person_id)))


def may_in(actor: Actor, scope: Scope, municipality_key: str, needed: Right) -> bool:
    """Tell whether the actor may do this much on a draft for a municipality."""
    right = right_in(actor, scope, municipality_key)
    return right is not None and RANK[right] >= RANK[needed]
