"""Proposals: cuts of single lines with their reasons, conditions of the award"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    for name in ("cuts", "conditions"):
        column = sa.Column(name, sa.JSON(), nullable=False, server_default="[]")
        op.add_column("proposal", column)


def downgrade() -> None:
    """Take back."""
    op.drop_column("proposal", "conditions")
    op.drop_column("proposal", "cuts")
