"""A proof of use says of each goal what became of it"""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

WORDS = ("deviations", "publicity", "evaluation", "sustainability", "necessity")


def upgrade() -> None:
    """Apply."""
    for name in WORDS:
        op.add_column("proof", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "proof_goal",
        sa.Column("proof_id", sa.Uuid(), nullable=False),
        sa.Column("goal", sa.String(length=36), nullable=False),
        sa.Column("reached", sa.String(length=8), nullable=False),
        sa.Column("actual", sa.String(length=120), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "reached IN ('', 'yes', 'partly', 'no')", name=op.f("ck_proof_goal_reached")
        ),
        sa.ForeignKeyConstraint(
            ["proof_id"], ["proof.id"], name=op.f("fk_proof_goal_proof_id_proof")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_goal")),
        sa.UniqueConstraint("proof_id", "goal", name=op.f("uq_proof_goal_proof_id_goal")),
    )
    op.create_index(op.f("ix_proof_goal_proof_id"), "proof_goal", ["proof_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("proof_goal")
    for name in WORDS:
        op.drop_column("proof", name)
