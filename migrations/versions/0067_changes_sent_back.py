"""An approver sends a change back to the reviewer, and says why"""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("change") as table:
        table.add_column(sa.Column("sent_back", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("change") as table:
        table.alter_column("sent_back", server_default=None)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("change") as table:
        table.drop_column("sent_back")
