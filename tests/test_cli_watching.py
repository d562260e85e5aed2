"""``funding health`` and ``/gesundheit``: an answer for machines, and nothing is changed by asking."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from sqlalchemy import create_engine, inspect


def health(url, folder):
    own = {"DATABASE_URL": url, "FUNDING_VAR": str(folder), "FUNDING_MODE": "embedded"}
    child = subprocess.run(
        [sys.executable, "-m", "funding", "health"],
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in child.stderr
    told = json.loads(child.stdout)
    return child.returncode, told["status"], {one["check"]: one for one in told["checks"]}


def test_an_empty_database_is_critical_and_stays_empty(tmp_path):
    url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    status, told, found = health(url, tmp_path)
    assert (status, told) == (2, "critical")
    assert found["shape"]["cure"].startswith("Start web server and worker")
    assert inspect(create_engine(url)).get_table_names() == []


def test_a_database_that_is_not_there_is_critical(tmp_path):
    status, told, found = health(f"sqlite:///{tmp_path}/nowhere/x.sqlite3", tmp_path)
    assert (status, told, list(found)) == (2, "critical", ["database"])


def test_what_came_back_is_read_at_the_console(sqlite_database, tmp_path):
    own = {"DATABASE_URL": sqlite_database, "FUNDING_VAR": str(tmp_path)}
    own |= {"FUNDING_MODE": "embedded", "BOUNCE_BOX": str(tmp_path / "box")}
    asked = [sys.executable, "-m", "funding", "bounces"]

    def bounces():
        return subprocess.run(
            asked, env=os.environ | own, capture_output=True, text=True, timeout=60, check=False
        )

    missing = bounces()
    assert missing.returncode == 2
    assert "is no Maildir" in missing.stderr
    assert "Traceback" not in missing.stderr
    for part in ("new", "cur", "tmp"):
        (tmp_path / "box" / part).mkdir(parents=True)
    (tmp_path / "box" / "new" / "1").write_bytes(b"Urlaub")
    assert json.loads(bounces().stdout) == {"foreign": 1}
