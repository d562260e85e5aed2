"""A proof of use has a list of receipts"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "receipt",
        sa.Column("proof_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("payee", sa.String(length=160), nullable=False),
        sa.Column("purpose", sa.String(length=300), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_receipt_amount")),
        sa.ForeignKeyConstraint(["proof_id"], ["proof.id"], name=op.f("fk_receipt_proof_id_proof")),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_receipt_line_id_line")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("proof_id", "position", name=op.f("uq_receipt_proof_id_position")),
    )
    op.create_index(op.f("ix_receipt_proof_id"), "receipt", ["proof_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("receipt")
