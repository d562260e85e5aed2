"""What is recorded to be told is owed in a second step: which reminders still wait for it"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0041"
branch_labels = None
depends_on = None

OPEN = sa.text("telling = 'open'")
RUNS = sa.text("ended_at IS NULL AND paused_at IS NULL")


def upgrade() -> None:
    """Apply; what was recorded before was owed with it, and so is what an old clock records."""
    op.execute(
        "ALTER TABLE reminder ADD COLUMN telling VARCHAR(8) DEFAULT 'done' NOT NULL "
        "CONSTRAINT ck_reminder_telling CHECK (telling IN ('open', 'done', 'void'))"
    )
    op.create_index(
        "ix_reminder_open", "reminder", ["at", "id"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    # The key of deadline, version and threshold begins with the same column.
    op.drop_index("ix_reminder_deadline_id", "reminder")
    _index_tellings("tell_at", "id")


def downgrade() -> None:
    """Take back; what is recorded and not owed is forgotten, so that an old clock tells it."""
    op.execute(
        "UPDATE deadline SET tell_at = (SELECT min(r.at) FROM reminder r WHERE r.telling = 'open' "
        "AND r.deadline_id = deadline.id AND r.deadline_version = deadline.version) "
        "WHERE EXISTS (SELECT 1 FROM reminder r WHERE r.telling = 'open' "
        "AND r.deadline_id = deadline.id AND r.deadline_version = deadline.version)"
    )
    op.execute(
        "UPDATE deadline SET ended_at = NULL, ended_by = NULL WHERE ended_by = 'lapsed' "
        "AND id IN (SELECT deadline_id FROM reminder WHERE telling = 'open')"
    )
    op.execute("DELETE FROM reminder WHERE telling = 'open'")
    op.drop_index("ix_reminder_open", "reminder")
    op.drop_column("reminder", "telling")
    op.create_index("ix_reminder_deadline_id", "reminder", ["deadline_id"])
    _index_tellings("tell_at")


def _index_tellings(*columns: str) -> None:
    """Read what is due in the order in which it is told, a portion after the other."""
    op.drop_index("ix_deadline_tell", "deadline")
    op.create_index(
        "ix_deadline_tell", "deadline", list(columns), sqlite_where=RUNS, postgresql_where=RUNS
    )
