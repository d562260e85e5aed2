"""Transfers between lines and blocks on them, in counters and ledger"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

POTS = ("envelope", "budget_line")
OF_CASES = "operation IN ('reserve', 'commit', 'release', 'pay', 'book_back'"
OF_LINES = "'transfer', 'block', 'unblock'"


def upgrade() -> None:
    """Apply."""
    for pot in POTS:
        # A CHECK comes with its column: SQLite adds none to a table that is there.
        op.execute(
            f"ALTER TABLE {pot} ADD COLUMN blocked_cents BIGINT NOT NULL DEFAULT 0 "
            f"CONSTRAINT ck_{pot}_blocked CHECK (blocked_cents >= 0) "
            f"CONSTRAINT ck_{pot}_unblocked "
            "CHECK (reserved_cents + committed_cents + blocked_cents <= total_cents)"
        )
    op.add_column(
        "budget_line", sa.Column("planned_cents", base.Cents(), nullable=False, server_default="0")
    )
    op.execute("UPDATE budget_line SET planned_cents = total_cents")
    _transfers()
    _blocks()
    _widen_the_ledger()


def _transfers() -> None:
    op.create_table(
        "transfer",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("from_line_id", sa.Uuid(), nullable=False),
        sa.Column("to_line_id", sa.Uuid(), nullable=False),
        sa.Column("amount_cents", base.Cents(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *("new", "proposed", "released", "refused", "withdrawn"),
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("proposed_at", base.Moment(timezone=True), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("decided_at", base.Moment(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Uuid(), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_transfer_amount")),
        sa.CheckConstraint("from_line_id <> to_line_id", name=op.f("ck_transfer_two_lines")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_transfer_version")),
        sa.CheckConstraint(
            "CASE WHEN state IN ('new', 'proposed') "
            "THEN decided_at IS NULL AND decided_by_id IS NULL "
            "ELSE decided_at IS NOT NULL AND decided_by_id IS NOT NULL END",
            name=op.f("ck_transfer_decided"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('released', 'refused') OR decided_by_id <> proposed_by_id",
            name=op.f("ck_transfer_two_persons"),
        ),
        *_refers("transfer", call_id="call", from_line_id="budget_line", to_line_id="budget_line"),
        *_refers("transfer", proposed_by_id="person", decided_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transfer")),
    )
    op.create_index(op.f("ix_transfer_call_id"), "transfer", ["call_id"])


def _blocks() -> None:
    op.create_table(
        "block",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("amount_cents", base.Cents(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *("new", "standing", "lifted"),
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("blocked_at", base.Moment(timezone=True), nullable=False),
        sa.Column("blocked_by_id", sa.Uuid(), nullable=False),
        sa.Column("lifted_at", base.Moment(timezone=True), nullable=True),
        sa.Column("lifted_by_id", sa.Uuid(), nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_block_amount")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_block_version")),
        sa.CheckConstraint(
            "(state = 'lifted') = (lifted_at IS NOT NULL AND lifted_by_id IS NOT NULL)",
            name=op.f("ck_block_lifted"),
        ),
        *_refers("block", call_id="call", line_id="budget_line"),
        *_refers("block", blocked_by_id="person", lifted_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_block")),
    )
    op.create_index(op.f("ix_block_call_id"), "block", ["call_id"])


def _refers(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in columns.items()
    ]


def _widen_the_ledger() -> None:
    """Let the ledger hold what belongs to no case; nobody refers to it, so a copy is safe."""
    with op.batch_alter_table("ledger_entry") as ledger:
        for name in ("total_change", "blocked_change"):
            ledger.add_column(
                sa.Column(name, base.Cents(), nullable=False, server_default=sa.text("0"))
            )
        ledger.alter_column("application_id", existing_type=sa.Uuid(), nullable=True)
        _unchecked("operation")
        ledger.create_check_constraint(
            op.f("ck_ledger_entry_operation"), f"{OF_CASES}, {OF_LINES})"
        )
        ledger.create_check_constraint(
            op.f("ck_ledger_entry_subject"),
            f"(application_id IS NULL) = (operation IN ({OF_LINES}))",
        )
    _seal()


def _unchecked(*names: str) -> None:
    """Drop CHECKs of the ledger; a copy on SQLite takes none along."""
    if op.get_bind().dialect.name != "sqlite":
        for name in names:
            op.execute(f"ALTER TABLE ledger_entry DROP CONSTRAINT ck_ledger_entry_{name}")


def _seal() -> None:
    """Refuse changes of the ledger again: on SQLite the copy has lost its triggers."""
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            op.execute(_refusal("ledger_entry", deed))


def _refusal(table: str, deed: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def downgrade() -> None:
    """Take back: transfers and blocks are forgotten, every line keeps the total it has now."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    gone = {
        "ledger_entry": "application_id IS NULL",
        "audit_entry": "workflow IN ('transfer', 'block')",
    }
    for table, which in gone.items():
        seal = f"{table}_no_delete"
        if on_sqlite:
            op.execute(f"DROP TRIGGER {seal}")
        else:
            op.execute(f"ALTER TABLE {table} DISABLE TRIGGER {seal}")
        op.execute(f"DELETE FROM {table} WHERE {which}")  # noqa: S608 - our words
        if not on_sqlite:
            op.execute(f"ALTER TABLE {table} ENABLE TRIGGER {seal}")
    if on_sqlite:
        op.execute(_refusal("audit_entry", "DELETE"))
    with op.batch_alter_table("ledger_entry") as ledger:
        _unchecked("operation", "subject")
        for name in ("total_change", "blocked_change"):
            ledger.drop_column(name)
        ledger.alter_column("application_id", existing_type=sa.Uuid(), nullable=False)
        ledger.create_check_constraint(op.f("ck_ledger_entry_operation"), f"{OF_CASES})")
    _seal()
    op.drop_table("block")
    op.drop_table("transfer")
    op.drop_column("budget_line", "planned_cents")
    for pot in POTS:
        op.drop_column(pot, "blocked_cents")
