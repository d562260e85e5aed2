"""Keep the entries of a versioned form; a line has quantity, price and an eligible part"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

LINE = (
    sa.Column("quantity_thousandths", sa.Integer(), nullable=False, server_default="1000"),
    sa.Column("unit", sa.String(length=16), nullable=False, server_default="flat"),
    sa.Column("unit_price_cents", sa.BigInteger()),
    sa.Column("municipality_key", sa.String(length=9), nullable=False, server_default=""),
    sa.Column("pay_grade", sa.String(length=16), nullable=False, server_default=""),
    sa.Column("qualification", sa.String(length=16), nullable=False, server_default=""),
    sa.Column("post_hundredths", sa.Integer()),
    sa.Column("note", sa.Text(), nullable=False, server_default=""),
)
# Within ADD COLUMN both databases take a CHECK, and SQLite need not copy a table that others refer to.
PART = """ALTER TABLE line ADD COLUMN eligible_part_cents BIGINT CONSTRAINT ck_line_eligible_part
CHECK (eligible_part_cents IS NULL OR (eligible_part_cents >= 0 AND eligible_part_cents <= amount_cents))"""


def upgrade() -> None:
    """Apply."""
    op.add_column("answers", sa.Column("entries", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column(
        "answers", sa.Column("form_version", sa.Integer(), nullable=False, server_default="1")
    )
    op.add_column(
        "partner",
        sa.Column("contact_email", sa.String(length=254), nullable=False, server_default=""),
    )
    op.add_column("partner", sa.Column("share_hundredths", sa.Integer()))
    for column in LINE:
        op.add_column("line", column)
    op.execute(PART)
    _goals_become_rows()
    op.drop_column("answers", "goals")


def _goals_become_rows() -> None:
    answers = sa.table(
        "answers",
        sa.column("application_id", sa.Uuid()),
        sa.column("goals", sa.Text()),
        sa.column("entries", sa.JSON()),
    )
    connection = op.get_bind()
    for key, goals in connection.execute(
        sa.select(answers.c.application_id, answers.c.goals)
    ).all():
        if goals:
            entries = {"goals": [{"id": "1", "what": goals[:300]}]}
            change = sa.update(answers).where(answers.c.application_id == key)
            connection.execute(change.values(entries=entries))


def downgrade() -> None:
    """Take back; the goals become one text again, other entries of the form are lost."""
    op.add_column("answers", sa.Column("goals", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    for key, entries in connection.execute(
        sa.text("SELECT application_id, entries FROM answers")
    ).all():
        held = json.loads(entries) if isinstance(entries, str) else entries
        goals = "\n".join(str(goal.get("what", "")) for goal in held.get("goals", []))
        connection.execute(
            sa.text("UPDATE answers SET goals = :goals WHERE application_id = :key"),
            {"goals": goals, "key": key},
        )
    op.drop_column("answers", "form_version")
    op.drop_column("answers", "entries")
    op.drop_column("partner", "share_hundredths")
    op.drop_column("partner", "contact_email")
    op.drop_column("line", "eligible_part_cents")
    for column in reversed(LINE):
        op.drop_column("line", column.name)
