"""What banks say of payment files"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "payment_report",
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("payments", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("read_at", base.Moment(timezone=True), nullable=False),
        sa.Column("read_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["payment_file.id"], name=op.f("fk_payment_report_file_id_payment_file")
        ),
        sa.ForeignKeyConstraint(
            ["read_by_id"], ["person.id"], name=op.f("fk_payment_report_read_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_report")),
        sa.UniqueConstraint("sha256", name=op.f("uq_payment_report_sha256")),
    )
    op.create_index(op.f("ix_payment_report_file_id"), "payment_report", ["file_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("payment_report")
