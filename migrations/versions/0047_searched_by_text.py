"""The queue finds a case by what it says, too"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from funding.words.folding import fold

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

TOLD = ("summary", "place", "problem", "measures", "floor_reason")
APART = frozenset({"contact_deputy"})
APPLICATION = sa.table("application", sa.column("id", sa.Uuid()), sa.column("search_text"))
ANSWERS = sa.table(
    "answers",
    sa.column("application_id", sa.Uuid()),
    sa.column("entries", sa.JSON()),
    *(sa.column(name) for name in TOLD),
)
LINE = sa.table("line", sa.column("application_id", sa.Uuid()), sa.column("label"))


def _texts(value: Any) -> list[str]:
    """Return what was written in an entry: a text, or the texts of its rows."""
    if isinstance(value, str):
        return [value]
    rows = value if isinstance(value, list) else []
    cells = [row.values() if isinstance(row, dict) else () for row in rows]
    return [cell for row in cells for cell in row if isinstance(cell, str)]


def upgrade() -> None:
    """Apply."""
    connection = op.get_bind()
    labels: dict[Any, list[str]] = {}
    for key, label in connection.execute(sa.select(LINE.c.application_id, LINE.c.label)):
        labels.setdefault(key, []).append(label or "")
    joined = sa.select(APPLICATION.c.search_text, ANSWERS).join(
        APPLICATION, APPLICATION.c.id == ANSWERS.c.application_id
    )
    for row in connection.execute(joined).all():
        told = [getattr(row, name) or "" for name in TOLD] + labels.get(row.application_id, [])
        for name, value in (row.entries or {}).items():
            told += [] if name in APART else _texts(value)
        words = {word for text in told for word in fold(text).split()}
        more = " ".join(sorted(words - set(row.search_text.split())))
        changed = sa.update(APPLICATION).where(APPLICATION.c.id == row.application_id)
        connection.execute(changed.values(search_text=f"{row.search_text} {more}".strip()))


def downgrade() -> None:
    """Take back: the longer text finds no less."""
