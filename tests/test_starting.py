"""A server process that cannot start says why in one sentence, and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from funding.db import connect
from funding.errors import Refused

ROOT = Path(__file__).parents[1]
SECRET = "streng-geheim"
SAFE = {
    "FUNDING_MODE": "production",
    "TRUSTED_HOSTS": "foerderung.example",
    "SECRET_KEY": "x" * 40,
    "BROKER_URL": "",
    "MAIL_URL": "smtp://127.0.0.1:1",
    "BASE_URL": "https://foerderung.example",
    "TRUSTED_PROXIES": "0",
}
SERVERS = {
    "web": (["-c", "import wsgi"], 3),
    "worker": (["-m", "dramatiq", "funding.worker:broker", "--processes", "1"], 2),
}
TROUBLE = {
    "short secret": ({"SECRET_KEY": "kurz"}, "SECRET_KEY is too short"),
    "no hosts": ({"TRUSTED_HOSTS": ""}, "TRUSTED_HOSTS is missing"),
    "no database": ({"DATABASE_URL": ""}, "DATABASE_URL is missing"),
    "database away": (
        {"DATABASE_URL": f"postgresql+psycopg://portal:{SECRET}@127.0.0.1:1/x"},
        "The database at 127.0.0.1 cannot be reached",
    ),
}


def start(arguments, settings):
    """Start a server that is to end by itself."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("server", SERVERS)
@pytest.mark.parametrize("trouble", TROUBLE)
def test_a_server_that_cannot_start_says_why_and_ends(tmp_path, server, trouble):
    arguments, status = SERVERS[server]
    change, sentence = TROUBLE[trouble]
    settings = SAFE | {"DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3"} | change
    ended = start(arguments, settings)
    said = ended.stdout + ended.stderr
    assert said.count(sentence) == 1
    assert ended.returncode == status
    assert "Traceback" not in said
    assert SECRET not in said


@pytest.mark.slow
def test_gunicorn_gives_up_on_settings_that_cannot_start():
    ended = start(["-m", "gunicorn", "wsgi:application", "-b", "127.0.0.1:0"], SAFE)
    assert "DATABASE_URL is missing" in ended.stderr
    assert ended.returncode == 3


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("sqlite:////nirgendwo/x.sqlite3", "The database at /nirgendwo/x.sqlite3"),
        ("sonstwas", "no address of a database"),
        ("oracle9://x", "no address of a database"),
        ("mysql://x/y", "no address of a database"),
    ],
)
def test_a_database_that_is_none_is_one_sentence(url, sentence):
    with pytest.raises(Refused) as refused:
        connect(url)
    assert sentence in refused.value.sentence
    assert "\n" not in refused.value.sentence
