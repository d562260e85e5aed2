"""Hearings: a town is heard before money is reclaimed from it"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

BEFORE, AFTER = "'reported', 'audited'", "'reported', 'hearing', 'heard', 'audited'"
STATES = (
    "state IN ('new', 'draft', 'cosigning', 'cosigned', 'submitted', 'in_check', "
    "'info_requested', 'in_assessment', 'reviewed', 'waitlisted', 'first_approved', "
    "'first_rejected', 'approved', 'rejected', 'in_progress', 'report_due', {audit}, 'settling', "
    "'closed', 'withdrawn', 'expired')"
)
GRANTED = "'approved', 'in_progress', 'report_due', {audit}"
CHECKS = {
    "ck_application_state": STATES,
    "ck_application_decided_by_two": f"NOT state IN ({GRANTED}, 'rejected') OR "
    "(first_approver_id IS NOT NULL AND second_approver_id IS NOT NULL AND decided_at IS NOT NULL)",
    "ck_application_granted_sum": f"NOT state IN ({GRANTED}) OR "
    "(approved_cents > 0 AND committed_cents = approved_cents)",
    "ck_application_held": "NOT state IN ('in_check', 'info_requested', 'in_assessment', "
    f"'reviewed', 'first_approved', 'first_rejected', {GRANTED}) OR holder_id IS NOT NULL",
}


def upgrade() -> None:
    """Apply."""
    _states(BEFORE, AFTER)
    moment = base.Moment(timezone=True)
    op.create_table(
        "hearing",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.BigInteger(), nullable=False)
            for name in ("recognised_cents", "final_cents", "paid_cents", "claim_cents")
        ),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("opened_at", moment, nullable=False),
        sa.Column("opened_by_id", sa.Uuid(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("commented_by_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("ended_by", sa.String(length=16), nullable=True),
        sa.Column("dropped_at", moment, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("claim_cents > 0", name=op.f("ck_hearing_claim")),
        sa.CheckConstraint(
            "claim_cents = paid_cents - final_cents", name=op.f("ck_hearing_computed")
        ),
        sa.CheckConstraint(
            "recognised_cents >= 0 AND final_cents >= 0", name=op.f("ck_hearing_sums")
        ),
        sa.CheckConstraint("due_on > noted_on", name=op.f("ck_hearing_due")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_hearing_ended")
        ),
        sa.CheckConstraint(
            "ended_by IS NULL OR ended_by IN ('comment', 'hearing_lapsed')",
            name=op.f("ck_hearing_ended_by"),
        ),
        sa.CheckConstraint(
            "dropped_at IS NULL OR ended_at IS NOT NULL", name=op.f("ck_hearing_dropped")
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_hearing_{column}_{table}")
            )
            for column, table in (
                ("application_id", "application"),
                ("opened_by_id", "person"),
                ("commented_by_id", "person"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
        sa.UniqueConstraint(
            "application_id", "number", name=op.f("uq_hearing_application_id_number")
        ),
    )
    op.create_index(op.f("ix_hearing_application_id"), "hearing", ["application_id"])
    still = sa.text("ended_at IS NULL")
    op.create_index(
        "uq_hearing_open",
        "hearing",
        ["application_id"],
        unique=True,
        sqlite_where=still,
        postgresql_where=still,
    )


def _states(old: str, new: str) -> None:
    """Let the database know other states; SQLite's way (lang_altertable, 7) copies no table."""
    if op.get_bind().dialect.name == "postgresql":
        for name, check in CHECKS.items():
            op.drop_constraint(op.f(name), "application", type_="check")
            op.create_check_constraint(op.f(name), "application", check.format(audit=new))
        return
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema=ON")
    change = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :old, :new) "
        "WHERE type = 'table' AND name = 'application'"
    )
    op.execute(change.bindparams(old=old, new=new))
    op.execute(f"PRAGMA schema_version={version + 1}")
    op.execute("PRAGMA writable_schema=RESET")


def downgrade() -> None:
    """Take back; where a town is heard, the proof is audited again, the hearing is lost."""
    op.drop_table("hearing")
    op.execute("UPDATE application SET state = 'reported' WHERE state IN ('hearing', 'heard')")
    _states(AFTER, BEFORE)
