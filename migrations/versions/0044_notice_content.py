"""A notice keeps what it says, as it was issued"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("decision_notice", sa.Column("content", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("decision_notice", "content")
