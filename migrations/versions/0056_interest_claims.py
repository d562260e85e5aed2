"""Interest is proposed, heard about, and claimed by notice or given up"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

STATES = (
    *("new", "hearing", "proposed", "giving_up"),
    *("signed", "given_up", "returned", "withdrawn"),
)
OPEN = sa.text("state IN ('hearing', 'proposed', 'giving_up')")
SIGNED = (
    "(state = 'signed') = (issued_on IS NOT NULL AND channel IS NOT NULL AND "
    "notified_on IS NOT NULL AND remedy_ends_on IS NOT NULL AND final_on IS NOT NULL "
    "AND recovery_id IS NOT NULL AND decided_by_id IS NOT NULL)"
)
CHECKS = {
    "version": "version >= 0",
    "amount": "amount_cents > 0 AND floor_cents >= 0",
    "two_persons": "decided_by_id IS NULL OR decided_by_id <> proposed_by_id",
    "decided": "(decided_at IS NULL) = (decided_by_id IS NULL)",
    "signed": SIGNED,
    "dated": "notified_on IS NULL OR (notified_on >= issued_on AND final_on >= notified_on)",
    "given_up_by_two": (
        "state <> 'given_up' OR decided_by_id IS NOT NULL OR amount_cents < floor_cents"
    ),
    "heard": "(heard_at IS NULL) = (heard_by IS NULL)",
    "heard_by": "heard_by IS NULL OR heard_by IN ('comment', 'lapse')",
    "state": f"state IN {STATES!r}",
}


def upgrade() -> None:
    """Apply."""
    moment = base.Moment(timezone=True)
    op.create_table(
        "interest_claim",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("floor_cents", sa.BigInteger(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_at", moment, nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("heard_at", moment, nullable=True),
        sa.Column("heard_by", sa.String(length=16), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("remedy_ends_on", sa.Date(), nullable=True),
        sa.Column("waived_on", sa.Date(), nullable=True),
        sa.Column("final_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("recovery_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        *(
            sa.CheckConstraint(check, name=op.f(f"ck_interest_claim_{name}"))
            for name, check in CHECKS.items()
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_interest_claim_{column}_{table}")
            )
            for column, table in (
                ("application_id", "application"),
                ("proposed_by_id", "person"),
                ("decided_by_id", "person"),
                ("recovery_id", "recovery"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interest_claim")),
        sa.UniqueConstraint(
            "application_id", "number", name=op.f("uq_interest_claim_application_id_number")
        ),
        sa.UniqueConstraint("recovery_id", name=op.f("uq_interest_claim_recovery_id")),
    )
    op.create_index(op.f("ix_interest_claim_application_id"), "interest_claim", ["application_id"])
    op.create_index(
        "uq_interest_claim_open",
        "interest_claim",
        ["application_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Take back; what is claimed stays owed."""
    op.drop_table("interest_claim")
