"""How somebody wants to be told, what was sent together, and letters that came back"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

WAITING = "withheld IN ('daily', 'weekly') AND digest_id IS NULL AND read_at IS NULL"


def upgrade() -> None:
    """Apply."""
    op.add_column("notice", sa.Column("withheld", sa.String(length=8), nullable=True))
    op.add_column("notice", sa.Column("digest_id", sa.Uuid(), nullable=True))
    where = {"sqlite_where": sa.text(WAITING), "postgresql_where": sa.text(WAITING)}
    op.create_index("ix_notice_waiting", "notice", ["withheld", "account_id", "sent_at"], **where)
    op.create_index(op.f("ix_notice_message_id"), "notice", ["message_id"])
    op.add_column(
        "account", sa.Column("mail_stopped_at", base.Moment(timezone=True), nullable=True)
    )
    op.add_column("account", sa.Column("mail_trouble", sa.String(length=300), nullable=True))
    _wishes()
    _bounces()


def _wishes() -> None:
    op.create_table(
        "mail_wish",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("pace", sa.String(length=8), nullable=False),
        sa.CheckConstraint("pace IN ('daily', 'weekly', 'never')", name=op.f("ck_mail_wish_pace")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_mail_wish_account_id_account")
        ),
        sa.PrimaryKeyConstraint("account_id", "part", name=op.f("pk_mail_wish")),
    )


def _bounces() -> None:
    op.create_table(
        "bounce",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_bounce_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bounce")),
        sa.UniqueConstraint("digest", name=op.f("uq_bounce_digest")),
    )
    op.create_index(op.f("ix_bounce_notice_id"), "bounce", ["notice_id"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("bounce")
    op.drop_table("mail_wish")
    op.drop_column("account", "mail_trouble")
    op.drop_column("account", "mail_stopped_at")
    op.drop_index(op.f("ix_notice_message_id"), "notice")
    op.drop_index("ix_notice_waiting", "notice")
    op.drop_column("notice", "digest_id")
    op.drop_column("notice", "withheld")
