"""Who of the office keeps what has ended, and deletes it."""

from __future__ import annotations

from funding.models.role import Role
from funding.notices.people import About, Recipient


def keepers(r: Recipient, _about: About) -> bool:
    """Is it data protection or administration?"""
    return r.role in (Role.DATA_PROTECTION, Role.ADMIN)


def other_keepers(r: Recipient, about: About) -> bool:
    """Is it one of them, and another person than who has just acted?"""
    return keepers(r, about) and r.account_id != about.actor_id
