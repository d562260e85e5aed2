"""People move and block money between the lines of a call, through the services only."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from funding.db import reading, transaction
from funding.demo.story import Story
from funding.models import ActionField, Block, BudgetLine, Person, Transfer
from funding.models.role import Role
from funding.queries.accounts.actors import by_email
from funding.services.administration.set_up_demo import add_account
from funding.services.budget.block_funds import block_funds, lift_block
from funding.services.budget.plan_year import plan_year
from funding.services.budget.transfer_funds import decide_transfer, propose_transfer
from tests.stages import BUDGET, FIRST
from workflows.transfer import Trigger

SECOND_BUDGET = "haushalt2@smi.example"


def line(field: str) -> BudgetLine:
    """Read the line of a field of the call of 2022 afresh."""
    with reading() as session:
        found = session.scalars(
            select(BudgetLine)
            .join(ActionField, ActionField.id == BudgetLine.field_id)
            .where(ActionField.code == field)
        ).one()
        session.expunge(found)
        return found


def propose(
    story: Story, cents: int = 100_000, giver: str = "graffiti", taker: str = "drugs"
) -> UUID:
    """Let the budget officer propose a transfer."""
    made = story.act(
        BUDGET,
        lambda s, a: propose_transfer(
            s, a, story.call, giver=giver, taker=taker, amount_cents=cents, reason="Bedarf"
        ),
    )
    return UUID(str(made.id))


def decide(
    story: Story, key: UUID, trigger: Trigger, email: str = FIRST, remark: str = "so", version=None
) -> Transfer:
    """Let somebody release, refuse or withdraw it."""
    if version is None:
        with reading() as session:
            version = session.get_one(Transfer, key).version
    return story.act(
        email, lambda s, a: decide_transfer(s, a, key, trigger, version=version, remark=remark)
    )


def released(story: Story, key: UUID, email: str = FIRST) -> None:
    """Let an approver release it."""
    decide(story, key, Trigger.RELEASE, email)


def blocked(story: Story, cents: int = 50_000, field: str = "littering") -> UUID:
    """Let the budget officer block a part of a line."""
    made = story.act(
        BUDGET,
        lambda s, a: block_funds(
            s, a, story.call, line=field, amount_cents=cents, reason="Haushaltssperre"
        ),
    )
    return UUID(str(made.id))


def lifted(story: Story, key: UUID, version: int | None = None) -> None:
    """Let the budget officer lift a block."""
    if version is None:
        with reading() as session:
            version = session.get_one(Block, key).version
    story.act(BUDGET, lambda s, a: lift_block(s, a, key, version=version, reason="aufgehoben"))


def add_officer(email: str = SECOND_BUDGET, *, same_person: bool = False) -> None:
    """Give a second budget officer an account, or the first one another account."""
    with transaction() as session:
        person = None
        if same_person:
            person = session.get_one(Person, by_email(session, BUDGET).person_id)
        add_account(session, email, "Haushalt 2", (Role.BUDGET,), None, "x", person=person)


def planned(story: Story, cents: int = 40_000, field: str = "littering", year: int = 2023) -> int:
    """Let the budget officer plan a later year of a line."""
    return story.act(
        BUDGET,
        lambda s, a: plan_year(
            s, a, story.call, line=field, year=year, amount_cents=cents, reason="Laufzeit"
        ),
    )
