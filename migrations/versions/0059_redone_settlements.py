"""Settlements made anew: claims end with the notice that reclaims"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

CLAIM = "'ordered', 'due', 'deferred', 'in_instalments', 'overdue', 'enforced', 'paid', 'waived', "
CLAIM += "'written_off'"
STANDS = sa.text("dropped_at IS NULL")
WAS, IS = f"state IN ({CLAIM})", f"state IN ({CLAIM}, 'dropped')"
DROPPED = "state <> 'dropped' OR dropped_at IS NOT NULL"
ONCE = "application_id, kind"
OFTEN = "application_id, kind, ordered_at"
UNIQUE = {
    ONCE: "uq_recovery_application_id_kind",
    OFTEN: "uq_recovery_application_id_kind_ordered_at",
}


def upgrade() -> None:
    """Apply."""
    op.add_column("recovery", sa.Column("dropped_at", base.Moment(timezone=True), nullable=True))
    _change("recovery", "ck_recovery_state", WAS, IS)
    _add("recovery", "ck_recovery_version", "ck_recovery_dropped", DROPPED)
    _unique(ONCE, OFTEN)
    op.create_index(
        "uq_recovery_one_stands",
        "recovery",
        ["application_id", "kind"],
        unique=True,
        sqlite_where=STANDS,
        postgresql_where=STANDS,
    )


def _postgresql() -> bool:
    return bool(op.get_bind().dialect.name == "postgresql")


def _change(table: str, name: str, old: str, new: str) -> None:
    if _postgresql():
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, new)
    else:
        _rewrite(table, f"CONSTRAINT {name} CHECK ({old})", f"CONSTRAINT {name} CHECK ({new})")


def _add(table: str, behind: str, name: str, check: str) -> None:
    if _postgresql():
        op.create_check_constraint(op.f(name), table, check)
    else:
        known = f"CONSTRAINT {behind} CHECK"
        _rewrite(table, known, f"CONSTRAINT {name} CHECK ({check}), {known}")


def _remove(table: str, behind: str, name: str, check: str) -> None:
    if _postgresql():
        op.drop_constraint(op.f(name), table, type_="check")
    else:
        known = f"CONSTRAINT {behind} CHECK"
        _rewrite(table, f"CONSTRAINT {name} CHECK ({check}), {known}", known)


def _unique(old: str, new: str) -> None:
    """Let a case have several claims of a kind; SQLite builds the index of the key again."""
    if _postgresql():
        op.drop_constraint(op.f(UNIQUE[old]), "recovery", type_="unique")
        op.create_unique_constraint(op.f(UNIQUE[new]), "recovery", new.split(", "))
        return
    found = (f"CONSTRAINT {UNIQUE[key]} UNIQUE ({key})" for key in (old, new))
    _rewrite("recovery", *found)
    op.execute("REINDEX recovery")


def _rewrite(table: str, old: str, new: str) -> None:
    """Change what a table of SQLite is made of, in SQLite's own way (lang_altertable, 7)."""
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema=ON")
    change = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :old, :new) "
        "WHERE type = 'table' AND name = :name"
    )
    op.execute(change.bindparams(old=old, new=new, name=table))
    op.execute(f"PRAGMA schema_version={version + 1}")
    op.execute("PRAGMA writable_schema=RESET")


def downgrade() -> None:
    """Take back; claims that ended with their notices are forgotten, what came in stays booked."""
    gone = "(SELECT id FROM recovery WHERE dropped_at IS NOT NULL)"
    came = f"(SELECT id FROM received WHERE recovery_id IN {gone})"  # noqa: S608 - our own names
    op.execute(f"UPDATE payment SET received_id = NULL WHERE received_id IN {came}")  # noqa: S608
    for table in ("received", "recovery_relief"):
        op.execute(f"DELETE FROM {table} WHERE recovery_id IN {gone}")  # noqa: S608 - our own names
    op.execute(f"DELETE FROM interest_claim WHERE recovery_id IN {gone}")  # noqa: S608
    op.execute("DELETE FROM recovery WHERE dropped_at IS NOT NULL")
    op.drop_index("uq_recovery_one_stands", "recovery")
    _unique(OFTEN, ONCE)
    _remove("recovery", "ck_recovery_version", "ck_recovery_dropped", DROPPED)
    _change("recovery", "ck_recovery_state", IS, WAS)
    op.drop_column("recovery", "dropped_at")
