"""Scenarios: what-ifs of the ranking that somebody has saved under a name"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "scenario",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_scenario_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_scenario_call_id_call")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
        sa.UniqueConstraint(
            "account_id", "call_id", "name", name=op.f("uq_scenario_account_id_call_id_name")
        ),
    )
    op.create_index("ix_scenario_call_id", "scenario", ["call_id", "saved_at"])


def downgrade() -> None:
    """Take back; saved scenarios are gone."""
    op.drop_index("ix_scenario_call_id", "scenario")
    op.drop_table("scenario")
