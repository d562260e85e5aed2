"""Presence: who has which page of a draft open just now"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "presence",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("since", base.Moment(timezone=True), nullable=False),
        sa.Column("seen_at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("since <= seen_at", name=op.f("ck_presence_since")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_presence_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_presence_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presence")),
        sa.UniqueConstraint(
            "application_id",
            "page",
            "person_id",
            name=op.f("uq_presence_application_id_page_person_id"),
        ),
    )
    op.create_index(op.f("ix_presence_person_id"), "presence", ["person_id"])


def downgrade() -> None:
    """Take back; nothing is lost that anybody typed."""
    op.drop_table("presence")
