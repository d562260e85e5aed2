"""What a town says about interest is weighed in words before its notice is signed"""

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

TABLE, INDEX = "interest_claim", "uq_interest_claim_open"
STATE, ANOTHER = "ck_interest_claim_state", "ck_interest_claim_weighed_by_another"
ENDS = "'signed', 'given_up', 'returned', 'withdrawn'"
BEFORE = f"state IN ('new', 'hearing', 'proposed', 'giving_up', {ENDS})"
NOW = f"state IN ('new', 'hearing', 'heard', 'proposed', 'giving_up', {ENDS})"
OPEN_BEFORE = "state IN ('hearing', 'proposed', 'giving_up')"
OPEN_NOW = "state IN ('hearing', 'heard', 'proposed', 'giving_up')"
CHECK = "weighed_by_id IS NULL OR decided_by_id IS NULL OR decided_by_id <> weighed_by_id"
PERSON = "fk_interest_claim_weighed_by_id_person"
KNOWN = "CONSTRAINT ck_interest_claim_version CHECK (version >= 0)"
ADDED = (
    f", CONSTRAINT {ANOTHER} CHECK ({CHECK})"
    f", CONSTRAINT {PERSON} FOREIGN KEY(weighed_by_id) REFERENCES person (id)"
)


def upgrade() -> None:
    """Apply; in SQLite no table is copied. What was commented on before is signed as it is."""
    op.add_column(TABLE, sa.Column("weighing", sa.Text(), nullable=False, server_default=""))
    op.add_column(TABLE, sa.Column("weighed_by_id", sa.Uuid(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(TABLE, "weighing", server_default=None)
        op.create_foreign_key(op.f(PERSON), TABLE, "person", ["weighed_by_id"], ["id"])
        op.create_check_constraint(op.f(ANOTHER), TABLE, CHECK)
    else:
        _rewrite("weighing TEXT DEFAULT '' NOT NULL", "weighing TEXT NOT NULL")
        _rewrite(KNOWN, KNOWN + ADDED)
    _states(BEFORE, NOW)
    _one_open(OPEN_NOW)


def _rewrite(old: str, new: str) -> None:
    """Change the words of the table in SQLite's own way (lang_altertable, 7)."""
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema=ON")
    change = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :old, :new) "
        "WHERE type = 'table' AND name = 'interest_claim'"
    )
    op.execute(change.bindparams(old=old, new=new))
    op.execute(f"PRAGMA schema_version={version + 1}")
    op.execute("PRAGMA writable_schema=RESET")


def _states(old: str, new: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(STATE), TABLE, type_="check")
        op.create_check_constraint(op.f(STATE), TABLE, new)
        return
    _rewrite(f"CONSTRAINT {STATE} CHECK ({old})", f"CONSTRAINT {STATE} CHECK ({new})")


def _one_open(meant: str) -> None:
    op.drop_index(INDEX, TABLE)
    where = {"sqlite_where": sa.text(meant), "postgresql_where": sa.text(meant)}
    op.create_index(INDEX, TABLE, ["application_id"], unique=True, **where)


def downgrade() -> None:
    """Take back; what is being weighed lies with an approver again, within its own days."""
    op.execute("UPDATE interest_claim SET state = 'proposed' WHERE state = 'heard'")
    op.execute(
        "UPDATE deadline SET kind = 'interest_sign', role = 'approver' WHERE kind = 'interest_weigh'"
    )
    _one_open(OPEN_BEFORE)
    _states(NOW, BEFORE)
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(ANOTHER), TABLE, type_="check")
        op.drop_constraint(op.f(PERSON), TABLE, type_="foreignkey")
    else:
        _rewrite(KNOWN + ADDED, KNOWN)
    op.drop_column(TABLE, "weighed_by_id")
    op.drop_column(TABLE, "weighing")
