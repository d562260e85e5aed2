"""A proof of use that does not come: its reminders by rule, and a hearing about it"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

# How the steps of a late proof were recorded while their days stood in the code.
RENAMED = (("+1d", "reminder"), ("+30d", "threat"), ("+60d", "hearing"))
COLUMNS = (
    ("ground", sa.String(16), "overpaid"),
    ("overtaken_at", base.Moment(timezone=True), None),
    ("decision", sa.Text(), ""),
)
# table, name of a CHECK, as it was, as it is
CHANGED = (
    (
        "application",
        "ck_application_granted_sum",
        "NOT state IN ({granted}) OR (approved_cents > 0 AND committed_cents = approved_cents)",
        "NOT state IN ({granted}) OR (approved_cents > 0 AND (committed_cents = approved_cents OR "
        "(state IN ('heard', 'audited') AND return_to = 'in_progress' "
        "AND committed_cents < approved_cents)))",
    ),
    (
        "hearing",
        "ck_hearing_claim",
        "claim_cents > 0",
        "claim_cents > 0 OR (claim_cents = 0 AND ground = 'proof_missing')",
    ),
    (
        "hearing",
        "ck_hearing_due",
        "due_on > noted_on",
        "due_on > noted_on OR (ground = 'renounced' AND due_on = noted_on)",
    ),
    (
        "hearing",
        "ck_hearing_ended_by",
        "ended_by IS NULL OR ended_by IN ('comment', 'hearing_lapsed')",
        "ended_by IS NULL OR ended_by IN ('comment', 'hearing_lapsed', 'report', 'renounce')",
    ),
)
# table, the CHECK behind which it stands, name, what it says
ADDED = (
    (
        "application",
        "ck_application_return_to",
        "ck_application_heard_from",
        "state <> 'hearing' OR return_to IN ('reported', 'report_due')",
    ),
    (
        "hearing",
        "ck_hearing_dropped",
        "ck_hearing_ground",
        "ground IN ('overpaid', 'proof_missing', 'renounced')",
    ),
    (
        "hearing",
        "ck_hearing_dropped",
        "ck_hearing_whole_grant",
        "ground = 'overpaid' OR (recognised_cents = 0 AND final_cents = 0)",
    ),
    (
        "hearing",
        "ck_hearing_dropped",
        "ck_hearing_renounced",
        "(ground = 'renounced') = (ended_by IS NOT NULL AND ended_by = 'renounce')",
    ),
    (
        "hearing",
        "ck_hearing_dropped",
        "ck_hearing_overtaken",
        "overtaken_at IS NULL OR (ground = 'proof_missing' AND ended_at IS NOT NULL "
        "AND dropped_at IS NULL)",
    ),
)
GRANTED = "'approved', 'in_progress', 'report_due', 'reported', 'hearing', 'heard', 'audited'"


def upgrade() -> None:
    """Apply."""
    _rename([(old, new) for old, new in RENAMED])
    op.execute("UPDATE application SET return_to = 'reported' WHERE state IN ('hearing', 'heard')")
    for name, kind, default in COLUMNS:
        op.add_column(
            "hearing",
            sa.Column(name, kind, nullable=default is None, server_default=default),
        )
    for table, name, old, new in CHANGED:
        _change(table, name, old.format(granted=GRANTED), new.format(granted=GRANTED))
    for table, behind, name, check in ADDED:
        _add(table, behind, name, check)


def _rename(pairs: list[tuple[str, str]]) -> None:
    """Call what was told of late proofs by other names."""
    told = sa.text(
        "UPDATE reminder SET threshold = :new WHERE threshold = :old "
        "AND deadline_id IN (SELECT id FROM deadline WHERE kind = 'proof')"
    )
    for old, new in pairs:
        op.execute(told.bindparams(old=old, new=new))


def _postgresql() -> bool:
    return bool(op.get_bind().dialect.name == "postgresql")


def _change(table: str, name: str, old: str, new: str) -> None:
    if _postgresql():
        op.drop_constraint(op.f(name), table, type_="check")
        op.create_check_constraint(op.f(name), table, new)
    else:
        _rewrite(table, f"CONSTRAINT {name} CHECK ({old})", f"CONSTRAINT {name} CHECK ({new})")


def _add(table: str, behind: str, name: str, check: str) -> None:
    if _postgresql():
        op.create_check_constraint(op.f(name), table, check)
    else:
        known = f"CONSTRAINT {behind} CHECK"
        _rewrite(table, known, f"CONSTRAINT {name} CHECK ({check}), {known}")


def _remove(table: str, behind: str, name: str, check: str) -> None:
    if _postgresql():
        op.drop_constraint(op.f(name), table, type_="check")
    else:
        known = f"CONSTRAINT {behind} CHECK"
        _rewrite(table, f"CONSTRAINT {name} CHECK ({check}), {known}", known)


def _rewrite(table: str, old: str, new: str) -> None:
    """Change what a table of SQLite is made of, in SQLite's own way (lang_altertable, 7)."""
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema=ON")
    change = sa.text(
        "UPDATE sqlite_master SET sql = replace(sql, :old, :new) "
        "WHERE type = 'table' AND name = :name"
    )
    op.execute(change.bindparams(old=old, new=new, name=table))
    op.execute(f"PRAGMA schema_version={version + 1}")
    op.execute("PRAGMA writable_schema=RESET")


def downgrade() -> None:
    """Take back; who is heard about a missing proof owes it again, a renunciation is settled."""
    op.execute(
        "UPDATE application SET state = 'report_due' "
        "WHERE state IN ('hearing', 'heard') AND return_to = 'report_due'"
    )
    op.execute(
        "UPDATE application SET state = 'settling', final_cents = 0 "
        "WHERE state IN ('heard', 'audited') AND return_to = 'in_progress'"
    )
    op.execute("DELETE FROM hearing WHERE ground <> 'overpaid'")
    for table, behind, name, check in reversed(ADDED):
        _remove(table, behind, name, check)
    for table, name, old, new in reversed(CHANGED):
        _change(table, name, new.format(granted=GRANTED), old.format(granted=GRANTED))
    for name, _kind, _default in reversed(COLUMNS):
        op.drop_column("hearing", name)
    _rename([(new, old) for old, new in RENAMED])
