"""Annex files to an application; a file is scanned for viruses under a lease"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Within ADD COLUMN both databases take a CHECK, and SQLite need not copy a table that others refer to.
STATE = """ALTER TABLE stored_file ADD COLUMN scan_state VARCHAR(16) DEFAULT 'unscanned' NOT NULL
CONSTRAINT ck_stored_file_scan_state CHECK (scan_state IN ('unscanned', 'clean', 'infected'))"""
SCAN = (
    sa.Column("scanned_at", base.Moment(timezone=True)),
    sa.Column("scan_note", sa.String(length=200), nullable=False, server_default=""),
    sa.Column("scan_attempts", sa.Integer(), nullable=False, server_default="0"),
    sa.Column("scan_next_at", base.Moment(timezone=True)),
    sa.Column("scan_lease", sa.String(length=36)),
    sa.Column("scan_lease_until", base.Moment(timezone=True)),
)


def upgrade() -> None:
    """Apply."""
    op.execute(STATE)
    for column in SCAN:
        op.add_column("stored_file", column)
    op.create_index("ix_stored_file_scan", "stored_file", ["scan_state", "scan_next_at"])
    op.create_table(
        "annex",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("slot", sa.String(length=32), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=False),
        sa.Column("added_at", base.Moment(timezone=True), nullable=False),
        sa.Column("ended_at", base.Moment(timezone=True)),
        sa.Column("ended_by_id", sa.Uuid()),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ck_annex_ended"),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_annex_application_id_application"
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name="fk_annex_file_id_stored_file"
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["account.id"], name="fk_annex_added_by_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["account.id"], name="fk_annex_ended_by_id_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_annex"),
        sa.UniqueConstraint("file_id", name="uq_annex_file_id"),
    )
    op.create_index("ix_annex_application_id_slot", "annex", ["application_id", "slot"])


def downgrade() -> None:
    """Take back; which file was which annex is lost."""
    op.drop_table("annex")
    op.drop_index("ix_stored_file_scan", "stored_file")
    for column in reversed(SCAN):
        op.drop_column("stored_file", column.name)
    op.drop_column("stored_file", "scan_state")
