"""Files of a case: kept before their row, bounded together, known by content, forgotten in a draft."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from funding.db import reading, transaction
from funding.db.session import store
from funding.errors import Invalid, NotFound, NotPermitted
from funding.models import Annex, RuleValue, StoredFile
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.annexes import annexes_of, promised
from funding.services.applying.annexes import (
    add_annex,
    promise_annexes,
    remove_annex,
    replace_annex,
)
from funding.services.applying.store_file import Kept, clean_name, take_in
from tests.samples import pdf
from tests.stages import EDITOR, REVIEWER, SIGNATORY, bring
from tests.tasks.test_lease import waits_for_another
from workflows.application import State
from workflows.core import StepRefused

ROOT = Path(__file__).parents[2]
STRANGER = "zeichnung@rodewisch.example"


@pytest.fixture
def reference(story):
    return bring(story, State.DRAFT)


def kept(letter, size=10):
    return Kept(letter * 64, size)


def limit(key, value):
    with transaction() as session:
        session.execute(update(RuleValue).where(RuleValue.key == key).values(value=value))


def add(reference, file, slot="resolution", name="Datei.pdf", email=EDITOR):
    with transaction() as session:
        return add_annex(session, by_email(session, email), reference, slot, file, name).id


def held(reference):
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        return [(one.slot, one.name, one.by) for one in annexes_of(case)]


def count(model):
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def code_of(invalid):
    return [fault.code for fault in invalid.value.faults]


def test_a_file_lies_in_its_slot_with_name_and_person(reference):
    add(reference, kept("a"), name="../Beschluß vom 3. Mai.pdf")
    assert held(reference) == [("resolution", "Beschluß vom 3. Mai.pdf", "Bearbeitung Flöha")]


def test_a_slot_takes_no_more_than_it_holds(reference):
    add(reference, kept("a"))
    with pytest.raises(Invalid) as invalid:
        add(reference, kept("b"))
    assert code_of(invalid) == ["files_too_many"]
    for letter in "0123456789":
        add(reference, kept(letter), slot="other")
    with pytest.raises(Invalid) as invalid:
        add(reference, kept("b"), slot="other")
    assert code_of(invalid) == ["files_too_many"]
    assert len(held(reference)) == count(StoredFile) == 11


def test_the_same_content_is_recognised_in_whatever_slot(reference):
    add(reference, kept("a"))
    with pytest.raises(Invalid) as invalid:
        add(reference, kept("a"), slot="other", name="Kopie.pdf")
    [fault] = invalid.value.faults
    assert (fault.code, fault.params["slot"].de) == ("file_known", "Ratsbeschluss")


def test_another_application_may_have_the_same_content(story, reference):
    add(reference, kept("a"))
    add(bring(story, State.DRAFT), kept("a"))
    assert count(Annex) == 2


def test_an_unknown_slot_takes_nothing(reference):
    with pytest.raises(Invalid) as invalid:
        add(reference, kept("a"), slot="anything")
    assert code_of(invalid) == ["unknown_slot"]


def test_the_files_of_a_case_are_bounded_together(reference):
    limit("case_bytes", 100)
    add(reference, kept("a", 60))
    with pytest.raises(Invalid) as invalid:
        add(reference, kept("b", 41), slot="other")
    [fault] = invalid.value.faults
    assert (fault.code, fault.params["left_bytes"]) == ("file_case_full", 40)
    add(reference, kept("b", 40), slot="other")
    assert count(StoredFile) == 2


def test_of_two_uploads_at_once_only_one_passes_the_limit_of_the_case(reference):
    limit("case_bytes", 100)

    def late():
        return add(reference, kept("b", 60), slot="other", email=SIGNATORY)

    with ThreadPoolExecutor(1) as other:
        with transaction() as session:
            actor = by_email(session, EDITOR)
            add_annex(session, actor, reference, "resolution", kept("a", 60), "Erste.pdf")
            second = other.submit(late)
            ends = time.monotonic() + 10
            while not waits_for_another() and time.monotonic() < ends:
                pass
        with pytest.raises(Invalid) as invalid:
            second.result(timeout=20)
    assert code_of(invalid) == ["file_case_full"]
    assert held(reference) == [("resolution", "Erste.pdf", "Bearbeitung Flöha")]


def test_two_uploads_at_once_that_fit_are_both_kept(reference):
    def late():
        return add(reference, kept("b"), slot="other", email=SIGNATORY)

    with ThreadPoolExecutor(1) as other:
        with transaction() as session:
            actor = by_email(session, EDITOR)
            add_annex(session, actor, reference, "resolution", kept("a"), "Erste.pdf")
            second = other.submit(late)
            ends = time.monotonic() + 10
            while not waits_for_another() and time.monotonic() < ends:
                pass
        second.result(timeout=20)
    assert {slot for slot, *_ in held(reference)} == {"resolution", "other"}


def test_what_a_draft_gives_up_is_forgotten(reference):
    first = add(reference, kept("a"))
    with transaction() as session:
        assert remove_annex(session, by_email(session, EDITOR), reference, first) == "Datei.pdf"
    assert (held(reference), count(StoredFile)) == ([], 0)
    with pytest.raises(NotFound), transaction() as session:
        remove_annex(session, by_email(session, EDITOR), reference, first)


def test_a_file_takes_the_place_of_another(reference):
    old = add(reference, kept("a"))
    with transaction() as session:
        replace_annex(session, by_email(session, EDITOR), reference, old, kept("b"), "Neu.pdf")
    assert held(reference) == [("resolution", "Neu.pdf", "Bearbeitung Flöha")]
    assert count(StoredFile) == 1


def test_a_file_that_finds_no_room_leaves_the_old_one_in_its_place(reference):
    limit("case_bytes", 100)
    old = add(reference, kept("a", 50))
    with transaction() as session:
        actor = by_email(session, EDITOR)
        with pytest.raises(Invalid):
            replace_annex(session, actor, reference, old, kept("b", 101), "Neu.pdf")
    assert held(reference) == [("resolution", "Datei.pdf", "Bearbeitung Flöha")]


def test_the_file_of_another_application_is_neither_replaced_nor_removed(story, reference):
    foreign = add(bring(story, State.DRAFT), kept("a"))
    for deed in (
        lambda s, a: remove_annex(s, a, reference, foreign),
        lambda s, a: replace_annex(s, a, reference, foreign, kept("b"), "x.pdf"),
    ):
        with pytest.raises(NotFound), transaction() as session:
            deed(session, by_email(session, EDITOR))
    assert count(Annex) == 1


DEEDS = {
    "add": lambda s, a, r, one: add_annex(s, a, r, "other", kept("c"), "x.pdf"),
    "replace": lambda s, a, r, one: replace_annex(s, a, r, one, kept("c"), "x.pdf"),
    "remove": lambda s, a, r, one: remove_annex(s, a, r, one),
    "promise": lambda s, a, r, one: promise_annexes(s, a, r, {"agreement": None}),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_only_who_writes_the_draft_changes_its_files(reference, deed):
    one = add(reference, kept("a"))
    for email, refusal in ((STRANGER, NotFound), (REVIEWER, NotFound)):
        with pytest.raises(refusal), transaction() as session:
            DEEDS[deed](session, by_email(session, email), reference, one)
    assert len(held(reference)) == 1


@pytest.mark.parametrize("deed", DEEDS)
def test_what_was_handed_in_keeps_its_files(story, deed):
    reference = bring(story, State.SUBMITTED)
    with reading() as session:
        before = (count(Annex), count(StoredFile))
        actor = by_email(session, EDITOR)
    with pytest.raises(StepRefused), transaction() as session:
        DEEDS[deed](session, actor, reference, None)
    with pytest.raises((NotPermitted, StepRefused)), transaction() as session:
        DEEDS[deed](session, by_email(session, REVIEWER), reference, None)
    assert (count(Annex), count(StoredFile)) == before


def test_a_promise_is_kept_until_it_is_taken_back_or_fulfilled(reference, story):
    day = story.today + timedelta(days=9)

    def said():
        with reading() as session:
            case = find.case(session, by_email(session, EDITOR), reference)
            return promised(case, "resolution")

    def promise(value, slot="resolution"):
        with transaction() as session:
            promise_annexes(session, by_email(session, EDITOR), reference, {slot: value})

    promise(day)
    assert said() == day
    promise(None)
    assert said() is None
    promise(day)
    add(reference, kept("a"))
    assert said() is None
    with pytest.raises(Invalid) as invalid:
        promise(day, "other")
    assert code_of(invalid) == ["cannot_follow"]


def test_content_known_to_be_infected_is_not_taken_again(story, reference):
    add(reference, kept("a"))
    with transaction() as session:
        session.execute(update(StoredFile).values(scan_state="infected"))
    with pytest.raises(Invalid) as invalid:
        add(bring(story, State.DRAFT), kept("a"))
    assert code_of(invalid) == ["file_infected"]


def test_a_file_that_is_refused_leaves_nothing_on_disk(tmp_path):
    folder = tmp_path / "files"
    for data, name, most in (
        (b"<html>", "x.pdf", 100),
        (pdf(), "x.pdf", 10),
        (pdf(), "x.exe", 9999),
    ):
        with pytest.raises(Invalid):
            take_in(folder, io.BytesIO(data), name, most)
    assert not folder.exists() or not list(folder.iterdir())
    file = take_in(folder, io.BytesIO(pdf()), "x.pdf", 9999)
    assert [one.name for one in folder.iterdir()] == [file.sha256]


@pytest.mark.parametrize(
    ("typed", "kept_as"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\K\\Beschluss.pdf", "Beschluss.pdf"),
        ("Beschluß Nr. 3/2022.pdf", "2022.pdf"),
        ("Rat\u202efdp.exe", "Ratfdp.exe"),
        ("a\x07b\r\n.pdf", "ab.pdf"),
        ("..", ".."),
        ("", "Datei"),
        ("ä" * 200 + ".pdf", "ä" * 146 + ".pdf"),
    ],
)
def test_names_are_kept_as_typed_less_path_and_control_characters(typed, kept_as):
    assert clean_name(typed) == kept_as


@pytest.mark.crash
def test_wherever_an_upload_is_killed_no_row_points_to_nothing(play, sqlite_database, tmp_path):
    reference = bring(play, State.DRAFT)
    store.engine.dispose()  # the children copy the file as it is then
    path = sqlite_database.removeprefix("sqlite:///")
    command = [sys.executable, "-m", "tests.services.upload_crashing"]
    child = subprocess.run(
        [*command, path, str(tmp_path / "crash"), reference],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=200,
        check=True,
    )
    told = [json.loads(line) for line in child.stdout.splitlines()]
    crashes = [one for one in told if one["killed"]]
    assert len(crashes) > 20
    assert not told[-1]["killed"]
    assert [one for one in told if one["lost"]] == []
    assert {one["rows"] for one in told} == {0, 1}, "the points lie on both sides of the commit"
    assert all(one["rows"] == 1 for one in told if one["accepted"])
