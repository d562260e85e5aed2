"""A partner leaves after the award, or another municipality joins, and all of them agree"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None

BEFORE = "kind IN ('period', 'shift', 'less')"
NOW = "kind IN ('period', 'shift', 'less', 'partner')"
# What hangs on a change, for those of a kind that was not known before.
CHILDREN = ("change_line", "change_notice")


def upgrade() -> None:
    """Apply; in SQLite no table is copied, since lines and notices point to this one."""
    op.add_column("change", sa.Column("asked_at", base.Moment(timezone=True), nullable=True))
    _kinds(BEFORE, NOW)
    op.create_table(
        "change_partner",
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_key", sa.String(length=9), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=8), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("contribution_cents", sa.BigInteger(), nullable=False),
        sa.Column("agreed_at", base.Moment(timezone=True), nullable=True),
        sa.Column("agreed_by_id", sa.Uuid(), nullable=True),
        sa.Column("declined", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "part IN ('stays', 'leaves', 'joins')", name=op.f("ck_change_partner_part")
        ),
        sa.CheckConstraint("contribution_cents >= 0", name=op.f("ck_change_partner_contribution")),
        sa.CheckConstraint(
            "(agreed_at IS NULL) = (agreed_by_id IS NULL)", name=op.f("ck_change_partner_agreed")
        ),
        sa.CheckConstraint(
            "agreed_at IS NULL OR declined = ''",
            name=op.f("ck_change_partner_agreed_or_declined"),
        ),
        sa.ForeignKeyConstraint(
            ["change_id"], ["change.id"], name=op.f("fk_change_partner_change_id_change")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_key"],
            ["municipality.key"],
            name=op.f("fk_change_partner_municipality_key_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["person.id"], name=op.f("fk_change_partner_agreed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_partner")),
        sa.UniqueConstraint(
            "change_id",
            "municipality_key",
            name=op.f("uq_change_partner_change_id_municipality_key"),
        ),
    )
    op.create_index(op.f("ix_change_partner_change_id"), "change_partner", ["change_id"])
    op.create_index(
        op.f("ix_change_partner_municipality_key"), "change_partner", ["municipality_key"]
    )


def _kinds(old: str, new: str) -> None:
    name = "ck_change_kind"
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(name), "change", type_="check")
        op.create_check_constraint(op.f(name), "change", new)
        return
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema=ON")
    change = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :old, :new) "
        "WHERE type = 'table' AND name = 'change'"
    )
    was, now = (f"CONSTRAINT {name} CHECK ({check})" for check in (old, new))
    op.execute(change.bindparams(old=was, new=now))
    op.execute(f"PRAGMA schema_version={version + 1}")
    op.execute("PRAGMA writable_schema=RESET")


def downgrade() -> None:
    """Take back; changes of partners are forgotten, what they brought about stays."""
    op.drop_table("change_partner")
    ours = "SELECT id FROM change WHERE kind = 'partner'"
    for table in CHILDREN:
        op.execute(f"DELETE FROM {table} WHERE change_id IN ({ours})")  # noqa: S608
    op.execute("DELETE FROM change WHERE kind = 'partner'")
    _kinds(NOW, BEFORE)
    op.drop_column("change", "asked_at")
