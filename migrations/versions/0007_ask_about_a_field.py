"""Ask about a field: an item knows its place in the form, what stood there and what is new"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    place = sa.Column("field_key", sa.String(length=80), nullable=False, server_default="")
    op.add_column("request_item", place)
    op.add_column("request_item", sa.Column("old_value", sa.JSON()))
    op.add_column("request_item", sa.Column("new_value", sa.JSON()))


def downgrade() -> None:
    """Take back."""
    for name in ("new_value", "old_value", "field_key"):
        op.drop_column("request_item", name)
