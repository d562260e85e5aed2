"""Commitment authorisations: what of a line is planned for later years"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.execute(
        "ALTER TABLE budget_line ADD COLUMN later_cents BIGINT NOT NULL DEFAULT 0 "
        "CONSTRAINT ck_budget_line_years CHECK (later_cents >= 0 AND later_cents <= total_cents)"
    )
    op.create_table(
        "year_plan",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("change_cents", base.Cents(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("change_cents <> 0", name=op.f("ck_year_plan_change")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["budget_line.id"], name=op.f("fk_year_plan_line_id_budget_line")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_year_plan_by_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_plan")),
    )
    op.create_index(op.f("ix_year_plan_line_id"), "year_plan", ["line_id"])


def downgrade() -> None:
    """Take back; all money is cash of the year of the call again."""
    op.drop_table("year_plan")
    op.drop_column("budget_line", "later_cents")
