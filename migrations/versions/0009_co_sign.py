"""Co-sign: a joint application waits for its partners' signatures, and each one is kept"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

AFTER = "'new', 'draft', 'cosigning', 'cosigned', "
BEFORE = "'new', 'draft', "
STATES = (
    "state IN ({new}'submitted', 'in_check', 'info_requested', 'in_assessment', 'reviewed', "
    "'waitlisted', 'first_approved', 'first_rejected', 'approved', 'rejected', 'in_progress', "
    "'report_due', 'reported', 'audited', 'settling', 'closed', 'withdrawn', 'expired')"
)
SUBMITTED = "state IN ({new}'expired') OR submitted_at IS NOT NULL"
CHECKS = {"ck_application_state": STATES, "ck_application_submitted": SUBMITTED}


def upgrade() -> None:
    """Apply."""
    _states(BEFORE, AFTER)
    op.create_table(
        "cosignature",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_key", sa.String(length=9), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_at", base.Moment(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_cosignature_ended")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_cosignature_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_key"],
            ["municipality.key"],
            name=op.f("fk_cosignature_municipality_key_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_cosignature_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_cosignature_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cosignature")),
    )
    op.create_index(
        "ix_cosignature_case", "cosignature", ["application_id", "municipality_key", "at"]
    )
    op.create_index(op.f("ix_cosignature_municipality_key"), "cosignature", ["municipality_key"])
    op.create_index(
        "uq_cosignature_stands",
        "cosignature",
        ["application_id", "municipality_key"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _states(old: str, new: str) -> None:
    """Let the database know other states; SQLite's way (lang_altertable, 7) copies no table."""
    if op.get_bind().dialect.name == "postgresql":
        for name, check in CHECKS.items():
            op.drop_constraint(op.f(name), "application", type_="check")
            op.create_check_constraint(op.f(name), "application", check.format(new=new))
        return
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema=ON")
    for check in CHECKS.values():
        change = sa.text(
            "UPDATE sqlite_master SET sql = replace(sql, :old, :new) "
            "WHERE type = 'table' AND name = 'application'"
        )
        op.execute(change.bindparams(old=check.format(new=old), new=check.format(new=new)))
    op.execute(f"PRAGMA schema_version={version + 1}")
    op.execute("PRAGMA writable_schema=RESET")


def downgrade() -> None:
    """Take back; what waits for signatures is a draft again, the signatures are lost."""
    op.drop_table("cosignature")
    op.execute("UPDATE application SET state = 'draft' WHERE state IN ('cosigning', 'cosigned')")
    _states(AFTER, BEFORE)
