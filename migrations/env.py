"""Run the migrations on the connection that the console hands over."""

from __future__ import annotations

from alembic import context

from funding import models  # noqa: F401 - the tables register themselves
from funding.db import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    user_module_prefix="base.",
)
with context.begin_transaction():
    context.run_migrations()
