"""Ask for a longer period: what a town asked for, until when, and what the office decided"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "request_extension",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_at", base.Moment(timezone=True), nullable=False),
        sa.Column("old_due_on", sa.Date(), nullable=False),
        sa.Column("wanted_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("ended_at", base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'granted', 'refused', 'ended')",
            name=op.f("ck_request_extension_state"),
        ),
        sa.CheckConstraint(
            "(state = 'asked') = (ended_at IS NULL)", name=op.f("ck_request_extension_ended")
        ),
        sa.CheckConstraint(
            "(state = 'granted') = (granted_on IS NOT NULL)",
            name=op.f("ck_request_extension_granted"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["information_request.id"],
            name=op.f("fk_request_extension_request_id_information_request"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_extension")),
    )
    op.create_index("ix_request_extension_request_id", "request_extension", ["request_id"])
    op.create_index(
        "uq_request_extension_asked",
        "request_extension",
        ["request_id"],
        unique=True,
        sqlite_where=sa.text("state = 'asked'"),
        postgresql_where=sa.text("state = 'asked'"),
    )


def downgrade() -> None:
    """Take back; what is undecided is lost, and its deadline with it."""
    # What waited for the decision waits for the answer again.
    op.execute(
        "UPDATE application SET due_kind = 'answer', due_at = (SELECT due_at FROM deadline "
        "WHERE application_id = application.id AND kind = 'answer' AND ended_at IS NULL) "
        "WHERE due_kind = 'extension'"
    )
    # Who was reminded of it stays told, so the deadline ends and is not deleted.
    op.execute(
        "UPDATE deadline SET ended_at = set_at, ended_by = 'refuse_extension' "
        "WHERE kind = 'extension' AND ended_at IS NULL"
    )
    op.drop_table("request_extension")
