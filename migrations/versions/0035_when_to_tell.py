"""Deadlines: when the clock looks at each of them next"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0035"
down_revision = "0033"
branch_labels = None
depends_on = None

RUNNING = sa.text("ended_at IS NULL AND paused_at IS NULL")


def upgrade() -> None:
    """Apply; what runs is looked at by the next tick, which works out the rest."""
    op.add_column("deadline", sa.Column("tell_at", base.Moment(timezone=True), nullable=True))
    op.execute(
        "UPDATE deadline SET tell_at = set_at WHERE ended_at IS NULL AND application_id IS NOT NULL"
    )
    op.create_index(
        "ix_deadline_tell",
        "deadline",
        ["tell_at"],
        sqlite_where=RUNNING,
        postgresql_where=RUNNING,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_deadline_tell", "deadline")
    op.drop_column("deadline", "tell_at")
