"""Looks: up to which version somebody of the office has seen a case"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "look",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_look_application_id_application"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_look_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
        sa.UniqueConstraint(
            "application_id", "person_id", name=op.f("uq_look_application_id_person_id")
        ),
    )
    op.create_index(op.f("ix_look_person_id"), "look", ["person_id"])


def downgrade() -> None:
    """Take back; everything is new again."""
    op.drop_table("look")
