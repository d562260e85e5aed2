"""Heartbeats: the worker processes give a sign of life"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "heartbeat",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("begun_at", base.Moment(timezone=True), nullable=False),
        sa.Column("beat_at", base.Moment(timezone=True), nullable=False),
        sa.Column("ticked_at", base.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_heartbeat"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("heartbeat")
