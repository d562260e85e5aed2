"""kill -9 in the middle of a deletion leaves all of it or nothing, and whoever is next ends it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from funding.db.session import store
from tests.services.closing.keeping import proposed
from tests.services.closing.test_delete_case import SECRET, everything, uploaded, wrong
from tests.stages import EDITOR, bring
from workflows.application import State

ROOT = Path(__file__).parents[3]
pytestmark = [pytest.mark.crash, pytest.mark.slow]


@pytest.fixture
def reference(story, tmp_path):
    """Propose the deletion of a case with words and two files."""
    found = bring(story, State.SUBMITTED)
    for number in (1, 2):
        uploaded(tmp_path / "files", found, EDITOR, b"%PDF-1.7 " + bytes([number]))
    story.withdraw(found, SECRET)
    proposed(story, found)
    return found


def run(story, database, folder, reference, *, whole="whole") -> list[dict]:
    store.engine.dispose()
    command = [sys.executable, "-m", "tests.services.closing.deleting", database, str(folder)]
    child = subprocess.run(
        [*command, reference, story.moved.instant.isoformat(), whole],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=True,
    )
    return [json.loads(line) for line in child.stdout.splitlines()]


def test_wherever_it_is_killed_all_is_deleted_or_nothing(story, database, reference, tmp_path):
    before, *told = run(story, database, tmp_path / "files", reference)
    confirming = [one for one in told if one["stage"] == "confirm"]
    assert len(confirming) > 12
    for one in told:
        assert one["wrong"] == [], one
        assert one["deleted"] != (one["rows"] == before["rows"]), one
    *unharmed, last = confirming
    assert all(one["killed"] and not one["deleted"] for one in unharmed)
    assert (last["deleted"], last["files"], last["doomed"]) == (True, 2, 2)
    removing = [one for one in told if one["stage"] == "remove"]
    assert {one["files"] for one in removing if one["killed"]} == {2, 1, 0}
    assert {one["doomed"] for one in removing if one["killed"]} >= {2}
    assert (removing[-1]["killed"], removing[-1]["files"], removing[-1]["doomed"]) == (False, 0, 0)
    assert SECRET not in everything()
    assert wrong() == []


def test_a_deletion_that_is_kept_in_two_parts_is_found_out(story, database, reference, tmp_path):
    """Negative control: the points above lie where a part of it would be left."""
    before, *told = run(story, database, tmp_path / "files", reference, whole="torn")
    (half,) = [one for one in told if one["stage"] == "confirm" and one["rows"] != before["rows"]]
    assert not half["deleted"]
    assert half["wrong"] != []
