"""A case says whether an answer or a second assessment has come, for the views of the queue"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

ANSWERED = """
UPDATE application SET answered = :yes WHERE EXISTS (
    SELECT 1 FROM audit_entry
    WHERE audit_entry.workflow = 'application' AND audit_entry.subject_id = application.id
    AND audit_entry.version = application.version
    AND audit_entry.trigger IN ('answer', 'answer_late'))
"""
SECOND = """
UPDATE application SET second_scored = :yes WHERE EXISTS (
    SELECT 1 FROM assessment
    WHERE assessment.application_id = application.id AND assessment.first = :no
    AND assessment.finished_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM bias_declaration
        WHERE bias_declaration.application_id = application.id
        AND bias_declaration.person_id = assessment.person_id AND bias_declaration.biased = :yes))
"""
OPEN = "ix_application_open"
COUNTED_BY = [
    "queue_at",
    "reference",
    "state",
    "holder_id",
    "lead_key",
    "field_id",
    "answered",
    "second_scored",
    "committed_cents",
    "paid_cents",
    "round",
    "id",
]


def _index(columns: list[str]) -> None:
    is_open = sa.text("queue_at IS NOT NULL")
    op.drop_index(OPEN, table_name="application")
    op.create_index(OPEN, "application", columns, sqlite_where=is_open, postgresql_where=is_open)


def upgrade() -> None:
    """Apply."""
    for name in ("answered", "second_scored"):
        op.add_column(
            "application",
            sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False),
        )
    op.execute(sa.text(ANSWERED).bindparams(yes=True))
    op.execute(sa.text(SECOND).bindparams(yes=True, no=False))
    _index(COUNTED_BY)


def downgrade() -> None:
    """Take back."""
    _index(["queue_at", "id"])
    op.drop_column("application", "second_scored")
    op.drop_column("application", "answered")
