"""The embedded process, as people run it: it starts, stops cleanly, and survives being killed."""

from __future__ import annotations

import http.cookiejar
import mailbox
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from funding.db import connect, reading
from funding.db.session import store
from funding.models import Application, Notice
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.stages import REVIEWER, bring
from workflows.application import State

ROOT = Path(__file__).parents[1]
PATIENCE = 30
pytestmark = [pytest.mark.crash, pytest.mark.slow]


class Portal:
    """A portal in a process of its own."""

    def __init__(self, var: Path, database: str | None = None):
        env = os.environ | {"FUNDING_MODE": "embedded", "FUNDING_VAR": str(var)}
        if database:
            env["DATABASE_URL"] = database
        self.process = subprocess.Popen(
            [sys.executable, "-m", "funding", "serve", "--port", "0"],
            cwd=ROOT,
            env=env,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = []
        for line in self.process.stderr:
            self.said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+$", line.strip()):
                self.url = found[0]
            if "Ctrl-C" in line:
                break
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def get(self, path: str) -> str:
        with self.opener.open(self.url + path, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def send(self, path: str, page: str, data: dict) -> str:
        main = self.get(page).partition("<main")[2]
        for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', main):
            name = re.search(r'name="([^"]*)"', tag)[1]
            value = re.search(r'value="([^"]*)"', tag)
            data.setdefault(name, value[1] if value else "")
        body = urllib.parse.urlencode(data).encode()
        with self.opener.open(self.url + path, body, timeout=PATIENCE) as answer:
            return answer.geturl()

    def sign_in(self, email: str) -> None:
        self.send("/anmelden", "/anmelden", {"email": email, "password": "praevention-2022"})

    def end(self, how: int) -> tuple[int, float]:
        begun = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(PATIENCE)
        self.process.stderr.close()
        return self.process.returncode, time.monotonic() - begun


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_an_empty_portal_fills_itself_serves_and_stops_cleanly(tmp_path, how):
    portal = Portal(tmp_path / "var")
    try:
        page = portal.get("/")
        assert "ist geöffnet" in page
        assert any("sachbearbeitung1@smi.example" in line for line in portal.said)
        portal.sign_in(REVIEWER)
        assert "Arbeitsvorrat" in portal.get("/arbeitsvorrat")
        [code] = set(re.findall(r"/foerderung/(\d{4})/pruefen", page))
        dates = portal.get(f"/foerderung/{code}/fristen.ics").replace("\r\n ", "")
        assert f"{portal.url}/foerderung/{code}" in dates
        assert portal.url.rpartition(":")[2] != "8000"
        portal.send("/passwort/neu", "/passwort/neu", {"email": REVIEWER})
        assert portal.url + "/passwort/" in letters(tmp_path / "var" / "mail", "passwort/")
        assert (tmp_path / "var" / "secret").stat().st_mode & 0o077 == 0
    finally:
        status, _took = portal.end(how)
    assert status == 0


def test_a_port_in_use_is_one_sentence_and_status_2(tmp_path):
    portal = Portal(tmp_path / "var")
    try:
        port = portal.url.rpartition(":")[2]
        second = subprocess.run(
            [sys.executable, "-m", "funding", "serve", "--port", port],
            cwd=ROOT,
            env=os.environ | {"FUNDING_MODE": "embedded", "FUNDING_VAR": str(tmp_path / "var")},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    finally:
        portal.end(signal.SIGTERM)
    assert second.returncode == 2
    assert len(second.stderr.strip().splitlines()) == 1
    assert port in second.stderr


def letters(folder: Path, word: str) -> str:
    """Wait for a letter with a word in it, and return the texts of all."""
    texts = ""
    for _ in range(40):
        found = mailbox.Maildir(str(folder)) if folder.exists() else []
        bodies = [
            part for m in found for part in m.walk() if part.get_content_type() == "text/plain"
        ]
        texts = "".join(b.get_payload(decode=True).decode() for b in bodies)
        if word in texts:
            break
        time.sleep(0.25)
    return texts


def claim(portal: Portal, reference: str) -> None:
    case = f"/vorgaenge/{reference}"
    portal.send(f"{case}/befangenheit", f"{case}/befangenheit", {"biased": "no"})
    portal.send(f"{case}/schritt/claim", f"{case}/schritt/claim", {})


def test_what_was_accepted_survives_kill_9_of_the_real_process(play, sqlite_database, tmp_path):
    references = [bring(play, State.SUBMITTED) for _ in range(9)]
    play.go(play.today)
    store.engine.dispose()
    accepted, kills = [], 0
    waiting = list(references)
    while waiting:
        portal = Portal(tmp_path / "var", sqlite_database)
        portal.sign_in(REVIEWER)
        try:
            for reference in waiting[:3]:
                claim(portal, reference)
                accepted.append(reference)
            # Killed at once, while the mails of these steps are on their way.
        finally:
            portal.end(signal.SIGKILL)
            kills += 1
        waiting = [r for r in references if r not in accepted]
    portal = Portal(tmp_path / "var", sqlite_database)
    try:
        unsent = drained(sqlite_database)
    finally:
        portal.end(signal.SIGTERM)
    assert unsent == 0
    connect(sqlite_database)
    with reading() as session:
        rows = session.execute(select(Application.reference, Application.state)).all()
        states = {row.reference: row.state for row in rows}
        assert {states[reference] for reference in accepted} == {State.IN_CHECK}
        assert differences(session, digest) == []
        begun = session.scalar(select(func.count()).where(Notice.kind == "check_begun"))
    assert begun == 2 * len(accepted)
    sent = Counter(m["Message-ID"] for m in mailbox.Maildir(str(tmp_path / "var" / "mail")))
    assert sum(count - 1 for count in sent.values()) <= kills


def drained(database: str) -> int:
    """Wait until the outbox is empty, for longer than a lease; return what is left."""
    connect(database)
    for _ in range(60):
        with reading() as session:
            left = session.scalar(
                select(func.count()).where(Notice.state == "owed", Notice.kind == "check_begun")
            )
        if not left:
            break
        time.sleep(1)
    store.engine.dispose()
    return left
