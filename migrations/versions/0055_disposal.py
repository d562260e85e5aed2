"""What has ended is kept, offered to the archive and deleted, and the audit stays provable"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

STATES = (
    *("kept", "due", "offered", "taken_over", "declined", "unanswered"),
    *("proposed", "deleted"),
)
ANSWERS = "'taken_over', 'declined', 'unanswered'"
BEFORE = (
    "'reviewer', 'scorer', 'lead_reviewer', 'approver', 'budget', 'cashier', 'proof_auditor', "
    "'auditor', "
)
SCOPE = f"(municipality_key IS NULL) = (role IN ({BEFORE}{{}}'admin'))"
ROLE = f"role IN ('applicant_editor', 'applicant_signatory', {BEFORE}{{}}'admin')"
KEEPER = "'data_protection', "
# What of an entry stays as it was when the words are taken out of it.
STAYS = (
    *("id", "workflow", "subject_id", "version", "definition_version", "trigger", "source"),
    *("target", "account_id", "person_id", "actor_role", "at", "previous_hash", "hash"),
)


def _roles(extra: str) -> None:
    with op.batch_alter_table("role_grant") as table:
        for name, check in (("scope", SCOPE), ("role", ROLE)):
            table.drop_constraint(op.f(f"ck_role_grant_{name}"), type_="check")
            table.create_check_constraint(op.f(f"ck_role_grant_{name}"), check.format(extra))


def _may_be_erased(equal: str) -> str:
    """Write when an entry may change: once, for a deleted case, and only to lose its words."""
    same = " AND ".join(f'OLD."{name}" {equal} NEW."{name}"' for name in STAYS)
    once = "OLD.erased_in_id IS NULL AND NEW.rest_hash IS NOT NULL"
    bare = "NEW.note = '' AND NEW.on_behalf = ''"
    proof = (
        "EXISTS (SELECT 1 FROM disposal WHERE disposal.id = NEW.erased_in_id "
        "AND disposal.state = 'deleted')"
    )
    return f"{once} AND {bare} AND {same} AND {proof}"


def _seal(erasable: bool) -> None:
    """Let nobody change an entry, or nobody but a deletion."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute("DROP TRIGGER audit_entry_no_update" + ("" if on_sqlite else " ON audit_entry"))
    head = "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
    if on_sqlite:
        unless = f"WHEN NOT ({_may_be_erased('IS')}) " if erasable else ""
        op.execute(head + unless + "BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END")
        return
    if erasable:
        op.execute(
            "CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {_may_be_erased('IS NOT DISTINCT FROM')} THEN RETURN NEW; END IF; "
            "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
    function = "refuse_rewriting" if erasable else "refuse_change"
    op.execute(f"{head}FOR EACH ROW EXECUTE FUNCTION {function}()")
    if not erasable:
        op.execute("DROP FUNCTION refuse_rewriting()")


def upgrade() -> None:
    """Apply."""
    _roles(KEEPER)
    op.create_table(
        "disposal",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("offered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=16), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("archive_reference", sa.String(length=80), nullable=False),
        sa.Column("held_at", base.Moment(timezone=True), nullable=True),
        sa.Column("held_by_id", sa.Uuid(), nullable=True),
        sa.Column("hold_reason", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("deleted_at", base.Moment(timezone=True), nullable=True),
        sa.Column("gone", sa.JSON(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("version >= 0", name=op.f("ck_disposal_version")),
        sa.CheckConstraint(f"state IN {STATES!r}", name=op.f("ck_disposal_state")),
        sa.CheckConstraint(
            f"NOT state IN ('offered', {ANSWERS}) OR offered_on IS NOT NULL",
            name=op.f("ck_disposal_offered"),
        ),
        sa.CheckConstraint(
            f"answer IS NULL OR answer IN ({ANSWERS})", name=op.f("ck_disposal_answer")
        ),
        sa.CheckConstraint(
            "answered_on IS NULL OR (offered_on IS NOT NULL AND answered_on >= offered_on)",
            name=op.f("ck_disposal_answered_after_offer"),
        ),
        sa.CheckConstraint(
            "answer IS NULL OR answer <> 'taken_over' OR archive_reference <> ''",
            name=op.f("ck_disposal_taken_over"),
        ),
        sa.CheckConstraint(
            "(held_at IS NULL) = (held_by_id IS NULL)", name=op.f("ck_disposal_held")
        ),
        sa.CheckConstraint(
            "state <> 'deleted' OR (proposed_by_id IS NOT NULL AND confirmed_by_id IS NOT NULL "
            "AND confirmed_by_id <> proposed_by_id AND deleted_at IS NOT NULL "
            "AND held_at IS NULL)",
            name=op.f("ck_disposal_deleted_by_two"),
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_disposal_{column}_{table}")
            )
            for column, table in (
                ("application_id", "application"),
                ("held_by_id", "person"),
                ("proposed_by_id", "person"),
                ("confirmed_by_id", "person"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal")),
        sa.UniqueConstraint("application_id", name=op.f("uq_disposal_application_id")),
    )
    op.create_table(
        "doomed_file",
        sa.Column("disposal_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["disposal_id"], ["disposal.id"], name=op.f("fk_doomed_file_disposal_id_disposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doomed_file")),
    )
    op.create_index(op.f("ix_doomed_file_disposal_id"), "doomed_file", ["disposal_id"])
    # Plain ALTER TABLEs on both databases: a batch would copy tables that others refer to.
    op.add_column("application", sa.Column("erased_at", base.Moment(timezone=True), nullable=True))
    op.add_column("audit_entry", sa.Column("erased_in_id", sa.Uuid(), nullable=True))
    op.add_column("audit_entry", sa.Column("rest_hash", sa.String(length=64), nullable=True))
    _seal(erasable=True)
    op.execute("UPDATE deadline SET role = 'data_protection' WHERE kind = 'retention'")


def downgrade() -> None:
    """Take back; what was deleted stays so, and data protection may read."""
    op.execute("UPDATE deadline SET role = 'admin' WHERE kind = 'retention'")
    _seal(erasable=False)
    op.drop_column("audit_entry", "rest_hash")
    op.drop_column("audit_entry", "erased_in_id")
    op.drop_column("application", "erased_at")
    op.drop_table("doomed_file")
    op.drop_table("disposal")
    op.execute("UPDATE role_grant SET role = 'auditor' WHERE role = 'data_protection'")
    _roles("")
