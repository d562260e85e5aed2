"""Recoveries: what is reclaimed, what came in for it, and what makes it easier"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

BEFORE, AFTER = "'audited', 'settling'", "'audited', 'recovering', 'settling'"
STATES = (
    "state IN ('new', 'draft', 'cosigning', 'cosigned', 'submitted', 'in_check', "
    "'info_requested', 'in_assessment', 'reviewed', 'waitlisted', 'first_approved', "
    "'first_rejected', 'approved', 'rejected', 'in_progress', 'report_due', 'reported', "
    "'hearing', 'heard', {settled}, 'closed', 'withdrawn', 'expired')"
)
OWED = (
    *("ordered", "due", "deferred", "in_instalments", "overdue", "enforced"),
    *("paid", "waived", "written_off"),
)
RELIEFS = ("deferral", "instalments", "waiver", "write_off")


def upgrade() -> None:
    """Apply."""
    _states(BEFORE, AFTER)
    moment = base.Moment(timezone=True)
    op.create_table(
        "recovery",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("paid_cents", sa.BigInteger(), nullable=False),
        sa.Column("ordered_at", moment, nullable=False),
        sa.Column("ordered_by_id", sa.Uuid(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("final_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('grant', 'interest')", name=op.f("ck_recovery_kind")),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_recovery_amount")),
        sa.CheckConstraint(
            "paid_cents >= 0 AND paid_cents <= amount_cents", name=op.f("ck_recovery_paid")
        ),
        sa.CheckConstraint(
            "state <> 'paid' OR paid_cents = amount_cents", name=op.f("ck_recovery_paid_in_full")
        ),
        sa.CheckConstraint("version >= 0", name=op.f("ck_recovery_version")),
        sa.CheckConstraint(f"state IN {OWED!r}", name=op.f("ck_recovery_state")),
        *_keys("recovery", application_id="application", ordered_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery")),
        sa.UniqueConstraint("application_id", "kind", name=op.f("uq_recovery_application_id_kind")),
    )
    op.create_index(op.f("ix_recovery_application_id"), "recovery", ["application_id"])
    op.create_index("ix_recovery_state", "recovery", ["state", "due_on"])
    op.create_table(
        "recovery_relief",
        sa.Column("recovery_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("parts", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("agreed_cents", sa.BigInteger(), nullable=True),
        sa.Column("paid_before_cents", sa.BigInteger(), nullable=True),
        sa.Column("proposed_at", moment, nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(f"kind IN {RELIEFS!r}", name=op.f("ck_recovery_relief_kind")),
        sa.CheckConstraint(
            "decided_by_id IS NULL OR decided_by_id <> proposed_by_id",
            name=op.f("ck_recovery_relief_two_persons"),
        ),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by_id IS NULL) AND "
            "(decided_at IS NULL) = (granted IS NULL)",
            name=op.f("ck_recovery_relief_decided"),
        ),
        sa.CheckConstraint(
            "kind <> 'deferral' OR until_on IS NOT NULL",
            name=op.f("ck_recovery_relief_deferral"),
        ),
        sa.CheckConstraint(
            "kind <> 'instalments' OR (parts > 1 AND from_on IS NOT NULL)",
            name=op.f("ck_recovery_relief_instalments"),
        ),
        *_keys(
            "recovery_relief",
            recovery_id="recovery",
            proposed_by_id="person",
            decided_by_id="person",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_relief")),
        sa.UniqueConstraint(
            "recovery_id", "number", name=op.f("uq_recovery_relief_recovery_id_number")
        ),
    )
    op.create_index(op.f("ix_recovery_relief_recovery_id"), "recovery_relief", ["recovery_id"])
    undecided = sa.text("decided_at IS NULL")
    op.create_index(
        "uq_recovery_relief_open",
        "recovery_relief",
        ["recovery_id"],
        unique=True,
        sqlite_where=undecided,
        postgresql_where=undecided,
    )
    op.create_table(
        "received",
        sa.Column("recovery_id", sa.Uuid(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("value_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", moment, nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_received_amount")),
        *_keys("received", recovery_id="recovery", recorded_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received")),
    )
    op.create_index(op.f("ix_received_recovery_id"), "received", ["recovery_id"])
    with op.batch_alter_table("payment") as table:
        table.add_column(sa.Column("received_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_payment_received_id_received"), "received", ["received_id"], ["id"]
        )
        table.create_unique_constraint(op.f("uq_payment_received_id"), ["received_id"])
        table.create_check_constraint(
            op.f("ck_payment_received"), "received_id IS NULL OR amount_cents < 0"
        )


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in columns.items()
    ]


def _states(old: str, new: str) -> None:
    """Let the database know other states; SQLite's way (lang_altertable, 7) copies no table."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_application_state"), "application", type_="check")
        check = STATES.format(settled=new)
        op.create_check_constraint(op.f("ck_application_state"), "application", check)
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
    """Take back; what is reclaimed is forgotten, what came in stays booked."""
    with op.batch_alter_table("payment") as table:
        table.drop_constraint(op.f("ck_payment_received"), type_="check")
        table.drop_constraint(op.f("uq_payment_received_id"), type_="unique")
        table.drop_constraint(op.f("fk_payment_received_id_received"), type_="foreignkey")
        table.drop_column("received_id")
    for name in ("received", "recovery_relief", "recovery"):
        op.drop_table(name)
    op.execute("UPDATE application SET state = 'settling' WHERE state = 'recovering'")
    _states(AFTER, BEFORE)
