"""Park what was typed when a sign-in ran out"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "parked_input",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_parked_input_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked_input")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_parked_input_token_hash")),
    )
    with op.batch_alter_table("parked_input", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parked_input_account_id"), ["account_id"])
        batch_op.create_index(batch_op.f("ix_parked_input_at"), ["at"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("parked_input")
