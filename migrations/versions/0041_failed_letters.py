"""Letters that have failed are found without reading those that were sent"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

FAILED = sa.text("state = 'failed'")


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "ix_notice_failed", "notice", ["created_at"], sqlite_where=FAILED, postgresql_where=FAILED
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("ix_notice_failed", "notice")
