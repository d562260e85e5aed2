"""kill -9 at every point around commit and mail: nothing accepted is lost, nothing owed is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from funding.db.session import store
from tests.stages import TOWN

ROOT = Path(__file__).parents[2]


@pytest.fixture
def draft(play, tmp_path, sqlite_database):
    """Write an application that is ready to be handed in, and keep the database as it is then."""

    class Stop(Exception):
        pass

    def stop(email, reference, trigger, **details):
        raise Stop(reference)

    original, play.step = play.step, stop
    try:
        play.apply(TOWN, "Ein Vorhaben", "violence", 2_000_000)
    except Stop as stopped:
        reference = str(stopped)
    play.step = original
    store.engine.dispose()
    return reference


@pytest.mark.crash
@pytest.mark.slow
def test_wherever_the_process_is_killed_nothing_is_lost_and_at_most_one_mail_comes_twice(
    draft, tmp_path, sqlite_database
):
    path = sqlite_database.removeprefix("sqlite:///")
    child = subprocess.run(
        [sys.executable, "-m", "tests.tasks.crashing", path, str(tmp_path / "crash"), draft],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=True,
    )
    told = [json.loads(line) for line in child.stdout.splitlines()]
    crashes = [t for t in told if t["killed"]]
    assert len(crashes) > 60
    assert not told[-1]["killed"]
    for point in told:
        whole = point["state"] == "submitted"
        assert whole or not point["accepted"], point
        assert (point["entries"], point["owed"] > 0) == (int(whole), whole), point
        assert (point["unsent"], point["missing_mails"], point["wrong"]) == (0, 0, []), point
        assert point["twice"] <= 1, point
    states = {point["state"] for point in crashes}
    assert states == {"draft", "submitted"}, "the points lie on both sides of the commit"
