"""Proofs of use are audited by a sample that is drawn with a seed"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _draws()
    _findings()


def _draws() -> None:
    op.create_table(
        "sample_draw",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("receipts_percent", sa.Integer(), nullable=False),
        sa.Column("receipts_least", sa.Integer(), nullable=False),
        sa.Column("pool_sha256", sa.String(length=64), nullable=False),
        sa.Column("drawn_at", base.Moment(timezone=True), nullable=False),
        sa.Column("drawn_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_sample_draw_number")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_sample_draw_call_id_call")),
        sa.ForeignKeyConstraint(
            ["drawn_by_id"], ["person.id"], name=op.f("fk_sample_draw_drawn_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_draw")),
        sa.UniqueConstraint("call_id", "number", name=op.f("uq_sample_draw_call_id_number")),
    )
    op.create_index(op.f("ix_sample_draw_call_id"), "sample_draw", ["call_id"])
    op.create_table(
        "sample_case",
        sa.Column("draw_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["sample_draw.id"], name=op.f("fk_sample_case_draw_id_sample_draw")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_sample_case_application_id_application"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_case")),
        sa.UniqueConstraint("application_id", name=op.f("uq_sample_case_application_id")),
    )
    op.create_index(op.f("ix_sample_case_draw_id"), "sample_case", ["draw_id"])


def _findings() -> None:
    op.create_table(
        "receipt_judgement",
        sa.Column("receipt_id", sa.Uuid(), nullable=False),
        sa.Column("cut_cents", sa.BigInteger(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("judged_by_id", sa.Uuid(), nullable=False),
        sa.Column("judged_at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("cut_cents >= 0", name=op.f("ck_receipt_judgement_cut")),
        sa.CheckConstraint(
            "cut_cents = 0 OR finding <> ''", name=op.f("ck_receipt_judgement_reasoned")
        ),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["receipt.id"], name=op.f("fk_receipt_judgement_receipt_id_receipt")
        ),
        sa.ForeignKeyConstraint(
            ["judged_by_id"], ["person.id"], name=op.f("fk_receipt_judgement_judged_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_judgement")),
        sa.UniqueConstraint("receipt_id", name=op.f("uq_receipt_judgement_receipt_id")),
    )
    op.create_table(
        "proof_check",
        sa.Column("proof_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("checked_by_id", sa.Uuid(), nullable=False),
        sa.Column("checked_at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("code IN ('formal', 'arithmetic')", name=op.f("ck_proof_check_code")),
        sa.ForeignKeyConstraint(
            ["proof_id"], ["proof.id"], name=op.f("fk_proof_check_proof_id_proof")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["person.id"], name=op.f("fk_proof_check_checked_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_check")),
        sa.UniqueConstraint("proof_id", "code", name=op.f("uq_proof_check_proof_id_code")),
    )


def downgrade() -> None:
    """Take back."""
    for table in ("proof_check", "receipt_judgement", "sample_case", "sample_draw"):
        op.drop_table(table)
