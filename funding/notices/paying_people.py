"""The people of the office who pay a drawdown out; none of them is asked twice about one."""

from __future__ import annotations

from funding.models.role import Role
from funding.notices.people import About, Recipient


def certifiers(r: Recipient, about: About) -> bool:
    """Is it a reviewer or the lead, and another person than who has certified it already?"""
    return r.role in (Role.REVIEWER, Role.LEAD_REVIEWER) and r.person_id not in about.proposers


def orderers(r: Recipient, about: About) -> bool:
    """Is it a budget officer who has certified nothing of it?"""
    return r.role == Role.BUDGET and r.person_id not in about.proposers


def cashiers(r: Recipient, about: About) -> bool:
    """Is it a cashier who has neither certified nor ordered it?"""
    return r.role == Role.CASHIER and r.person_id not in about.proposers


def all_cashiers(r: Recipient, _about: About) -> bool:
    """Is it a cashier?"""
    return r.role == Role.CASHIER
