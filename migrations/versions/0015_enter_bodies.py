"""Enter bodies without a place in the official list: their seat, their domain, and by whom"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "entered_body",
        sa.Column("key", sa.String(length=9), nullable=False),
        sa.Column("seat_key", sa.String(length=9), nullable=False),
        sa.Column("email_domain", sa.String(length=120), nullable=False),
        sa.Column("entered_at", base.Moment(timezone=True), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key"], ["municipality.key"], name=op.f("fk_entered_body_key_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["seat_key"], ["municipality.key"], name=op.f("fk_entered_body_seat_key_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["account.id"], name=op.f("fk_entered_body_entered_by_id_account")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_entered_body")),
    )


def downgrade() -> None:
    """Take back; the bodies stay in the register as they are called, without seat and domain."""
    op.drop_table("entered_body")
