"""Transfers in both directions and approvals at once: no line ever gives what it has promised."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from funding.db import reading, transaction
from funding.models import BudgetLine
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.money import line, propose
from tests.services import racing
from tests.services.test_envelope_race import drop_sqlite_check
from tests.stages import bring
from workflows.application import State

ROOT = Path(__file__).parents[2]
PROCESSES, EACH, CASES = 2, 12, 12
STEP = 1_500_000


def prepare(story, *, guarded: bool) -> None:
    """Propose far more than the line holds, there and back, and let cases ask for the rest."""
    reference = bring(story, State.IN_ASSESSMENT, "violence", racing.ASKED)
    for _ in range(EACH):
        propose(story, STEP, "violence", "graffiti")
        propose(story, STEP // 4, "graffiti", "violence")
    with transaction() as session:
        if not guarded:
            racing.remove_the_guards(session)
        racing.copies(session, reference, CASES)


def run(url: str, instant: str, *, guarded: bool) -> Counter[str]:
    word = "guarded" if guarded else "unguarded"
    children = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.services.moving_at_once", url),
                *(str(number), str(PROCESSES), instant, word),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    done: Counter[str] = Counter()
    for child in children:
        done.update(json.loads(child.communicate(timeout=200)[0]))
    return done


def whole() -> int:
    with reading() as session:
        return session.scalar(select(func.sum(BudgetLine.total_cents)))


@pytest.mark.slow
def test_transfers_and_approvals_at_once_overspend_no_line(story, database):
    prepare(story, guarded=True)
    before = whole()
    done = run(database, story.moved.instant.isoformat(), guarded=True)
    giver = line("violence")
    assert done["refused"] + done["short"] > 0
    assert done["short"] + done["reserved"] == CASES
    assert done["released"] + done["refused"] == 2 * EACH
    assert giver.taken_cents <= giver.total_cents
    assert giver.reserved_cents == done["reserved"] * racing.ASKED
    assert whole() == before
    with reading() as session:
        assert differences(session, digest) == []


@pytest.mark.slow
def test_without_its_guards_a_line_gives_what_it_has_promised(story, database):
    """Negative control: the race above can fail."""
    prepare(story, guarded=False)
    drop_sqlite_check(database)
    done = run(database, story.moved.instant.isoformat(), guarded=False)
    giver = line("violence")
    assert done["refused"] == 0
    assert giver.taken_cents > giver.total_cents
