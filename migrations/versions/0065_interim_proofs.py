"""A project of several years hands in interim proofs"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

STATES = ("drafted", "handed_in", "in_audit", "correction_asked", "accepted")
CHECKS = {
    "version": "version >= 0",
    "handed_in": (
        "state = 'drafted' OR (handed_in_at IS NOT NULL AND handed_in_by_id IS NOT NULL)"
    ),
    "accepted": "(state = 'accepted') = (accepted_by_id IS NOT NULL)",
}


def upgrade() -> None:
    """Apply."""
    moment = base.Moment(timezone=True)
    state = sa.Enum(*STATES, name="state", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "interim_proof",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("deviations", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("handed_in_at", moment, nullable=True),
        sa.Column("handed_in_by_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("correction", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("accepted_at", moment, nullable=True),
        sa.Column("accepted_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        *(
            sa.CheckConstraint(condition, name=op.f(f"ck_interim_proof_{name}"))
            for name, condition in CHECKS.items()
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_interim_proof_application_id_application"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [who], ["person.id"], name=op.f(f"fk_interim_proof_{who}_person")
            )
            for who in ("handed_in_by_id", "accepted_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interim_proof")),
        sa.UniqueConstraint(
            "application_id", "year", name=op.f("uq_interim_proof_application_id_year")
        ),
    )
    op.create_index(op.f("ix_interim_proof_application_id"), "interim_proof", ["application_id"])
    op.create_table(
        "interim_line",
        sa.Column("interim_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("actual_cents", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("actual_cents >= 0", name=op.f("ck_interim_line_actual")),
        sa.ForeignKeyConstraint(
            ["interim_id"],
            ["interim_proof.id"],
            name=op.f("fk_interim_line_interim_id_interim_proof"),
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["line.id"], name=op.f("fk_interim_line_line_id_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interim_line")),
        sa.UniqueConstraint(
            "interim_id", "line_id", name=op.f("uq_interim_line_interim_id_line_id")
        ),
    )
    op.create_index(op.f("ix_interim_line_interim_id"), "interim_line", ["interim_id"])
    op.create_table(
        "interim_goal",
        sa.Column("interim_id", sa.Uuid(), nullable=False),
        sa.Column("goal", sa.String(length=36), nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("actual", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "standing IN ('', 'on_track', 'at_risk', 'missed')",
            name=op.f("ck_interim_goal_standing"),
        ),
        sa.ForeignKeyConstraint(
            ["interim_id"],
            ["interim_proof.id"],
            name=op.f("fk_interim_goal_interim_id_interim_proof"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interim_goal")),
        sa.UniqueConstraint("interim_id", "goal", name=op.f("uq_interim_goal_interim_id_goal")),
    )
    op.create_index(op.f("ix_interim_goal_interim_id"), "interim_goal", ["interim_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("interim_goal")
    op.drop_table("interim_line")
    op.drop_table("interim_proof")
