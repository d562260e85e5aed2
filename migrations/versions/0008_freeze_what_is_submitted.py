"""Freeze what is submitted: the answers as they stood, beside the case"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


# What was submitted cannot be made anew: going back puts it aside, and going forward takes it up.
ASIDE = "submission_aside"
COLUMNS = "application_id, content, sha256, submitted_at, version, form_version"


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "submission",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["application.id"], name="fk_submission_application_id_application"
        ),
        sa.PrimaryKeyConstraint("application_id", name="pk_submission"),
    )
    if sa.inspect(op.get_bind()).has_table(ASIDE):
        op.execute(f"INSERT INTO submission ({COLUMNS}) SELECT {COLUMNS} FROM {ASIDE}")  # noqa: S608 - our own names
        op.drop_table(ASIDE)


def downgrade() -> None:
    """Take back."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM submission")):
        op.execute(f"CREATE TABLE {ASIDE} AS SELECT {COLUMNS} FROM submission")  # noqa: S608 - as above
    op.drop_table("submission")
