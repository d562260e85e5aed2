"""Roles are given by administration to others, never to oneself."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from funding.db import reading, transaction
from funding.errors import Invalid
from funding.models import Account, Person, RoleGrant
from funding.queries.accounts.actors import by_email
from funding.services.accounts.invite import invite
from funding.services.administration.set_up_demo import add_account

ADMIN = "verwaltung@smi.example"


def give(email: str, role: str, name: str = "Kim") -> None:
    with transaction() as session:
        actor = by_email(session, ADMIN)
        invite(session, actor, name=name, email=email, role=role, municipality_key=None)


def roles(email: str) -> int:
    with reading() as session:
        found = select(func.count(RoleGrant.id)).join(Account).where(Account.email == email)
        return session.scalar(found)


def test_administration_gives_a_role_to_somebody_else_once(story):
    for _ in range(2):
        give("neu@smi.example", "approver")
    assert roles("neu@smi.example") == 1


def test_administration_gives_itself_no_role_not_even_by_another_address(story):
    with transaction() as session:
        admin = session.scalars(select(Account).where(Account.email == ADMIN)).one()
        person = session.get_one(Person, admin.person_id)
        add_account(session, "zweite@smi.example", "", ("scorer",), None, "x", person=person)
    for email in (ADMIN, f" {ADMIN.upper()} ", "zweite@smi.example"):
        with pytest.raises(Invalid) as invalid:
            give(email, "approver")
        assert [f.code for f in invalid.value.faults] == ["own_role"]
    assert roles("zweite@smi.example") == 1


def test_who_has_no_name_that_can_be_seen_is_not_invited(story):
    for name in ("", " ", "\u200f\u200b\ufeff"):
        with pytest.raises(Invalid) as invalid:
            give("neu@smi.example", "approver", name)
        assert [(f.field, f.code) for f in invalid.value.faults] == [("name", "required")]
