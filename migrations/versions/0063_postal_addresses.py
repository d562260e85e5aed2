"""Whereto letters to a municipality go"""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "municipality",
        sa.Column("postal_address", sa.Text(), nullable=False, server_default=""),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_column("municipality", "postal_address")
