"""Notices taken back as a whole: withdrawn as unlawful, or revoked because money went elsewhere"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

# table, name of a CHECK, as it was, as it is
CHANGED = (
    (
        "hearing",
        "ck_hearing_ground",
        "ground IN ('overpaid', 'proof_missing', 'renounced')",
        "ground IN ('overpaid', 'proof_missing', 'renounced', 'misused', 'unlawful')",
    ),
    (
        "hearing",
        "ck_hearing_claim",
        "claim_cents > 0 OR (claim_cents = 0 AND ground = 'proof_missing')",
        "claim_cents > 0 OR (claim_cents = 0 AND ground IN ('proof_missing', 'misused', "
        "'unlawful'))",
    ),
    (
        "application",
        "ck_application_heard_from",
        "state <> 'hearing' OR return_to IN ('reported', 'report_due')",
        "state <> 'hearing' OR return_to IN ('reported', 'report_due', 'in_progress')",
    ),
)


def upgrade() -> None:
    """Apply."""
    for table, name, old, new in CHANGED:
        _change(table, name, old, new)


def _change(table: str, name: str, old: str, new: str) -> None:
    """Change a CHECK; in SQLite's own way (lang_altertable, 7) no table is copied."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, new)
        return
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema=ON")
    change = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :old, :new) "
        "WHERE type = 'table' AND name = :name"
    )
    was, now = (f"CONSTRAINT {name} CHECK ({check})" for check in (old, new))
    op.execute(change.bindparams(old=was, new=now, name=table))
    op.execute(f"PRAGMA schema_version={version + 1}")
    op.execute("PRAGMA writable_schema=RESET")


def downgrade() -> None:
    """Take back; the project or the waiting goes on, and such hearings are forgotten."""
    ours = "SELECT application_id FROM hearing WHERE ground IN ('misused', 'unlawful')"
    op.execute(
        "UPDATE application SET state = return_to WHERE state IN ('hearing', 'heard') "  # noqa: S608
        f"AND id IN ({ours})"
    )
    op.execute("DELETE FROM hearing WHERE ground IN ('misused', 'unlawful')")
    for table, name, old, new in reversed(CHANGED):
        _change(table, name, new, old)
