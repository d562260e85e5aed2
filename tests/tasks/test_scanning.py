"""Files are scanned once, outside any transaction; while nobody scans nothing is called clean."""

from __future__ import annotations

import io
import socket
import time
from datetime import timedelta

import pytest
from dramatiq import Worker
from sqlalchemy import delete

from funding import clock
from funding.config import Settings
from funding.db import reading, transaction
from funding.errors import Refused
from funding.models import Annex, StoredFile
from funding.queries.accounts.actors import by_email
from funding.queries.operations.health import health
from funding.services.applying import scan_files
from funding.services.applying.annexes import add_annex
from funding.services.applying.store_file import path_of, take_in
from funding.tasks import clamd
from funding.tasks.broker import declare, make_broker
from funding.tasks.post import Postman
from funding.tasks.scanning import Scanner, scan_all
from tests.samples import EICAR, pdf
from tests.stages import EDITOR, bring
from tests.tasks.scanner import Clamd, LocalClamd, serving
from workflows.application import State

SOON = timedelta(microseconds=1)


@pytest.fixture
def server():
    with serving(Clamd()) as running:
        yield running


@pytest.fixture
def scanner(server, tmp_path):
    return Scanner(server.url, tmp_path / "files")


@pytest.fixture
def send_up(story, tmp_path):
    """Send files up into a draft; return their ids."""
    reference = bring(story, State.DRAFT)

    def send(*notes, into=None):
        ids = []
        for note in notes:
            data = io.BytesIO(pdf(note))
            kept = take_in(tmp_path / "files", data, "x.pdf", 1_000_000)
            with transaction() as session:
                actor = by_email(session, EDITOR)
                annex = add_annex(session, actor, into or reference, "other", kept, f"{note}.pdf")
                ids.append(annex.file_id)
        return ids

    return send


def row(file_id):
    with reading() as session:
        return session.get_one(StoredFile, file_id)


def states(ids):
    return [row(one).scan_state for one in ids]


def test_what_is_clean_and_what_is_infected_is_told_apart(send_up, scanner, server, story):
    ids = send_up("sauber", EICAR.decode())
    assert states(ids) == ["unscanned", "unscanned"]
    assert scan_all(scanner) == 2
    assert states(ids) == ["clean", "infected"]
    assert sorted(server.scanned) == sorted([pdf("sauber"), pdf(EICAR.decode())])
    assert [row(one).scanned_at for one in ids] == [story.moved.instant] * 2
    assert row(ids[1]).scan_note == "Eicar-Test-Signature"
    assert scan_all(scanner) == 0, "nothing is scanned twice"


def test_without_a_scanner_nothing_is_called_clean(send_up, tmp_path):
    ids = send_up("sauber")
    assert scan_all(Scanner("", tmp_path / "files")) == 0
    assert states(ids) == ["unscanned"]


@pytest.mark.parametrize(
    "mood",
    [
        "hang up",
        "INSTREAM size limit exceeded. ERROR",
        "stream: O",
        "OK but",
        "x" * 10_000,
        "\udcff",
    ],
)
def test_what_is_no_verdict_leaves_the_file_unscanned(send_up, scanner, server, story, mood):
    [one] = send_up("sauber")
    server.mood = mood.encode("utf-8", "replace").decode()
    assert scan_all(scanner) == 1
    found = row(one)
    assert (found.scan_state, found.scan_lease, found.scan_attempts) == ("unscanned", None, 1)
    assert found.scan_next_at > story.moved.instant
    assert found.scan_note


def test_while_the_scanner_is_away_tries_grow_apart_and_never_end(send_up, tmp_path, server, story):
    [one] = send_up("sauber")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        away = Scanner(f"tcp://127.0.0.1:{taken.getsockname()[1]}", tmp_path / "files")
        gaps = []
        for _ in range(12):
            assert scan_all(away) == 1
            gaps.append(row(one).scan_next_at - story.moved.instant)
            story.moved.instant = row(one).scan_next_at
    assert gaps[0] < timedelta(minutes=2) < gaps[4] < gaps[-1] <= timedelta(minutes=33)
    assert scan_all(Scanner(server.url, tmp_path / "files")) == 1
    assert states([one]) == ["clean"]


def test_a_file_that_is_lost_is_not_called_clean(send_up, scanner, tmp_path):
    [one] = send_up("sauber")
    path_of(tmp_path / "files", row(one).sha256).unlink()
    assert scan_all(scanner) == 1
    assert states([one]) == ["unscanned"]


def test_nothing_is_scanned_inside_a_transaction(send_up, scanner, server):
    [one] = send_up("sauber")

    def write_meanwhile():
        with transaction() as session:  # on SQLite this waits for whoever holds the only one
            session.get_one(StoredFile, one).scan_note = "dazwischen"

    server.before_answer = write_meanwhile
    assert scan_all(scanner) == 1
    assert states([one]) == ["clean"]


def test_whoever_has_the_same_content_has_it_from_the_same_scan(send_up, scanner, server, story):
    first = send_up(EICAR.decode())
    second = send_up(EICAR.decode(), into=bring(story, State.DRAFT))
    assert scan_all(scanner) == 1
    assert states(first + second) == ["infected", "infected"]
    assert len(server.scanned) == 1


def lease(most=10):
    with transaction() as session:
        return scan_files.lease_scans(session, most)


def test_a_leased_file_is_not_taken_by_another_until_the_lease_is_over(send_up, story):
    ids = send_up("eins", "zwei", "drei")
    _first, taken = lease(2)
    assert len(taken) == 2
    assert {due.id for due in lease()[1]} == set(ids) - {due.id for due in taken}
    story.moved.instant += scan_files.LEASE + SOON
    assert {due.id for due in lease()[1]} == set(ids)


def test_a_clock_that_was_set_back_keeps_no_file(send_up, story):
    ids = send_up("eins")
    lease()
    story.moved.instant -= timedelta(days=1)
    assert [due.id for due in lease()[1]] == ids


@pytest.mark.parametrize("found", ["", "Virus"])
def test_who_lost_the_lease_marks_nothing(send_up, story, found):
    send_up("eins")
    old, [due] = lease()
    story.moved.instant += scan_files.LEASE + SOON
    new, _again = lease()
    with transaction() as session:
        assert scan_files.mark_scanned(session, due, old, found) is False
        assert scan_files.postpone_scan(session, due, old, "away") is False
    assert (row(due.id).scan_state, row(due.id).scan_lease) == ("unscanned", new)
    with transaction() as session:
        assert scan_files.mark_scanned(session, due, new, found) is True
    assert row(due.id).scan_state == ("infected" if found else "clean")


def test_a_file_that_was_removed_meanwhile_is_nobodys(send_up):
    send_up("eins")
    held, [due] = lease()
    with transaction() as session:
        session.execute(delete(Annex))
        session.execute(delete(StoredFile))
    with transaction() as session:
        assert scan_files.mark_scanned(session, due, held, "") is False
        assert scan_files.postpone_scan(session, due, held, "away") is False


def test_the_scanner_works_beside_the_workers(send_up, scanner, server):
    broker = make_broker("")
    postman = Postman(lambda _message: None, "x@y.example", "http://localhost")
    declare(broker, postman, scanner, ticking=False)
    worker = Worker(broker, worker_threads=1, worker_timeout=50)
    ids, ends = send_up("sauber"), time.monotonic() + 20
    worker.start()
    while states(ids) != ["clean"] and time.monotonic() < ends:
        pass
    worker.stop(timeout=2_000)
    assert states(ids) == ["clean"]


def test_the_health_page_counts_what_waits(send_up, scanner, story):
    send_up("sauber", EICAR.decode())
    with reading() as session:
        figures = health(session, clock.now())
    assert (figures.scans_waiting, figures.infected) == (2, 0)
    assert figures.oldest_scan == story.moved.instant
    scan_all(scanner)
    with reading() as session:
        figures = health(session, clock.now())
    assert (figures.scans_waiting, figures.oldest_scan, figures.infected) == (0, None, 1)


def test_a_large_file_goes_piece_by_piece(server):
    content = bytes(range(256)) * 4_000
    assert clamd.scan(server.url, io.BytesIO(content)) == ""
    assert server.scanned == [content]


def test_a_local_scanner_is_spoken_to_as_well(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # such an address may have only 100 characters
    with serving(LocalClamd("./clamd")) as server:
        server.path = "/proc/self/cwd/clamd"
        assert clamd.scan(server.url, io.BytesIO(EICAR)) == "Eicar-Test-Signature"
        assert clamd.scan(server.url, io.BytesIO(b"sauber")) == ""
    with pytest.raises(OSError, match=r"refused|No such"):
        clamd.scan(server.url, io.BytesIO(b"sauber"))


def test_a_scanner_that_says_nothing_is_left(monkeypatch):
    monkeypatch.setattr(clamd, "SILENCE_SECONDS", 0.05)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        with pytest.raises(TimeoutError):
            clamd.scan(f"tcp://127.0.0.1:{deaf.getsockname()[1]}", io.BytesIO(b"x"))


def test_a_scanner_that_takes_too_long_is_left(monkeypatch, server):
    monkeypatch.setattr(clamd, "SCAN_SECONDS", -1.0)
    with pytest.raises(clamd.NoVerdict):
        clamd.scan(server.url, io.BytesIO(b"x"))


@pytest.mark.parametrize(
    "url",
    ["", "tcp://127.0.0.1:3310", "tcp://[::1]:3310", "unix:///run/clamav/clamd.ctl"],
)
def test_addresses_of_a_scanner(url, tmp_path):
    env = {"FUNDING_MODE": "embedded", "FUNDING_VAR": str(tmp_path), "CLAMD_URL": url}
    assert Settings.from_env(env).clamd_url == url


@pytest.mark.parametrize(
    "url",
    [
        "clamd:3310",
        "tcp://clamd",
        "tcp://:3310",
        "tcp://clamd:viele",
        "tcp://clamd:99999",
        "tcp://[::1",
        "unix://run/clamd",
        "unix:///",
        "http://clamd:3310",
        "127.0.0.1:3310",
    ],
)
def test_what_is_no_address_of_a_scanner_is_refused_with_a_sentence(url, tmp_path):
    env = {"FUNDING_MODE": "embedded", "FUNDING_VAR": str(tmp_path), "CLAMD_URL": url}
    with pytest.raises(Refused) as refused:
        Settings.from_env(env)
    assert "CLAMD_URL is no address of a virus scanner" in refused.value.sentence
