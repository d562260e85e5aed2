"""Rights on a draft: a town lets one of its people do less than their role allows"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "draft_right",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_key", sa.String(length=9), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("right_code", sa.String(length=8), nullable=False),
        sa.Column("set_by_id", sa.Uuid(), nullable=False),
        sa.Column("set_at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "right_code IN ('read', 'edit')", name=op.f("ck_draft_right_right_code")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_draft_right_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_key"],
            ["municipality.key"],
            name=op.f("fk_draft_right_municipality_key_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_draft_right_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["set_by_id"], ["account.id"], name=op.f("fk_draft_right_set_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_right")),
        sa.UniqueConstraint(
            "application_id",
            "municipality_key",
            "person_id",
            name=op.f("uq_draft_right_application_id_municipality_key_person_id"),
        ),
    )
    op.create_index(op.f("ix_draft_right_municipality_key"), "draft_right", ["municipality_key"])
    op.create_index(op.f("ix_draft_right_person_id"), "draft_right", ["person_id"])


def downgrade() -> None:
    """Take back; everybody may again do what their role allows."""
    op.drop_table("draft_right")
