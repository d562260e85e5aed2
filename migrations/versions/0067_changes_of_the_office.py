"""An approver sends a change back and says why; less spending can lower an award"""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

SUMS = ("old_award_cents", "new_award_cents", "old_eligible_cents", "new_eligible_cents")


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("change") as table:
        table.add_column(sa.Column("sent_back", sa.Text(), nullable=False, server_default=""))
        for name in SUMS:
            table.add_column(sa.Column(name, sa.BigInteger(), nullable=True))
        table.create_check_constraint(
            op.f("ck_change_award"),
            "new_award_cents IS NULL OR (kind = 'less' AND new_award_cents > 0 "
            "AND new_award_cents < old_award_cents)",
        )
        table.create_check_constraint(
            op.f("ck_change_lowered"),
            "kind <> 'less' OR state <> 'granted' OR new_award_cents IS NOT NULL",
        )
    with op.batch_alter_table("change") as table:
        table.alter_column("sent_back", server_default=None)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("change") as table:
        table.drop_constraint(op.f("ck_change_lowered"), type_="check")
        table.drop_constraint(op.f("ck_change_award"), type_="check")
        for name in reversed(SUMS):
            table.drop_column(name)
        table.drop_column("sent_back")
