"""An action can be filed against a notice about interest as well"""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

NAME = "ck_remedy_kind"
BEFORE = "kind IN ('award', 'rejection', 'final')"
NOW = "kind IN ('award', 'rejection', 'final', 'interest')"


def upgrade() -> None:
    """Apply; in SQLite no table is copied."""
    _kinds(BEFORE, NOW)


def _kinds(old: str, new: str) -> None:
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.drop_constraint(op.f(NAME), "remedy", type_="check")
        op.create_check_constraint(op.f(NAME), "remedy", new)
        return
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema=ON")
    change = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :old, :new) "
        "WHERE type = 'table' AND name = 'remedy'"
    )
    was, now = (f"CONSTRAINT {NAME} CHECK ({check})" for check in (old, new))
    op.execute(change.bindparams(old=was, new=now))
    op.execute(f"PRAGMA schema_version={version + 1}")
    op.execute("PRAGMA writable_schema=RESET")


def downgrade() -> None:
    """Take back; actions against notices about interest are forgotten, the audit keeps them."""
    op.execute("DELETE FROM remedy WHERE kind = 'interest'")
    _kinds(NOW, BEFORE)
