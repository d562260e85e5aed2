"""The envelope cannot be overspent by any race: 400 asks of 10,000 EUR, exactly 130 pass."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select, text

from funding.db import reading, transaction
from funding.models import Envelope
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.services import racing
from tests.stages import bring
from workflows.application import State

ROOT = Path(__file__).parents[2]
ASKS, PROCESSES = 400, 2
CHECKS = {
    "not_overspent": "reserved_cents + committed_cents",
    "unblocked": "reserved_cents + committed_cents + blocked_cents",
}


def prepare(story, *, guarded: bool) -> None:
    reference = bring(story, State.IN_ASSESSMENT, grant=racing.ASKED)
    with transaction() as session:
        racing.widen(session)
        if not guarded:
            racing.remove_the_guards(session)
    with transaction() as session:
        racing.copies(session, reference, ASKS)


def drop_sqlite_check(url: str) -> None:
    """SQLite keeps CHECKs for ever; the mutant's schema is rewritten without this one."""
    with transaction() as session:
        if session.get_bind().dialect.name != "sqlite":
            return
        session.execute(text("PRAGMA writable_schema=ON"))
        for table in ("envelope", "budget_line"):
            for name, taken in CHECKS.items():
                check = f"CONSTRAINT ck_{table}_{name} CHECK ({taken} <= total_cents)"
                session.execute(
                    text("UPDATE sqlite_master SET sql = replace(sql, :old, :new) WHERE name = :t"),
                    {"old": check, "new": "CHECK (1)", "t": table},
                )


def run(url: str, instant: str, *, guarded: bool) -> int:
    word = "guarded" if guarded else "unguarded"
    children = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.services.racing",
                url,
                str(n),
                str(PROCESSES),
                instant,
                word,
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(PROCESSES)
    ]
    return sum(int(child.communicate(timeout=240)[0]) for child in children)


@pytest.mark.slow
def test_of_400_asks_for_10_000_euros_exactly_130_pass(story, database):
    prepare(story, guarded=True)
    assert run(database, story.moved.instant.isoformat(), guarded=True) == 130
    with reading() as session:
        pot = session.scalars(select(Envelope)).one()
        assert (pot.reserved_cents, pot.total_cents) == (130_000_000, 130_000_000)
        assert differences(session, digest) == []


@pytest.mark.slow
def test_without_its_guards_the_envelope_is_overspent(story, database):
    """Negative control: the race above can fail."""
    prepare(story, guarded=False)
    drop_sqlite_check(database)
    assert run(database, story.moved.instant.isoformat(), guarded=False) > 130
    with reading() as session:
        pot = session.scalars(select(Envelope)).one()
        assert pot.reserved_cents > pot.total_cents
