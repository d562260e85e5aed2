"""Notices on changes, of settlements and about interest go the ways of a notice on a decision"""

import sqlalchemy as sa
from alembic import op

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

BEFORE = "kind IN ('award', 'rejection')"
NOW = "kind IN ('award', 'rejection', 'final', 'change', 'interest')"
OPEN = "state IN ('drafted', 'to_sign', 'provided', 'signed', 'sent')"
NOBODY = "0" * 32


def upgrade() -> None:
    """Apply; in SQLite no table is copied, since the posting log points to this one."""
    op.drop_index("uq_issued_notice_one_open", "issued_notice")
    op.add_column("issued_notice", sa.Column("due_on", sa.Date(), nullable=True))
    column = sa.Column("subject_id", sa.Uuid(), nullable=False, server_default=NOBODY)
    op.add_column("issued_notice", column)
    op.execute("UPDATE issued_notice SET subject_id = application_id")
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("issued_notice", "subject_id", server_default=None)
    else:
        _rewrite(f" DEFAULT '{NOBODY}' NOT NULL", " NOT NULL")
    _kinds(BEFORE, NOW)
    op.create_index(op.f("ix_issued_notice_subject_id"), "issued_notice", ["subject_id"])
    _one_open("subject_id")


def _kinds(old: str, new: str) -> None:
    name = "ck_issued_notice_kind"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(name), "issued_notice", type_="check")
        op.create_check_constraint(op.f(name), "issued_notice", new)
    else:
        _rewrite(*(f"CONSTRAINT {name} CHECK ({check})" for check in (old, new)))


def _rewrite(old: str, new: str) -> None:
    """Change the words of the table in SQLite's own way (lang_altertable, 7)."""
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema=ON")
    change = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :old, :new) "
        "WHERE type = 'table' AND name = 'issued_notice'"
    )
    op.execute(change.bindparams(old=old, new=new))
    op.execute(f"PRAGMA schema_version={version + 1}")
    op.execute("PRAGMA writable_schema=RESET")


def _one_open(column: str) -> None:
    op.create_index(
        "uq_issued_notice_one_open",
        "issued_notice",
        [column, "round"],
        unique=True,
        sqlite_where=sa.text(OPEN),
        postgresql_where=sa.text(OPEN),
    )


def downgrade() -> None:
    """Take back; what the log says of other notices than those on decisions is forgotten."""
    op.execute(
        "DELETE FROM dispatch WHERE issue_id IN "
        "(SELECT id FROM issued_notice WHERE kind NOT IN ('award', 'rejection'))"
    )
    op.execute("DELETE FROM issued_notice WHERE kind NOT IN ('award', 'rejection')")
    op.drop_index("uq_issued_notice_one_open", "issued_notice")
    op.drop_index(op.f("ix_issued_notice_subject_id"), "issued_notice")
    op.drop_column("issued_notice", "due_on")
    op.drop_column("issued_notice", "subject_id")
    _kinds(NOW, BEFORE)
    _one_open("application_id")
