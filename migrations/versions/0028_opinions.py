"""Opinions on a case: from the police, a professional, or from outside"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "opinion",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *("new", "invited", "accepted", "given", "declined", "lapsed", "recalled"),
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("invited_by_id", sa.Uuid(), nullable=False),
        sa.Column("invited_at", base.Moment(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reminded_at", base.Moment(timezone=True), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("ended_at", base.Moment(timezone=True), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('police', 'professional', 'outside')", name=op.f("ck_opinion_kind")
        ),
        sa.CheckConstraint(
            "verdict IS NULL OR verdict IN ('for', 'with_conditions', 'against')",
            name=op.f("ck_opinion_verdict"),
        ),
        sa.CheckConstraint("version >= 0", name=op.f("ck_opinion_version")),
        sa.CheckConstraint(
            "state <> 'given' OR (verdict IS NOT NULL AND NOT late)", name=op.f("ck_opinion_given")
        ),
        sa.CheckConstraint("NOT late OR state = 'lapsed'", name=op.f("ck_opinion_late")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_opinion_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_opinion_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["invited_by_id"], ["account.id"], name=op.f("fk_opinion_invited_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
    )
    op.create_index("ix_opinion_account", "opinion", ["account_id", "state"])
    op.create_index("ix_opinion_application_id", "opinion", ["application_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("opinion")
