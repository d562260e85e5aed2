"""Opinions: when somebody has accepted, and so declared that they are not biased"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("opinion", sa.Column("accepted_at", base.Moment(timezone=True), nullable=True))
    op.execute("UPDATE opinion SET accepted_at = invited_at WHERE state IN ('accepted', 'given')")


def downgrade() -> None:
    """Take back."""
    op.drop_column("opinion", "accepted_at")
