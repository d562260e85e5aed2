"""Saved views: which columns the list shows. The queue finds a case by its partners, too"""

import sqlalchemy as sa
from alembic import op

from funding.words.folding import fold

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


COLUMNS = (sa.column("id", sa.Uuid()), sa.column("search_text"))
PARTNER = (
    sa.column("application_id", sa.Uuid()),
    sa.column("municipality_key"),
    sa.column("position"),
)


def upgrade() -> None:
    """Apply."""
    columns = sa.Column("columns", sa.String(length=120), nullable=False, server_default="")
    op.add_column("saved_view", columns)
    _find_by_partners(op.get_bind())


def _find_by_partners(connection: sa.Connection) -> None:
    """Add the names of the partners to the text of each case that is searched."""
    application, partner = sa.table("application", *COLUMNS), sa.table("partner", *PARTNER)
    town = sa.table("municipality", sa.column("key"), sa.column("name"))
    named = (
        sa.select(application.c.id, application.c.search_text, town.c.name)
        .join(partner, partner.c.application_id == application.c.id)
        .join(town, town.c.key == partner.c.municipality_key)
        .order_by(application.c.id, partner.c.position)
    )
    found: dict[object, str] = {}
    for key, text, name in connection.execute(named):
        found[key] = f"{found.get(key, text)} {fold(name)}"
    for key, text in found.items():
        changed = sa.update(application).where(application.c.id == key)
        connection.execute(changed.values(search_text=text))


def downgrade() -> None:
    """Take back."""
    op.drop_column("saved_view", "columns")
