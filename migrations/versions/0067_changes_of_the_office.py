"""An approver sends a change back and says why; less spending can lower an award"""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

SUMS = ("old_award_cents", "new_award_cents", "old_eligible_cents", "new_eligible_cents")


KNOWN = "CONSTRAINT ck_change_version CHECK (version >= 0)"
CHECKS = {
    "ck_change_award": (
        "new_award_cents IS NULL OR (kind = 'less' AND new_award_cents > 0 "
        "AND new_award_cents < old_award_cents)"
    ),
    "ck_change_lowered": "kind <> 'less' OR state <> 'granted' OR new_award_cents IS NOT NULL",
}
WORDED = "".join(f", CONSTRAINT {name} CHECK ({check})" for name, check in CHECKS.items())


def upgrade() -> None:
    """Apply; in SQLite no table is copied, since lines and notices point to this one."""
    op.add_column("change", sa.Column("sent_back", sa.Text(), nullable=False, server_default=""))
    for name in SUMS:
        op.add_column("change", sa.Column(name, sa.BigInteger(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("change", "sent_back", server_default=None)
        for name, check in CHECKS.items():
            op.create_check_constraint(op.f(name), "change", check)
        return
    _rewrite("sent_back TEXT DEFAULT '' NOT NULL", "sent_back TEXT NOT NULL")
    _rewrite(KNOWN, KNOWN + WORDED)


def _rewrite(old: str, new: str) -> None:
    """Change the words of the table in SQLite's own way (lang_altertable, 7)."""
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema=ON")
    change = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :old, :new) "
        "WHERE type = 'table' AND name = 'change'"
    )
    op.execute(change.bindparams(old=old, new=new))
    op.execute(f"PRAGMA schema_version={version + 1}")
    op.execute("PRAGMA writable_schema=RESET")


def downgrade() -> None:
    """Take back."""
    if op.get_bind().dialect.name == "postgresql":
        for name in CHECKS:
            op.drop_constraint(op.f(name), "change", type_="check")
    else:
        _rewrite(KNOWN + WORDED, KNOWN)
    for name in (*reversed(SUMS), "sent_back"):
        op.drop_column("change", name)
