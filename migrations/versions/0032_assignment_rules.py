"""Rules of assignment: by district, action field and load"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "assignment_rule",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("district_key", sa.String(length=5), nullable=True),
        sa.Column("field_id", sa.Uuid(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("position > 0", name=op.f("ck_assignment_rule_position")),
        sa.CheckConstraint("most > 0", name=op.f("ck_assignment_rule_most")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_assignment_rule_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"],
            ["account.id"],
            name=op.f("fk_assignment_rule_entered_by_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["field_id"],
            ["action_field.id"],
            name=op.f("fk_assignment_rule_field_id_action_field"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_rule")),
    )


def downgrade() -> None:
    """Take back; what was assigned stays assigned."""
    op.drop_table("assignment_rule")
