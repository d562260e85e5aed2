"""A town draws its grant by drawdowns, and a cashier pays them"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

STATES = (
    *("drafted", "requested", "questioned", "checked", "computed", "ordered"),
    *("paid", "overdue", "used", "repaid", "refused", "withdrawn"),
)
ONGOING = "state IN ('drafted', 'questioned', 'requested', 'checked', 'computed', 'ordered')"
ORDERED = "state IN ('ordered', 'paid', 'overdue', 'used', 'repaid')"
PAID = "state IN ('paid', 'overdue', 'used', 'repaid')"
FOUR = (
    "(ordered_by_id IS NULL OR (ordered_by_id <> checked_by_id AND "
    "ordered_by_id <> computed_by_id)) AND (computed_by_id IS NULL OR "
    "computed_by_id <> checked_by_id) AND (paid_by_id IS NULL OR (paid_by_id <> "
    "checked_by_id AND paid_by_id <> computed_by_id AND paid_by_id <> ordered_by_id))"
)
BEFORE = "'reviewer', 'scorer', 'lead_reviewer', 'approver', 'budget', {}'proof_auditor', "
OFFICE = BEFORE + "'auditor', 'admin'"
SCOPE = "(municipality_key IS NULL) = (role IN (" + OFFICE + "))"
ROLE = "role IN ('applicant_editor', 'applicant_signatory', " + OFFICE + ")"
CASHIER = "'cashier', "


def _roles(extra: str) -> None:
    with op.batch_alter_table("role_grant") as table:
        for name, check in (("scope", SCOPE), ("role", ROLE)):
            table.drop_constraint(op.f(f"ck_role_grant_{name}"), type_="check")
            table.create_check_constraint(op.f(f"ck_role_grant_{name}"), check.format(extra))


def upgrade() -> None:
    """Apply."""
    _roles(CASHIER)
    op.create_table(
        "drawdown",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("spent_cents", sa.BigInteger(), nullable=False),
        sa.Column("need_cents", sa.BigInteger(), nullable=False),
        sa.Column("needed_until", sa.Date(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("refund", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", base.Moment(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=False),
        sa.Column("requested_at", base.Moment(timezone=True), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("checked_by_id", sa.Uuid(), nullable=True),
        sa.Column("computed_by_id", sa.Uuid(), nullable=True),
        sa.Column("ordered_by_id", sa.Uuid(), nullable=True),
        sa.Column("ordered_on", sa.Date(), nullable=True),
        sa.Column("paid_by_id", sa.Uuid(), nullable=True),
        sa.Column("value_on", sa.Date(), nullable=True),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_drawdown_amount")),
        sa.CheckConstraint(
            "spent_cents >= 0 AND need_cents >= 0", name=op.f("ck_drawdown_figures")
        ),
        sa.CheckConstraint("version >= 0", name=op.f("ck_drawdown_version")),
        sa.CheckConstraint(FOUR, name=op.f("ck_drawdown_four_persons")),
        sa.CheckConstraint(
            f"NOT {ORDERED} OR (checked_by_id IS NOT NULL AND "
            "computed_by_id IS NOT NULL AND ordered_by_id IS NOT NULL)",
            name=op.f("ck_drawdown_ordered_by_three"),
        ),
        sa.CheckConstraint(
            f"NOT {PAID} OR (paid_by_id IS NOT NULL AND value_on IS NOT NULL)",
            name=op.f("ck_drawdown_paid_by_a_fourth"),
        ),
        sa.CheckConstraint(
            f"state IN {STATES!r}",
            name=op.f("ck_drawdown_state"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_drawdown_{column}_{table}")
            )
            for column, table in (
                ("application_id", "application"),
                ("created_by_id", "account"),
                ("checked_by_id", "person"),
                ("computed_by_id", "person"),
                ("ordered_by_id", "person"),
                ("paid_by_id", "person"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drawdown")),
        sa.UniqueConstraint(
            "application_id", "number", name=op.f("uq_drawdown_application_id_number")
        ),
    )
    op.create_index(op.f("ix_drawdown_application_id"), "drawdown", ["application_id"])
    op.create_index("ix_drawdown_state", "drawdown", ["state", "due_on"])
    op.create_index(
        "uq_drawdown_one_open",
        "drawdown",
        ["application_id"],
        unique=True,
        sqlite_where=sa.text(ONGOING),
        postgresql_where=sa.text(ONGOING),
    )
    with op.batch_alter_table("payment") as table:
        table.add_column(sa.Column("drawdown_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_payment_drawdown_id_drawdown"), "drawdown", ["drawdown_id"], ["id"]
        )
        table.create_unique_constraint(op.f("uq_payment_drawdown_id"), ["drawdown_id"])
        table.create_check_constraint(
            op.f("ck_payment_drawn"), "drawdown_id IS NULL OR amount_cents > 0"
        )


def downgrade() -> None:
    """Take back; who paid may read, and what was drawn stays paid."""
    with op.batch_alter_table("payment") as table:
        table.drop_constraint(op.f("ck_payment_drawn"), type_="check")
        table.drop_constraint(op.f("uq_payment_drawdown_id"), type_="unique")
        table.drop_constraint(op.f("fk_payment_drawdown_id_drawdown"), type_="foreignkey")
        table.drop_column("drawdown_id")
    op.drop_table("drawdown")
    op.execute("UPDATE role_grant SET role = 'auditor' WHERE role = 'cashier'")
    _roles("")
