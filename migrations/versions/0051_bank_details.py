"""Municipalities have bank details, and the treasury pays by files"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

STATES = ("new", "proposed", "confirmed", "active", "replaced", "refused", "lapsed")
ONGOING, STANDING = "state IN ('proposed', 'confirmed')", "state = 'active'"
THREE = (
    "(confirmed_by_id IS NULL OR confirmed_by_id <> proposed_by_id) AND "
    "(called_by_id IS NULL OR (called_by_id <> proposed_by_id AND "
    "called_by_id <> confirmed_by_id))"
)


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["person.id"], name=op.f(f"fk_{table}_{column}_person")
    )


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "bank_details",
        sa.Column("municipality_key", sa.String(length=9), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(length=70), nullable=False),
        sa.Column("iban", sa.String(length=34), nullable=False),
        sa.Column("proposed_at", base.Moment(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("called_by_id", sa.Uuid(), nullable=True),
        sa.Column("called", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("active_since", base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("version >= 0", name=op.f("ck_bank_details_version")),
        sa.CheckConstraint("length(iban) BETWEEN 15 AND 34", name=op.f("ck_bank_details_iban")),
        sa.CheckConstraint(THREE, name=op.f("ck_bank_details_three_persons")),
        sa.CheckConstraint(
            f"NOT ({STANDING}) OR (confirmed_by_id IS NOT NULL AND called_by_id IS NOT NULL)",
            name=op.f("ck_bank_details_confirmed"),
        ),
        sa.CheckConstraint(f"state IN {STATES!r}", name=op.f("ck_bank_details_state")),
        sa.ForeignKeyConstraint(
            ["municipality_key"],
            ["municipality.key"],
            name=op.f("fk_bank_details_municipality_key_municipality"),
        ),
        *(
            _person("bank_details", column)
            for column in ("proposed_by_id", "confirmed_by_id", "called_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_details")),
        sa.UniqueConstraint(
            "municipality_key", "number", name=op.f("uq_bank_details_municipality_key_number")
        ),
    )
    for name, where in (("open", ONGOING), ("active", STANDING)):
        op.create_index(
            f"uq_bank_details_{name}",
            "bank_details",
            ["municipality_key"],
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
    op.create_table(
        "payment_file",
        sa.Column("message_id", sa.String(length=35), nullable=False),
        sa.Column("created_at", base.Moment(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=False),
        sa.Column("executes_on", sa.Date(), nullable=False),
        sa.Column("payments", sa.Integer(), nullable=False),
        sa.Column("total_cents", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("payments > 0 AND total_cents > 0", name=op.f("ck_payment_file_filled")),
        _person("payment_file", "created_by_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_file")),
        sa.UniqueConstraint("message_id", name=op.f("uq_payment_file_message_id")),
    )
    with op.batch_alter_table("drawdown") as table:
        table.add_column(
            sa.Column("account_holder", sa.String(length=70), nullable=False, server_default="")
        )
        table.add_column(sa.Column("iban", sa.String(length=34), nullable=False, server_default=""))
        table.add_column(sa.Column("file_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_drawdown_file_id_payment_file"), "payment_file", ["file_id"], ["id"]
        )
    op.create_index(op.f("ix_drawdown_file_id"), "drawdown", ["file_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_index(op.f("ix_drawdown_file_id"), table_name="drawdown")
    with op.batch_alter_table("drawdown") as table:
        table.drop_constraint(op.f("fk_drawdown_file_id_payment_file"), type_="foreignkey")
        for column in ("file_id", "iban", "account_holder"):
            table.drop_column(column)
    op.drop_table("payment_file")
    op.drop_table("bank_details")
