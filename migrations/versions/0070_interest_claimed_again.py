"""Interest can be claimed again once what was claimed of it before is paid or given up"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

NAME = "uq_recovery_one_stands"
BEFORE = "dropped_at IS NULL"
NOW = "dropped_at IS NULL AND (kind = 'grant' OR state NOT IN ('paid', 'waived', 'written_off'))"


def upgrade() -> None:
    """Apply."""
    _stands(NOW)


def _stands(meant: str) -> None:
    op.drop_index(NAME, "recovery")
    op.create_index(
        NAME,
        "recovery",
        ["application_id", "kind"],
        unique=True,
        sqlite_where=sa.text(meant),
        postgresql_where=sa.text(meant),
    )


def downgrade() -> None:
    """Take back; refused by the database where interest was claimed more than once."""
    _stands(BEFORE)
