"""A place in the queue: what is open stands in an index of its own, however many are closed"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0017"
down_revision = "0015"
branch_labels = None
depends_on = None

OPEN = sa.text("queue_at IS NOT NULL")
LAST = datetime(2199, 12, 31, tzinfo=UTC)
# As the states were called when this was written.
NOT_QUEUED = ("new", "draft", "cosigning", "cosigned", "expired", "withdrawn", "closed")


def upgrade() -> None:
    """Apply."""
    op.add_column("application", sa.Column("queue_at", base.Moment(timezone=True), nullable=True))
    moment = base.Moment(timezone=True)
    application = sa.table(
        "application",
        sa.column("state", sa.String()),
        sa.column("due_at", moment),
        sa.column("queue_at", moment),
    )
    op.get_bind().execute(
        application.update()
        .where(application.c.state.not_in(NOT_QUEUED))
        .values(queue_at=sa.func.coalesce(application.c.due_at, sa.literal(LAST, moment)))
    )
    op.create_index(
        "ix_application_open",
        "application",
        ["queue_at", "id"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_application_open", "application")
    op.drop_column("application", "queue_at")
