"""Notices that the portal issues: frozen, signed, retrieved; and who waived remedies in it"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

STATES = ("drafted", "to_sign", "provided", "retrieved", "void", "withdrawn")
OPEN = sa.text("state IN ('drafted', 'to_sign', 'provided')")
PEOPLE = ("drafted_by_id", "signed_by_id", "retrieved_by_id")


def upgrade() -> None:
    """Apply."""
    state = sa.Enum(*STATES, name="state", native_enum=False, create_constraint=True, length=32)
    moment = base.Moment(timezone=True)
    op.create_table(
        "issued_notice",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", state, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("drafted_by_id", sa.Uuid(), nullable=False),
        sa.Column("drafted_at", moment, nullable=False),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("provided_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("retrieved_by_id", sa.Uuid(), nullable=True),
        sa.Column("retrieved_at", moment, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('award', 'rejection')", name=op.f("ck_issued_notice_kind")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_issued_notice_version")),
        sa.CheckConstraint(
            "signed_by_id <> drafted_by_id", name=op.f("ck_issued_notice_two_persons")
        ),
        sa.CheckConstraint(
            "NOT state IN ('provided', 'retrieved', 'void') OR (signed_by_id IS NOT NULL AND "
            "provided_on IS NOT NULL AND ends_on > provided_on)",
            name=op.f("ck_issued_notice_provided"),
        ),
        sa.CheckConstraint(
            "(state = 'retrieved') = (retrieved_at IS NOT NULL AND retrieved_by_id IS NOT NULL)",
            name=op.f("ck_issued_notice_retrieved"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_issued_notice_application_id_application"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [who], ["person.id"], name=op.f(f"fk_issued_notice_{who}_person")
            )
            for who in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_notice")),
    )
    op.create_index(op.f("ix_issued_notice_application_id"), "issued_notice", ["application_id"])
    op.create_index("ix_issued_notice_state", "issued_notice", ["state", "ends_on"])
    op.create_index(
        "uq_issued_notice_one_open",
        "issued_notice",
        ["application_id", "round"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    with op.batch_alter_table("decision_notice") as table:
        table.add_column(sa.Column("waived_by_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_decision_notice_waived_by_id_person"), "person", ["waived_by_id"], ["id"]
        )
        table.create_check_constraint(
            op.f("ck_decision_notice_waived"), "waived_by_id IS NULL OR waived_on IS NOT NULL"
        )


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("decision_notice") as table:
        table.drop_constraint(op.f("ck_decision_notice_waived"), type_="check")
        table.drop_constraint(op.f("fk_decision_notice_waived_by_id_person"), type_="foreignkey")
        table.drop_column("waived_by_id")
    op.drop_table("issued_notice")
