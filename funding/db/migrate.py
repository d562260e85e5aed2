"""Bring a database to the present shape, or tell whether it has it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from funding.db.base import Base

FOLDER = Path(__file__).resolve().parents[2] / "migrations"
POSTGRES_LOCK = 7_202_207_22


def config(connection: Connection) -> Config:
    """Return what Alembic needs to know: where the revisions lie, and the connection."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    settings.attributes["connection"] = connection
    return settings


def head() -> str | None:
    """Return the newest revision."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    return ScriptDirectory.from_config(settings).get_current_head()


def current(engine: Engine) -> str | None:
    """Return the revision a database has, or ``None``."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine) -> bool:
    """Apply what is missing, by one process at a time; return whether anything was."""
    if current(engine) == head():
        return False
    with engine.execution_options(sqlite_begin="IMMEDIATE").begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRES_LOCK})
        command.upgrade(config(connection), "head")
    return True


def downgrade(engine: Engine, revision: str) -> None:
    """Take revisions back; for tests."""
    with engine.execution_options(sqlite_begin="IMMEDIATE").begin() as connection:
        command.downgrade(config(connection), revision)


def differences(engine: Engine) -> list[str]:
    """List where the models and the migrated database differ."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(difference) for difference in compare_metadata(context, Base.metadata)]
