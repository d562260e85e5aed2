"""Change the contact: whom the office may ask, each time that this changed after submission"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "contact_change",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("changed_at", base.Moment(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Uuid(), nullable=False),
        sa.Column("old", sa.JSON(), nullable=False),
        sa.Column("new", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_contact_change_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["account.id"], name=op.f("fk_contact_change_changed_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_change")),
    )
    op.create_index(op.f("ix_contact_change_application_id"), "contact_change", ["application_id"])


def downgrade() -> None:
    """Take back; who was the contact before is lost, who is it now stays in the answers."""
    # An earlier clock knows no deadline of a promised annex; who was reminded of one stays told.
    op.execute(
        "UPDATE deadline SET ended_at = set_at, ended_by = 'deliver_annex' "
        "WHERE kind LIKE 'annex_%' AND ended_at IS NULL"
    )
    op.drop_table("contact_change")
