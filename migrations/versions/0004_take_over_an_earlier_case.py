"""Take over an earlier case: where answers come from, and which sections wait to be looked at"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    # Plain ALTER TABLEs on both databases: a batch would copy a table that others refer to.
    op.add_column(
        "answers",
        sa.Column("taken_from", sa.String(length=24), nullable=False, server_default=""),
    )
    op.add_column("answers", sa.Column("to_check", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Take back."""
    op.drop_column("answers", "to_check")
    op.drop_column("answers", "taken_from")
