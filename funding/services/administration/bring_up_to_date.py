"""A database as this release needs it: its shape, and the rules that came with the release."""

from __future__ import annotations

from funding.db import connect, migrate, transaction
from funding.services.administration.load_programme import is_empty, load_missing_rules


def bring_up_to_date(url: str) -> bool:
    """Connect, migrate what is old, add rules that are new; tell whether anything was migrated.

    An empty database stays empty: what it begins with is loaded by ``set-up``, by name. Any
    number of processes may start at once. Raises ``Refused`` where there is no database.
    """
    migrated = migrate.upgrade(connect(url))
    with transaction() as session:
        if not is_empty(session):
            load_missing_rules(session)
    return migrated
