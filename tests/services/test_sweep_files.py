"""What no row names is swept once its time of grace is over; an upload never loses its file."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from pathlib import Path

import pytest

from funding import clock
from funding.db import reading, transaction
from funding.db.session import store
from funding.models import Application
from funding.queries.accounts.actors import by_email
from funding.queries.operations.files import grace, missing, unnamed
from funding.services.applying.annexes import add_annex, remove_annex
from funding.services.applying.store_file import alone, keep, path_of
from funding.services.operations.sweep_files import remove, sweep_files
from tests.stages import EDITOR, bring
from workflows.application import State

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


def age(path, days):
    """Let a file have been written so many days ago."""
    at = (clock.now() - timedelta(days=days)).timestamp()
    os.utime(path, (at, at))


def kept(folder, content=b"x", days=8):
    file = keep(folder, io.BytesIO(content), 100)
    age(path_of(folder, file.sha256), days)
    return file


def name_it(reference, file):
    with transaction() as session:
        return add_annex(
            session, by_email(session, EDITOR), reference, "resolution", file, "B.pdf"
        ).id


def found(folder):
    with reading() as session:
        before = grace(session, clock.now())
        return unnamed(session, folder, before), before


def test_what_nobody_names_goes_after_its_grace_and_not_before(story, folder):
    old, young = kept(folder, b"old", 8), kept(folder, b"young", 6)
    assert sweep_files(folder, dry=True) == (1, 3)
    assert path_of(folder, old.sha256).exists()
    assert sweep_files(folder) == (1, 3)
    assert not path_of(folder, old.sha256).exists()
    assert path_of(folder, young.sha256).exists()
    assert sweep_files(folder) == (0, 0)


def test_a_file_that_a_row_names_stays_however_old(story, folder):
    file = kept(folder, days=4000)
    annex = name_it(bring(story, State.DRAFT), file)
    assert sweep_files(folder) == (0, 0)
    with transaction() as session:
        remove_annex(session, by_email(session, EDITOR), story_reference(session), annex)
    assert sweep_files(folder) == (1, 1)


def story_reference(session):

    return session.query(Application.reference).scalar()


def test_what_an_upload_left_behind_when_it_died_goes_too_and_what_is_not_ours_stays(story, folder):
    kept(folder)
    for name in ("upload-abc", "notes.txt"):
        (folder / name).write_bytes(b"half")
        age(folder / name, 8)
    assert sweep_files(folder) == (2, 5)
    assert sorted(p.name for p in folder.iterdir()) == ["notes.txt"]


def test_a_store_that_was_never_used_is_swept(story, folder):
    assert sweep_files(folder) == (0, 0)


def test_content_that_is_sent_up_again_between_the_look_and_the_sweep_stays(story, folder):
    reference, file = bring(story, State.DRAFT), kept(folder)
    left, before = found(folder)
    assert len(left) == 1
    keep(folder, io.BytesIO(b"x"), 100)
    age(path_of(folder, file.sha256), 0)
    assert remove(folder, left, before) == (0, 0)
    name_it(reference, file)
    with reading() as session:
        assert missing(session, folder) == []


def test_nothing_is_removed_while_an_upload_puts_its_file_in_place(story, folder):
    file = kept(folder)
    left, before = found(folder)
    with ThreadPoolExecutor(1) as pool:
        with alone(folder):
            sweep = pool.submit(remove, folder, left, before)
            assert not wait([sweep], timeout=0.5).done
            age(path_of(folder, file.sha256), 0)
        assert sweep.result() == (0, 0)


def test_an_upload_waits_for_a_sweep_that_has_looked_at_the_age(story, folder):
    kept(folder)
    with ThreadPoolExecutor(1) as pool:
        with alone(folder):
            upload = pool.submit(keep, folder, io.BytesIO(b"x"), 100)
            assert not wait([upload], timeout=0.5).done
        assert path_of(folder, upload.result().sha256).exists()


def test_processes_that_upload_what_others_sweep_lose_nothing(play, sqlite_database, tmp_path):
    reference, folder = bring(play, State.DRAFT), tmp_path / "files"
    store.engine.dispose()
    command = [sys.executable, "-m", "tests.services.sweeping", sqlite_database, str(folder)]
    sweeper = subprocess.Popen([*command, "sweep", reference], cwd=ROOT, stdin=subprocess.PIPE)
    child = subprocess.run(
        [*command, "upload", reference],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    sweeper.communicate(timeout=60)
    told = json.loads(child.stdout)
    assert told["named"] == told["tries"]
    assert told["lost"] == 0
    with reading() as session:
        assert missing(session, folder) == []


class Named(type(Path())):
    """A folder in which an upload names its file while somebody reads the folder."""

    def iterdir(self):
        name_it(self.reference, self.file)
        return super().iterdir()


def test_a_file_that_is_named_while_the_folder_is_read_is_not_nameless(story, folder):
    seen = Named(folder)
    seen.reference, seen.file = bring(story, State.DRAFT), kept(folder)
    with reading() as session:
        assert unnamed(session, seen, clock.now()) == []


def test_what_was_put_in_or_taken_out_is_written_for_good_before_anything_is_told(
    story, folder, monkeypatch
):
    written, sync = [], os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (sync(handle), written.append(os.fstat(handle).st_ino))
    )
    file = kept(folder)
    place = folder.stat().st_ino
    assert written == [path_of(folder, file.sha256).stat().st_ino, place]
    written.clear()
    assert sweep_files(folder) == (1, 1)
    assert written == [place]


def test_a_row_without_its_file_is_named(story, folder):
    file = kept(folder)
    name_it(bring(story, State.DRAFT), file)
    path_of(folder, file.sha256).unlink()
    with reading() as session:
        [sentence] = missing(session, folder)
    assert sentence.endswith(f"the store has no content {file.sha256}")
