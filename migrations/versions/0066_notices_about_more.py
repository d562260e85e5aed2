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


def upgrade() -> None:
    """Apply."""
    op.drop_index("uq_issued_notice_one_open", "issued_notice")
    with op.batch_alter_table("issued_notice") as table:
        table.add_column(sa.Column("subject_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        _kinds(table, NOW)
    op.execute("UPDATE issued_notice SET subject_id = application_id")
    with op.batch_alter_table("issued_notice") as table:
        table.alter_column("subject_id", existing_type=sa.Uuid(), nullable=False)
    op.create_index(op.f("ix_issued_notice_subject_id"), "issued_notice", ["subject_id"])
    _one_open("subject_id")


def _kinds(table: object, condition: str) -> None:
    table.drop_constraint(op.f("ck_issued_notice_kind"), type_="check")
    table.create_check_constraint(op.f("ck_issued_notice_kind"), condition)


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
    with op.batch_alter_table("issued_notice") as table:
        table.drop_column("due_on")
        table.drop_column("subject_id")
        _kinds(table, BEFORE)
    _one_open("application_id")
