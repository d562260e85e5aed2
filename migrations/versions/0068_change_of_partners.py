"""A partner leaves after the award, or another municipality joins, and all of them agree"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

BEFORE = ("period", "shift", "less")
KINDS = (*BEFORE, "partner")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("change") as table:
        table.add_column(sa.Column("asked_at", base.Moment(timezone=True), nullable=True))
        _kinds(table, KINDS)
    op.create_table(
        "change_partner",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_key", sa.String(length=9), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=8), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("contribution_cents", sa.BigInteger(), nullable=False),
        sa.Column("agreed_at", base.Moment(timezone=True), nullable=True),
        sa.Column("agreed_by_id", sa.Uuid(), nullable=True),
        sa.Column("declined", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "part IN ('stays', 'leaves', 'joins')", name=op.f("ck_change_partner_part")
        ),
        sa.CheckConstraint("contribution_cents >= 0", name=op.f("ck_change_partner_contribution")),
        sa.CheckConstraint(
            "(agreed_at IS NULL) = (agreed_by_id IS NULL)", name=op.f("ck_change_partner_agreed")
        ),
        sa.CheckConstraint(
            "agreed_at IS NULL OR declined = ''",
            name=op.f("ck_change_partner_agreed_or_declined"),
        ),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name=op.f("fk_change_partner_change_id_change")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_key"],
            ["municipality.key"],
            name=op.f("fk_change_partner_municipality_key_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["person.id"], name=op.f("fk_change_partner_agreed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_partner")),
        sa.UniqueConstraint(
            "change_id",
            "municipality_key",
            name=op.f("uq_change_partner_change_id_municipality_key"),
        ),
    )
    op.create_index(op.f("ix_change_partner_change_id"), "change_partner", ["change_id"])
    op.create_index(
        op.f("ix_change_partner_municipality_key"), "change_partner", ["municipality_key"]
    )


def _kinds(table: object, kinds: tuple[str, ...]) -> None:
    table.drop_constraint(op.f("ck_change_kind"), type_="check")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    table.create_check_constraint(op.f("ck_change_kind"), f"kind IN ({listed})")


def downgrade() -> None:
    """Take back."""
    op.drop_table("change_partner")
    with op.batch_alter_table("change") as table:
        _kinds(table, BEFORE)
        table.drop_column("asked_at")
