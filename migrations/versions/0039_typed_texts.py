"""Texts of notices that staff wrote, each version kept; which one a notice was written from"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0039"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "notice_text",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("delivered", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.String(length=150), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("why", sa.String(length=500), nullable=False),
        sa.Column("written_at", base.Moment(timezone=True), nullable=False),
        sa.Column("written_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_notice_text_number")),
        sa.CheckConstraint("language IN ('de', 'en')", name=op.f("ck_notice_text_language")),
        sa.CheckConstraint(
            "delivered OR (subject <> '' AND body <> '')", name=op.f("ck_notice_text_typed")
        ),
        sa.ForeignKeyConstraint(
            ["written_by_id"], ["account.id"], name=op.f("fk_notice_text_written_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_text")),
        sa.UniqueConstraint("kind", "language", "number", name="uq_notice_text_number"),
    )
    op.add_column("notice", sa.Column("text_version", sa.Integer(), nullable=True))
    # What was sent or tried before was written from the texts that came with the portal.
    op.execute("UPDATE notice SET text_version = 0 WHERE state = 'sent' OR attempts > 0")


def downgrade() -> None:
    """Take back."""
    op.drop_column("notice", "text_version")
    op.drop_table("notice_text")
