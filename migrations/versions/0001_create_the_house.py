"""Create the house: register, people, calls, cases, money, audit, notices"""

import sqlalchemy as sa
from alembic import op

from funding.db import base

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "action_field",
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_de", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_field")),
        sa.UniqueConstraint("code", name=op.f("uq_action_field_code")),
    )
    op.create_table(
        "call",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "planned",
                "open",
                "closed",
                "settled",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("definition_version", sa.Integer(), nullable=False),
        sa.Column("opens_at", base.Moment(timezone=True), nullable=False),
        sa.Column("closes_at", base.Moment(timezone=True), nullable=False),
        sa.Column("rolling", sa.Boolean(), nullable=False),
        sa.Column("announced_at", base.Moment(timezone=True), nullable=True),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.Column("remark_de", sa.Text(), nullable=False),
        sa.Column("remark_en", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_call_window")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_call_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("code", name=op.f("uq_call_code")),
    )
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_call_year"), ["year"], unique=False)

    op.create_table(
        "municipality",
        sa.Column("key", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("district_key", sa.String(length=5), nullable=False),
        sa.Column("district", sa.String(length=80), nullable=False),
        sa.Column("police_directorate", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_key", sa.String(length=9), nullable=True),
        sa.CheckConstraint("length(key) IN (8, 9)", name=op.f("ck_municipality_key_length")),
        sa.ForeignKeyConstraint(
            ["successor_key"],
            ["municipality.key"],
            name=op.f("fk_municipality_successor_key_municipality"),
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_municipality")),
    )
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_municipality_district_key"), ["district_key"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_municipality_name"), ["name"], unique=False)

    op.create_table(
        "person",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_table(
        "rule_value",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_rule_value_validity")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_value")),
        sa.UniqueConstraint("key", "valid_from", name=op.f("uq_rule_value_key_valid_from")),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("network_hash", sa.String(length=64), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempt")),
    )
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_attempt_at"), ["at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_sign_in_attempt_email_hash"), ["email_hash"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_sign_in_attempt_network_hash"), ["network_hash"], unique=False
        )

    op.create_table(
        "account",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("language IN ('de', 'en')", name=op.f("ck_account_language")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_account_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_person_id"), ["person_id"], unique=False)

    op.create_table(
        "budget_line",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("field_id", sa.Uuid(), nullable=False),
        sa.Column("total_cents", base.Cents(), nullable=False),
        sa.Column("reserved_cents", base.Cents(), nullable=False),
        sa.Column("committed_cents", base.Cents(), nullable=False),
        sa.Column("paid_cents", base.Cents(), nullable=False),
        sa.Column("confirmed_at", base.Moment(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("committed_cents >= 0", name=op.f("ck_budget_line_committed")),
        sa.CheckConstraint(
            "paid_cents >= 0 AND paid_cents <= committed_cents", name=op.f("ck_budget_line_paid")
        ),
        sa.CheckConstraint(
            "reserved_cents + committed_cents <= total_cents",
            name=op.f("ck_budget_line_not_overspent"),
        ),
        sa.CheckConstraint("reserved_cents >= 0", name=op.f("ck_budget_line_reserved")),
        sa.CheckConstraint("total_cents >= 0", name=op.f("ck_budget_line_total")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_budget_line_call_id_call")),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"], ["person.id"], name=op.f("fk_budget_line_confirmed_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["field_id"], ["action_field.id"], name=op.f("fk_budget_line_field_id_action_field")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
        sa.UniqueConstraint("call_id", "field_id", name=op.f("uq_budget_line_call_id_field_id")),
    )
    op.create_table(
        "call_field",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("field_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_field_call_id_call")),
        sa.ForeignKeyConstraint(
            ["field_id"], ["action_field.id"], name=op.f("fk_call_field_field_id_action_field")
        ),
        sa.PrimaryKeyConstraint("call_id", "field_id", name=op.f("pk_call_field")),
    )
    op.create_table(
        "envelope",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("total_cents", base.Cents(), nullable=False),
        sa.Column("reserved_cents", base.Cents(), nullable=False),
        sa.Column("committed_cents", base.Cents(), nullable=False),
        sa.Column("paid_cents", base.Cents(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("committed_cents >= 0", name=op.f("ck_envelope_committed")),
        sa.CheckConstraint(
            "paid_cents >= 0 AND paid_cents <= committed_cents", name=op.f("ck_envelope_paid")
        ),
        sa.CheckConstraint(
            "reserved_cents + committed_cents <= total_cents",
            name=op.f("ck_envelope_not_overspent"),
        ),
        sa.CheckConstraint("reserved_cents >= 0", name=op.f("ck_envelope_reserved")),
        sa.CheckConstraint("total_cents >= 0", name=op.f("ck_envelope_total")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_envelope_call_id_call")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_envelope")),
        sa.UniqueConstraint("call_id", name=op.f("uq_envelope_call_id")),
    )
    op.create_table(
        "application",
        sa.Column("reference", sa.String(length=24), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("field_id", sa.Uuid(), nullable=True),
        sa.Column("lead_key", sa.String(length=9), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "new",
                "draft",
                "submitted",
                "in_check",
                "info_requested",
                "in_assessment",
                "reviewed",
                "waitlisted",
                "first_approved",
                "first_rejected",
                "approved",
                "rejected",
                "in_progress",
                "report_due",
                "reported",
                "audited",
                "settling",
                "closed",
                "withdrawn",
                "expired",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("definition_version", sa.Integer(), nullable=False),
        sa.Column("created_at", base.Moment(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=False),
        sa.Column("submitted_at", base.Moment(timezone=True), nullable=True),
        sa.Column("own_closing_at", base.Moment(timezone=True), nullable=True),
        sa.Column("holder_id", sa.Uuid(), nullable=True),
        sa.Column("return_to", sa.String(length=32), nullable=True),
        sa.Column("check_finished_at", base.Moment(timezone=True), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("requested_cents", base.Cents(), nullable=False),
        sa.Column("reserved_cents", base.Cents(), nullable=False),
        sa.Column("committed_cents", base.Cents(), nullable=False),
        sa.Column("paid_cents", base.Cents(), nullable=False),
        sa.Column("approved_cents", base.Cents(), nullable=True),
        sa.Column("final_cents", base.Cents(), nullable=True),
        sa.Column("first_approver_id", sa.Uuid(), nullable=True),
        sa.Column("second_approver_id", sa.Uuid(), nullable=True),
        sa.Column("decided_at", base.Moment(timezone=True), nullable=True),
        sa.Column("last_act_at", base.Moment(timezone=True), nullable=False),
        sa.Column("due_at", base.Moment(timezone=True), nullable=True),
        sa.Column("due_kind", sa.String(length=24), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "NOT state IN ('approved', 'in_progress', 'report_due', 'reported', 'audited') OR (approved_cents > 0 AND committed_cents = approved_cents)",
            name=op.f("ck_application_granted_sum"),
        ),
        sa.CheckConstraint(
            "NOT state IN ('approved', 'in_progress', 'report_due', 'reported', 'audited', 'rejected') OR (first_approver_id IS NOT NULL AND second_approver_id IS NOT NULL AND decided_at IS NOT NULL)",
            name=op.f("ck_application_decided_by_two"),
        ),
        sa.CheckConstraint(
            "NOT state IN ('first_approved', 'first_rejected') OR (first_approver_id IS NOT NULL AND second_approver_id IS NULL)",
            name=op.f("ck_application_first_decision"),
        ),
        sa.CheckConstraint(
            "NOT state IN ('in_check', 'info_requested', 'in_assessment', 'reviewed', 'first_approved', 'first_rejected', 'approved', 'in_progress', 'report_due', 'reported', 'audited') OR holder_id IS NOT NULL",
            name=op.f("ck_application_held"),
        ),
        sa.CheckConstraint(
            "state <> 'first_approved' OR reserved_cents > 0",
            name=op.f("ck_application_first_approval_reserved"),
        ),
        sa.CheckConstraint(
            "state <> 'info_requested' OR return_to IN ('in_check', 'in_assessment')",
            name=op.f("ck_application_return_to"),
        ),
        sa.CheckConstraint(
            "state IN ('new', 'draft', 'expired') OR submitted_at IS NOT NULL",
            name=op.f("ck_application_submitted"),
        ),
        sa.CheckConstraint(
            "first_approver_id <> second_approver_id", name=op.f("ck_application_two_persons")
        ),
        sa.CheckConstraint("requested_cents >= 0", name=op.f("ck_application_requested")),
        sa.CheckConstraint(
            "reserved_cents >= 0 AND committed_cents >= 0 AND paid_cents >= 0 AND paid_cents <= committed_cents",
            name=op.f("ck_application_money"),
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_application_call_id_call")),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["account.id"], name=op.f("fk_application_created_by_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["field_id"], ["action_field.id"], name=op.f("fk_application_field_id_action_field")
        ),
        sa.ForeignKeyConstraint(
            ["first_approver_id"],
            ["person.id"],
            name=op.f("fk_application_first_approver_id_person"),
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["account.id"], name=op.f("fk_application_holder_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["lead_key"], ["municipality.key"], name=op.f("fk_application_lead_key_municipality")
        ),
        sa.ForeignKeyConstraint(
            ["second_approver_id"],
            ["person.id"],
            name=op.f("fk_application_second_approver_id_person"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("reference", name=op.f("uq_application_reference")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_call_id"), ["call_id"], unique=False)
        batch_op.create_index("ix_application_holder", ["holder_id", "state"], unique=False)
        batch_op.create_index(batch_op.f("ix_application_lead_key"), ["lead_key"], unique=False)
        batch_op.create_index("ix_application_queue", ["state", "due_at", "id"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("workflow", sa.String(length=24), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("definition_version", sa.Integer(), nullable=False),
        sa.Column("trigger", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("target", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("actor_role", sa.String(length=32), nullable=False),
        sa.Column("on_behalf", sa.String(length=120), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_audit_entry_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_audit_entry_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint(
            "workflow",
            "subject_id",
            "version",
            name=op.f("uq_audit_entry_workflow_subject_id_version"),
        ),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_person_id"), ["person_id"], unique=False)

    op.create_table(
        "form_key",
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("location", sa.String(length=300), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_form_key_account_id_account")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_form_key")),
    )
    with op.batch_alter_table("form_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_key_at"), ["at"], unique=False)

    op.create_table(
        "invitation",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("inviter_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("expires_at", base.Moment(timezone=True), nullable=False),
        sa.Column("used_at", base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_invitation_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["inviter_id"], ["account.id"], name=op.f("fk_invitation_inviter_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_account_id"), ["account_id"], unique=False)

    op.create_table(
        "role_grant",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("municipality_key", sa.String(length=9), nullable=True),
        sa.Column("limit_cents", base.Cents(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(municipality_key IS NULL) = (role IN ('reviewer', 'scorer', 'lead_reviewer', 'approver', 'budget', 'proof_auditor', 'auditor', 'admin'))",
            name=op.f("ck_role_grant_scope"),
        ),
        sa.CheckConstraint(
            "role IN ('applicant_editor', 'applicant_signatory', 'reviewer', 'scorer', 'lead_reviewer', 'approver', 'budget', 'proof_auditor', 'auditor', 'admin')",
            name=op.f("ck_role_grant_role"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_role_grant_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["municipality_key"],
            ["municipality.key"],
            name=op.f("fk_role_grant_municipality_key_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sa.UniqueConstraint(
            "account_id",
            "role",
            "municipality_key",
            name=op.f("uq_role_grant_account_id_role_municipality_key"),
        ),
    )
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_role_grant_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_role_grant_municipality_key"), ["municipality_key"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_role_grant_role"), ["role"], unique=False)

    op.create_table(
        "sign_in_session",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", base.Moment(timezone=True), nullable=False),
        sa.Column("last_seen_at", base.Moment(timezone=True), nullable=False),
        sa.Column("ended_at", base.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_session_account_id_account")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in_session")),
    )
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_session_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "answers",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("representative", sa.String(length=120), nullable=False),
        sa.Column("representative_office", sa.String(length=80), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_phone", sa.String(length=40), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=True),
        sa.Column("agreement", sa.String(length=16), nullable=False),
        sa.Column("agreement_on", sa.Date(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("goals", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("begun", sa.Boolean(), nullable=True),
        sa.Column("advice", sa.String(length=16), nullable=False),
        sa.Column("advice_on", sa.Date(), nullable=True),
        sa.Column("adviser", sa.String(length=120), nullable=False),
        sa.Column("own_cash_cents", base.Cents(), nullable=False),
        sa.Column("third_party_cents", base.Cents(), nullable=False),
        sa.Column("income_cents", base.Cents(), nullable=False),
        sa.Column("floor_exception", sa.String(length=32), nullable=False),
        sa.Column("floor_reason", sa.Text(), nullable=False),
        sa.Column("declarations", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_answers_application_id_application"),
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_answers")),
    )
    op.create_table(
        "assessment",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("finished_at", base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_assessment_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_assessment_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint(
            "application_id", "person_id", name=op.f("uq_assessment_application_id_person_id")
        ),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessment_application_id"), ["application_id"], unique=False
        )

    op.create_table(
        "bias_declaration",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("biased", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_bias_declaration_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_bias_declaration_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bias_declaration")),
        sa.UniqueConstraint(
            "application_id", "person_id", name=op.f("uq_bias_declaration_application_id_person_id")
        ),
    )
    with op.batch_alter_table("bias_declaration", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_bias_declaration_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "check_point",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("verdict", sa.String(length=8), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("judged_by_id", sa.Uuid(), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('met', 'failed', 'open')", name=op.f("ck_check_point_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_check_point_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["judged_by_id"], ["person.id"], name=op.f("fk_check_point_judged_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_point")),
        sa.UniqueConstraint(
            "application_id", "code", name=op.f("uq_check_point_application_id_code")
        ),
    )
    with op.batch_alter_table("check_point", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_check_point_application_id"), ["application_id"], unique=False
        )

    op.create_table(
        "deadline",
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("call_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", base.Moment(timezone=True), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("set_at", base.Moment(timezone=True), nullable=False),
        sa.Column("paused_at", base.Moment(timezone=True), nullable=True),
        sa.Column("ended_at", base.Moment(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(application_id IS NULL) <> (call_id IS NULL)", name=op.f("ck_deadline_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_deadline_application_id_application"),
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_deadline_call_id_call")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
    )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadline_call_id"), ["call_id"], unique=False)
        batch_op.create_index(
            "ix_deadline_open",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.create_index("ix_deadline_subject", ["application_id", "kind"], unique=False)
        batch_op.create_index(
            "uq_deadline_open_kind",
            ["application_id", "kind"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL AND application_id IS NOT NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND application_id IS NOT NULL"),
        )

    op.create_table(
        "decision_notice",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("remedy_ends_on", sa.Date(), nullable=False),
        sa.Column("waived_on", sa.Date(), nullable=True),
        sa.Column("final_on", sa.Date(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("proof_due_on", sa.Date(), nullable=True),
        sa.Column("set_aside_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('award', 'rejection', 'final')", name=op.f("ck_decision_notice_kind")
        ),
        sa.CheckConstraint(
            "final_on >= notified_on", name=op.f("ck_decision_notice_final_after_notified")
        ),
        sa.CheckConstraint(
            "notified_on >= issued_on", name=op.f("ck_decision_notice_notified_after_issue")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_decision_notice_application_id_application"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_notice")),
        sa.UniqueConstraint(
            "application_id",
            "round",
            "kind",
            name=op.f("uq_decision_notice_application_id_round_kind"),
        ),
    )
    with op.batch_alter_table("decision_notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_decision_notice_application_id"), ["application_id"], unique=False
        )

    op.create_table(
        "hand",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("deed", sa.String(length=24), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_hand_application_id_application")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_hand_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand")),
        sa.UniqueConstraint(
            "application_id",
            "person_id",
            "deed",
            "round",
            name=op.f("uq_hand_application_id_person_id_deed_round"),
        ),
    )
    with op.batch_alter_table("hand", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_person_id"), ["person_id"], unique=False)

    op.create_table(
        "information_request",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sent_at", base.Moment(timezone=True), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("ended_at", base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('sent', 'answered', 'lapsed', 'recalled')",
            name=op.f("ck_information_request_state"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_information_request_application_id_application"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_information_request")),
        sa.UniqueConstraint(
            "application_id", "number", name=op.f("uq_information_request_application_id_number")
        ),
    )
    with op.batch_alter_table("information_request", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_information_request_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index(
            "uq_information_request_open",
            ["application_id"],
            unique=True,
            sqlite_where=sa.text("state = 'sent'"),
            postgresql_where=sa.text("state = 'sent'"),
        )

    op.create_table(
        "ledger_entry",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("field_id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("audit_id", sa.Uuid(), nullable=False),
        sa.Column("budget_year", sa.Integer(), nullable=False),
        sa.Column("operation", sa.String(length=16), nullable=False),
        sa.Column("reserved_change", base.Cents(), nullable=False),
        sa.Column("committed_change", base.Cents(), nullable=False),
        sa.Column("paid_change", base.Cents(), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "operation IN ('reserve', 'commit', 'release', 'pay', 'book_back')",
            name=op.f("ck_ledger_entry_operation"),
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_ledger_entry_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_ledger_entry_call_id_call")
        ),
        sa.ForeignKeyConstraint(
            ["field_id"], ["action_field.id"], name=op.f("fk_ledger_entry_field_id_action_field")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
    )
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_ledger_entry_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index("ix_ledger_entry_line", ["call_id", "field_id"], unique=False)

    op.create_table(
        "line",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("label", sa.String(length=160), nullable=False),
        sa.Column("amount_cents", base.Cents(), nullable=False),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('personnel', 'fees', 'material', 'travel', 'publicity', 'events', 'evaluation', 'passed_on', 'in_kind')",
            name=op.f("ck_line_kind"),
        ),
        sa.CheckConstraint("amount_cents >= 0", name=op.f("ck_line_amount")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_line_application_id_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line")),
    )
    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_line_application_id"), ["application_id"], unique=False
        )

    op.create_table(
        "partner",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("municipality_key", sa.String(length=9), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("contribution_cents", base.Cents(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_partner_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_key"],
            ["municipality.key"],
            name=op.f("fk_partner_municipality_key_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint(
            "application_id",
            "municipality_key",
            name=op.f("uq_partner_application_id_municipality_key"),
        ),
    )
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_partner_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_partner_municipality_key"), ["municipality_key"], unique=False
        )

    op.create_table(
        "payment",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("amount_cents", base.Cents(), nullable=False),
        sa.Column("value_on", sa.Date(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("recorded_at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("amount_cents <> 0", name=op.f("ck_payment_amount")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_payment_application_id_application"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_payment_application_id"), ["application_id"], unique=False
        )

    op.create_table(
        "proof",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("own_cash_cents", base.Cents(), nullable=False),
        sa.Column("third_party_cents", base.Cents(), nullable=False),
        sa.Column("income_cents", base.Cents(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("handed_in_at", base.Moment(timezone=True), nullable=True),
        sa.Column("audit_note", sa.Text(), nullable=False),
        sa.Column("recognised_cents", base.Cents(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name=op.f("fk_proof_application_id_application")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof")),
        sa.UniqueConstraint("application_id", name=op.f("uq_proof_application_id")),
    )
    op.create_table(
        "proposal",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("ground", sa.String(length=16), nullable=False),
        sa.Column("amount_cents", base.Cents(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("proposed_by_id", sa.Uuid(), nullable=False),
        sa.Column("case_version", sa.Integer(), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'grant') = (amount_cents > 0)", name=op.f("ck_proposal_amount")
        ),
        sa.CheckConstraint("kind IN ('grant', 'rejection')", name=op.f("ck_proposal_kind")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_proposal_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"], ["person.id"], name=op.f("fk_proposal_proposed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint(
            "application_id", "round", name=op.f("uq_proposal_application_id_round")
        ),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_proposal_application_id"), ["application_id"], unique=False
        )

    op.create_table(
        "stored_file",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("uploaded_by_id", sa.Uuid(), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_stored_file_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["account.id"], name=op.f("fk_stored_file_uploaded_by_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_stored_file_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_stored_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "notice",
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("deadline_id", sa.Uuid(), nullable=True),
        sa.Column("deadline_version", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("created_at", base.Moment(timezone=True), nullable=False),
        sa.Column("next_at", base.Moment(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.String(length=36), nullable=True),
        sa.Column("lease_until", base.Moment(timezone=True), nullable=True),
        sa.Column("sent_at", base.Moment(timezone=True), nullable=True),
        sa.Column("message_id", sa.String(length=200), nullable=True),
        sa.Column("subject", sa.String(length=300), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("html", sa.Text(), nullable=True),
        sa.Column("trouble", sa.String(length=500), nullable=True),
        sa.Column("read_at", base.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name=op.f("ck_notice_sent")),
        sa.CheckConstraint(
            "state IN ('owed', 'sent', 'failed', 'dropped')", name=op.f("ck_notice_state")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_notice_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_notice_application_id_application"),
        ),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_notice_deadline_id_deadline")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("key", name=op.f("uq_notice_key")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notice_application_id"), ["application_id"], unique=False
        )
        batch_op.create_index("ix_notice_inbox", ["account_id", "created_at", "id"], unique=False)
        batch_op.create_index(
            "ix_notice_owed",
            ["next_at"],
            unique=False,
            sqlite_where=sa.text("state = 'owed'"),
            postgresql_where=sa.text("state = 'owed'"),
        )

    op.create_table(
        "proof_line",
        sa.Column("proof_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("actual_cents", base.Cents(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("actual_cents >= 0", name=op.f("ck_proof_line_actual")),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("fk_proof_line_line_id_line")),
        sa.ForeignKeyConstraint(
            ["proof_id"], ["proof.id"], name=op.f("fk_proof_line_proof_id_proof")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof_line")),
        sa.UniqueConstraint("proof_id", "line_id", name=op.f("uq_proof_line_proof_id_line_id")),
    )
    with op.batch_alter_table("proof_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proof_line_proof_id"), ["proof_id"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("deadline_id", sa.Uuid(), nullable=False),
        sa.Column("deadline_version", sa.Integer(), nullable=False),
        sa.Column("threshold", sa.String(length=16), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("notices", sa.Integer(), nullable=False),
        sa.Column("at", base.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadline.id"], name=op.f("fk_reminder_deadline_id_deadline")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "deadline_id",
            "deadline_version",
            "threshold",
            name=op.f("uq_reminder_deadline_id_deadline_version_threshold"),
        ),
    )
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminder_deadline_id"), ["deadline_id"], unique=False)

    op.create_table(
        "request_item",
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'answered', 'refused', 'lapsed')", name=op.f("ck_request_item_state")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_request_item_file_id_stored_file")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["information_request.id"],
            name=op.f("fk_request_item_request_id_information_request"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_item")),
    )
    with op.batch_alter_table("request_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_request_item_request_id"), ["request_id"], unique=False
        )

    op.create_table(
        "score",
        sa.Column("assessment_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=32), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("points BETWEEN 0 AND 5", name=op.f("ck_score_points")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_score_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint(
            "assessment_id", "criterion", name=op.f("uq_score_assessment_id_criterion")
        ),
    )
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_assessment_id"), ["assessment_id"], unique=False)


def downgrade() -> None:
    """Take back."""
    with op.batch_alter_table("score", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_score_assessment_id"))

    op.drop_table("score")
    with op.batch_alter_table("request_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_request_item_request_id"))

    op.drop_table("request_item")
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminder_deadline_id"))

    op.drop_table("reminder")
    with op.batch_alter_table("proof_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proof_line_proof_id"))

    op.drop_table("proof_line")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_notice_owed",
            sqlite_where=sa.text("state = 'owed'"),
            postgresql_where=sa.text("state = 'owed'"),
        )
        batch_op.drop_index("ix_notice_inbox")
        batch_op.drop_index(batch_op.f("ix_notice_application_id"))

    op.drop_table("notice")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_file_sha256"))
        batch_op.drop_index(batch_op.f("ix_stored_file_application_id"))

    op.drop_table("stored_file")
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposal_application_id"))

    op.drop_table("proposal")
    op.drop_table("proof")
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payment_application_id"))

    op.drop_table("payment")
    with op.batch_alter_table("partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_partner_municipality_key"))
        batch_op.drop_index(batch_op.f("ix_partner_application_id"))

    op.drop_table("partner")
    with op.batch_alter_table("line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_line_application_id"))

    op.drop_table("line")
    with op.batch_alter_table("ledger_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_ledger_entry_line")
        batch_op.drop_index(batch_op.f("ix_ledger_entry_application_id"))

    op.drop_table("ledger_entry")
    with op.batch_alter_table("information_request", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_information_request_open",
            sqlite_where=sa.text("state = 'sent'"),
            postgresql_where=sa.text("state = 'sent'"),
        )
        batch_op.drop_index(batch_op.f("ix_information_request_application_id"))

    op.drop_table("information_request")
    with op.batch_alter_table("hand", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_hand_person_id"))

    op.drop_table("hand")
    with op.batch_alter_table("decision_notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_notice_application_id"))

    op.drop_table("decision_notice")
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_deadline_open_kind",
            sqlite_where=sa.text("ended_at IS NULL AND application_id IS NOT NULL"),
            postgresql_where=sa.text("ended_at IS NULL AND application_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_deadline_subject")
        batch_op.drop_index(
            "ix_deadline_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_deadline_call_id"))

    op.drop_table("deadline")
    with op.batch_alter_table("check_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_check_point_application_id"))

    op.drop_table("check_point")
    with op.batch_alter_table("bias_declaration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bias_declaration_person_id"))

    op.drop_table("bias_declaration")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessment_application_id"))

    op.drop_table("assessment")
    op.drop_table("answers")
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_session_account_id"))

    op.drop_table("sign_in_session")
    with op.batch_alter_table("role_grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_role_grant_role"))
        batch_op.drop_index(batch_op.f("ix_role_grant_municipality_key"))
        batch_op.drop_index(batch_op.f("ix_role_grant_account_id"))

    op.drop_table("role_grant")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_account_id"))

    op.drop_table("invitation")
    with op.batch_alter_table("form_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_form_key_at"))

    op.drop_table("form_key")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_person_id"))

    op.drop_table("audit_entry")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index("ix_application_queue")
        batch_op.drop_index(batch_op.f("ix_application_lead_key"))
        batch_op.drop_index("ix_application_holder")
        batch_op.drop_index(batch_op.f("ix_application_call_id"))

    op.drop_table("application")
    op.drop_table("envelope")
    op.drop_table("call_field")
    op.drop_table("budget_line")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_account_person_id"))

    op.drop_table("account")
    with op.batch_alter_table("sign_in_attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_attempt_network_hash"))
        batch_op.drop_index(batch_op.f("ix_sign_in_attempt_email_hash"))
        batch_op.drop_index(batch_op.f("ix_sign_in_attempt_at"))

    op.drop_table("sign_in_attempt")
    op.drop_table("rule_value")
    op.drop_table("person")
    with op.batch_alter_table("municipality", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_municipality_name"))
        batch_op.drop_index(batch_op.f("ix_municipality_district_key"))

    op.drop_table("municipality")
    with op.batch_alter_table("call", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_call_year"))

    op.drop_table("call")
    op.drop_table("action_field")
