"""Signing limits: what a person may sign at most, dated and with a source; one signature each"""

from datetime import UTC, date, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

SIGNATURES = "deed IN ('approved_first', 'approved_also', 'approved_second')"


def upgrade() -> None:
    """Apply; the limits of roles become those of their persons, the lowest where there are two."""
    op.create_table(
        "signing_limit",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("limit_cents", base.Cents(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_signing_limit_validity")
        ),
        sa.CheckConstraint("limit_cents >= 0", name=op.f("ck_signing_limit_amount")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_signing_limit_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_limit")),
        sa.UniqueConstraint(
            "person_id", "valid_from", name=op.f("uq_signing_limit_person_id_valid_from")
        ),
    )
    _take_over()
    op.drop_column("role_grant", "limit_cents")
    op.create_index(
        "uq_hand_one_signature",
        "hand",
        ["application_id", "person_id", "round"],
        unique=True,
        sqlite_where=sa.text(SIGNATURES),
        postgresql_where=sa.text(SIGNATURES),
    )


def _take_over() -> None:
    kept = sa.table(
        "signing_limit",
        sa.column("person_id", sa.Uuid()),
        sa.column("valid_from", sa.Date()),
        sa.column("limit_cents", base.Cents()),
        sa.column("source", sa.String()),
        sa.column("id", sa.Uuid()),
    )
    account = sa.table("account", sa.column("id", sa.Uuid()), sa.column("person_id", sa.Uuid()))
    grant = sa.table(
        "role_grant",
        sa.column("account_id", sa.Uuid()),
        sa.column("role", sa.String()),
        sa.column("limit_cents", base.Cents()),
    )
    known = op.get_bind().execute(
        sa.select(account.c.person_id, sa.func.min(grant.c.limit_cents))
        .join_from(account, grant, grant.c.account_id == account.c.id)
        .where(grant.c.role == "approver", grant.c.limit_cents.is_not(None))
        .group_by(account.c.person_id)
    )
    today: date = datetime.now(UTC).date()
    rows = [
        {
            "id": uuid4(),
            "person_id": person,
            "valid_from": today,
            "limit_cents": cents,
            "source": "Aus der Rolle uebernommen",
        }
        for person, cents in known
    ]
    if rows:
        op.bulk_insert(kept, rows)


def downgrade() -> None:
    """Take back; the limits that hold until further notice become those of the roles again."""
    op.drop_index("uq_hand_one_signature", "hand")
    op.add_column("role_grant", sa.Column("limit_cents", base.Cents(), nullable=True))
    op.execute(
        "UPDATE role_grant SET limit_cents = (SELECT min(s.limit_cents) FROM signing_limit s "
        "JOIN account a ON a.person_id = s.person_id "
        "WHERE a.id = role_grant.account_id AND s.valid_to IS NULL) WHERE role = 'approver'"
    )
    op.drop_table("signing_limit")
