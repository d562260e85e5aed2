"""Committee sessions: agenda, result of each case, minutes"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{target}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "committee_session",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("planned_by_id", sa.Uuid(), nullable=False),
        sa.Column("planned_at", base.Moment(timezone=True), nullable=False),
        sa.Column("closed_by_id", sa.Uuid(), nullable=True),
        sa.Column("closed_at", base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_committee_session_version")),
        _key("committee_session", "call_id", "call"),
        _key("committee_session", "planned_by_id", "person"),
        _key("committee_session", "closed_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_session")),
    )
    op.create_index(op.f("ix_committee_session_call_id"), "committee_session", ["call_id"])
    op.create_table(
        "agenda_item",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(length=12), nullable=False),
        sa.Column("amount_cents", base.Cents(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "result IN ('open', 'agreed', 'declined', 'postponed')",
            name=op.f("ck_agenda_item_result"),
        ),
        sa.CheckConstraint(
            "(result = 'agreed') = (amount_cents > 0)", name=op.f("ck_agenda_item_amount")
        ),
        _key("agenda_item", "session_id", "committee_session"),
        _key("agenda_item", "application_id", "application"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint(
            "session_id", "application_id", name=op.f("uq_agenda_item_session_id_application_id")
        ),
    )
    op.create_index(op.f("ix_agenda_item_application_id"), "agenda_item", ["application_id"])


def downgrade() -> None:
    """Take back; sessions and minutes are gone, decisions stay."""
    op.drop_table("agenda_item")
    op.drop_table("committee_session")
