"""Seal the audit: each case names its newest entry, and nothing written is changed or deleted"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SEALED = ("audit_entry", "ledger_entry")
HEADS = """
UPDATE application SET audit_hash = COALESCE((
    SELECT entry.hash FROM audit_entry AS entry
    WHERE entry.workflow = 'application' AND entry.subject_id = application.id
    ORDER BY entry.version DESC LIMIT 1
), '')
"""


def upgrade() -> None:
    """Apply."""
    # A plain ALTER TABLE on both databases: a batch would copy a table that others refer to.
    op.add_column(
        "application",
        sa.Column("audit_hash", sa.String(length=64), nullable=False, server_default=""),
    )
    op.execute(HEADS)
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
    for table in SEALED:
        for deed in ("UPDATE", "DELETE"):
            name = f"{table}_no_{deed.lower()}"
            act = (
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                if on_sqlite
                else "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
            op.execute(f"CREATE TRIGGER {name} BEFORE {deed} ON {table} {act}")


def downgrade() -> None:
    """Take back."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in SEALED:
        for deed in ("update", "delete"):
            on = "" if on_sqlite else f" ON {table}"
            op.execute(f"DROP TRIGGER {table}_no_{deed}{on}")
    if not on_sqlite:
        op.execute("DROP FUNCTION refuse_change()")
    op.drop_column("application", "audit_hash")
