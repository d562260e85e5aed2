"""Notices that go another way than through the portal, and the log of what was posted"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

BEFORE = ("drafted", "to_sign", "provided", "retrieved", "void", "withdrawn")
STATES = (*BEFORE[:5], "signed", "sent", "served", "returned", "withdrawn")
OUTSIDE = "('post', 'registered', 'receipt', 'deed', 'mailbox')"
WAYS = "('portal', 'portal_receipt', 'post', 'registered', 'receipt', 'deed', 'mailbox')"
OPEN = "state IN ('drafted', 'to_sign', 'provided'{})"
PROVIDED = "(provided_on IS NOT NULL AND ends_on > provided_on)"
SIGNED = "('provided', 'retrieved', 'void', 'signed', 'sent', 'served', 'returned')"


def upgrade() -> None:
    """Apply."""
    with op.batch_alter_table("issued_notice") as table:
        table.add_column(
            sa.Column("channel", sa.String(length=16), nullable=False, server_default="portal")
        )
        table.add_column(sa.Column("address", sa.Text(), nullable=False, server_default=""))
        _states(table, STATES)
        table.drop_constraint(op.f("ck_issued_notice_provided"), type_="check")
        table.create_check_constraint(op.f("ck_issued_notice_channel"), f"channel IN {WAYS}")
        table.create_check_constraint(
            op.f("ck_issued_notice_provided"),
            f"NOT state IN ('provided', 'retrieved') OR {PROVIDED}",
        )
        table.create_check_constraint(
            op.f("ck_issued_notice_signed"), f"NOT state IN {SIGNED} OR signed_by_id IS NOT NULL"
        )
    with op.batch_alter_table("issued_notice") as table:
        table.alter_column("channel", server_default=None)
        table.alter_column("address", server_default=None)
    _one_open(OPEN.format(", 'signed', 'sent'"))
    with op.batch_alter_table("decision_notice") as table:
        table.add_column(sa.Column("returned_on", sa.Date(), nullable=True))
        table.create_check_constraint(
            op.f("ck_decision_notice_returned"), "returned_on IS NULL OR set_aside_on IS NOT NULL"
        )
    op.create_table(
        "posting_year",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_number > 0", name=op.f("ck_posting_year_last_number")),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_posting_year")),
    )
    _create_dispatch()


def _states(table: object, states: tuple[str, ...]) -> None:
    table.drop_constraint(op.f("ck_issued_notice_state"), type_="check")
    listed = ", ".join(f"'{state}'" for state in states)
    table.create_check_constraint(op.f("ck_issued_notice_state"), f"state IN ({listed})")


def _one_open(condition: str) -> None:
    op.drop_index("uq_issued_notice_one_open", "issued_notice")
    op.create_index(
        "uq_issued_notice_one_open",
        "issued_notice",
        ["application_id", "round"],
        unique=True,
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )


def _create_dispatch() -> None:
    op.create_table(
        "dispatch",
        sa.Column("issue_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", base.Moment(timezone=True), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("back_on", sa.Date(), nullable=True),
        sa.Column("back_reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_dispatch_number")),
        sa.CheckConstraint(f"channel IN {OUTSIDE}", name=op.f("ck_dispatch_channel")),
        sa.CheckConstraint(
            "arrived_on IS NULL OR arrived_on >= posted_on", name=op.f("ck_dispatch_arrived")
        ),
        sa.CheckConstraint(
            "back_on IS NULL OR back_on >= posted_on", name=op.f("ck_dispatch_came_back")
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issued_notice.id"], name=op.f("fk_dispatch_issue_id_issued_notice")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_dispatch_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["person.id"], name=op.f("fk_dispatch_entered_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("year", "number", name=op.f("uq_dispatch_year_number")),
    )
    op.create_index(op.f("ix_dispatch_issue_id"), "dispatch", ["issue_id"])
    op.create_index(op.f("ix_dispatch_application_id"), "dispatch", ["application_id"])


def downgrade() -> None:
    """Take back; of what was signed for another way, or sent, the record of its notice is left."""
    op.execute(
        "UPDATE issued_notice SET state = 'withdrawn' "
        "WHERE state IN ('signed', 'sent', 'served', 'returned')"
    )
    op.drop_table("dispatch")
    op.drop_table("posting_year")
    with op.batch_alter_table("decision_notice") as table:
        table.drop_constraint(op.f("ck_decision_notice_returned"), type_="check")
        table.drop_column("returned_on")
    _one_open(OPEN.format(""))
    with op.batch_alter_table("issued_notice") as table:
        for name in ("signed", "provided", "channel"):
            table.drop_constraint(op.f(f"ck_issued_notice_{name}"), type_="check")
        table.create_check_constraint(
            op.f("ck_issued_notice_provided"),
            "NOT state IN ('provided', 'retrieved', 'void') OR (signed_by_id IS NOT NULL AND "
            "provided_on IS NOT NULL AND ends_on > provided_on)",
        )
        _states(table, BEFORE)
        table.drop_column("address")
        table.drop_column("channel")
