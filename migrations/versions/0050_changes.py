"""Changes after the decision: of the period, of lines of the plan, less spending"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

STATES = (
    *("drafted", "requested", "questioned", "assessed"),
    *("granted", "refused", "noted", "withdrawn"),
)
OPEN = sa.text("state IN ('drafted', 'requested', 'questioned', 'assessed')")
PEOPLE = ("drafted_by_id", "assessed_by_id", "decided_by_id")


def upgrade() -> None:
    """Apply."""
    state = sa.Enum(*STATES, name="state", native_enum=False, create_constraint=True, length=32)
    moment = base.Moment(timezone=True)
    op.create_table(
        "change",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("old_end", sa.Date(), nullable=True),
        sa.Column("new_end", sa.Date(), nullable=True),
        sa.Column("new_proof_due", sa.Date(), nullable=True),
        sa.Column("drafted_by_id", sa.Uuid(), nullable=False),
        sa.Column("drafted_at", moment, nullable=False),
        sa.Column("requested_at", moment, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("proposal", sa.String(length=16), nullable=True),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("assessed_by_id", sa.Uuid(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("effective_at", moment, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('period', 'shift', 'less')", name=op.f("ck_change_kind")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_change_version")),
        sa.CheckConstraint(
            "(kind = 'period') = (old_end IS NOT NULL)", name=op.f("ck_change_period")
        ),
        sa.CheckConstraint("new_end IS NULL OR new_end > old_end", name=op.f("ck_change_later")),
        sa.CheckConstraint(
            "proposal IS NULL OR proposal IN ('grant', 'refuse')", name=op.f("ck_change_proposal")
        ),
        sa.CheckConstraint(
            "state NOT IN ('granted', 'refused') OR (decided_by_id IS NOT NULL "
            "AND assessed_by_id IS NOT NULL AND decided_by_id <> assessed_by_id)",
            name=op.f("ck_change_two_persons"),
        ),
        sa.CheckConstraint(
            "(state IN ('granted', 'noted')) = (effective_at IS NOT NULL)",
            name=op.f("ck_change_effective"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_change_application_id_application"),
        ),
        *(
            sa.ForeignKeyConstraint([who], ["person.id"], name=op.f(f"fk_change_{who}_person"))
            for who in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_application_id"), "change", ["application_id"])
    op.create_index(
        "uq_change_open_kind",
        "change",
        ["application_id", "kind"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "change_line",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("old_cents", sa.BigInteger(), nullable=False),
        sa.Column("new_cents", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("old_cents >= 0", name=op.f("ck_change_line_old")),
        sa.CheckConstraint("new_cents >= 0", name=op.f("ck_change_line_new")),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name=op.f("fk_change_line_change_id_change")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_change_line_line_id_line")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_line")),
        sa.UniqueConstraint("change_id", "line_id", name=op.f("uq_change_line_change_id_line_id")),
    )
    op.create_index(op.f("ix_change_line_change_id"), "change_line", ["change_id"])
    op.create_table(
        "change_notice",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("remedy_ends_on", sa.Date(), nullable=False),
        sa.Column("waived_on", sa.Date(), nullable=True),
        sa.Column("final_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("recorded_at", moment, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "notified_on >= issued_on", name=op.f("ck_change_notice_notified_after_issue")
        ),
        sa.CheckConstraint(
            "final_on >= notified_on", name=op.f("ck_change_notice_final_after_notified")
        ),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name=op.f("fk_change_notice_change_id_change")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_notice")),
        sa.UniqueConstraint("change_id", name=op.f("uq_change_notice_change_id")),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("change_notice")
    op.drop_table("change_line")
    op.drop_table("change")
