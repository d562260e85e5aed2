"""Remedies against notices: filed at a court, pending, upheld or set aside"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

STATES = ("new", "pending", "upheld", "set_aside")
PENDING = sa.text("state = 'pending'")
PEOPLE = ("recorded_by_id", "ended_by_id")


def upgrade() -> None:
    """Apply."""
    state = sa.Enum(*STATES, name="state", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "remedy",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("court", sa.String(length=120), nullable=False),
        sa.Column("court_reference", sa.String(length=60), nullable=False),
        sa.Column("reinstated", sa.Text(), nullable=False),
        sa.Column("recorded_at", base.Moment(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('award', 'rejection', 'final')", name=op.f("ck_remedy_kind")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_remedy_version")),
        sa.CheckConstraint(
            "(state IN ('upheld', 'set_aside')) = (ended_on IS NOT NULL AND ended_by_id IS NOT NULL)",
            name=op.f("ck_remedy_ended"),
        ),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= filed_on", name=op.f("ck_remedy_ended_after_filed")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_remedy_application_id_application"),
        ),
        *(
            sa.ForeignKeyConstraint([who], ["person.id"], name=op.f(f"fk_remedy_{who}_person"))
            for who in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remedy")),
    )
    op.create_index(op.f("ix_remedy_application_id"), "remedy", ["application_id"])
    op.create_index(
        "uq_remedy_one_pending",
        "remedy",
        ["application_id", "kind", "round"],
        unique=True,
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("remedy")
