"""Notices: for which town, in whose place. Roles: since when. Calendar feeds with a secret address"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

# Of what was owed before: the town of the case in which the account has the role of the notice.
TOWNS = """
UPDATE notice SET municipality_key = (
    SELECT MIN(g.municipality_key) FROM role_grant g
    JOIN application a ON a.id = notice.application_id
    WHERE g.account_id = notice.account_id AND g.role = notice.role
    AND (g.municipality_key = a.lead_key OR EXISTS (
        SELECT 1 FROM partner p
        WHERE p.application_id = a.id AND p.municipality_key = g.municipality_key
    ))
)
WHERE application_id IS NOT NULL AND account_id IS NOT NULL
"""


def upgrade() -> None:
    """Apply."""
    op.add_column("notice", sa.Column("municipality_key", sa.String(length=9), nullable=True))
    behalf = sa.Column("on_behalf", sa.String(length=120), server_default="", nullable=False)
    op.add_column("notice", behalf)
    op.execute(TOWNS)
    op.add_column("role_grant", sa.Column("granted_at", base.Moment(timezone=True), nullable=True))
    _feeds()


def _feeds() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_key", sa.String(length=9), nullable=True),
        sa.Column("made_at", base.Moment(timezone=True), nullable=False),
        sa.Column("revoked_at", base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_calendar_feed_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_key"],
            ["municipality.key"],
            name=op.f("fk_calendar_feed_municipality_key_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    op.create_index(op.f("ix_calendar_feed_account_id"), "calendar_feed", ["account_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("calendar_feed")
    op.drop_column("role_grant", "granted_at")
    op.drop_column("notice", "on_behalf")
    op.drop_column("notice", "municipality_key")
