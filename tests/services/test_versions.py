"""Of two people who read the same version of a case, only one changes it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from funding.db import reading, transaction
from funding.errors import Outdated
from funding.queries.accounts.actors import by_email
from funding.queries.case import Case
from funding.services import step
from funding.services.applying.save_section import save_section
from funding.services.reporting.save_proof import save_proof
from tests.stages import EDITOR, SIGNATORY, bring
from tests.tasks.test_lease import waits_for_another
from workflows.application import State


def rename(session, actor, reference, words, version):
    save_section(session, actor, reference, "project", {"title": words}, version=version)


def report(session, actor, reference, words, version):
    save_proof(session, actor, reference, {"narrative": words}, {}, version)


def title(case):
    return case.application.title


def narrative(case):
    return case.proof.narrative


EDITS = [(State.DRAFT, rename, title), (State.REPORT_DUE, report, narrative)]
NAMES = ["section", "proof"]


def editable(story, state):
    """Bring a case to where it can be edited, and edit it once; return reference and version."""
    reference = bring(story, state)
    edit = next(edit for source, edit, _ in EDITS if source == state)
    with transaction() as session:
        edit(session, by_email(session, EDITOR), reference, "zuvor", None)
    return reference, story._read(reference).version


@pytest.mark.parametrize(("state", "edit", "read"), EDITS, ids=NAMES)
def test_of_two_who_save_one_version_at_the_same_time_one_gets_through(story, state, edit, read):
    reference, version = editable(story, state)

    def saves(email, words):
        with transaction() as session:
            edit(session, by_email(session, email), reference, words, version)

    with ThreadPoolExecutor(1) as other:
        with transaction() as session:
            edit(session, by_email(session, EDITOR), reference, "zuerst", version)
            late = other.submit(saves, SIGNATORY, "zu spät")
            ends = time.monotonic() + 10
            while not waits_for_another() and time.monotonic() < ends:
                pass
        with pytest.raises(Outdated):
            late.result(timeout=20)
    with reading() as session:
        case = Case(session, by_email(session, EDITOR), story._read(reference))
        assert (case.application.version, read(case)) == (version + 1, "zuerst")


@pytest.mark.parametrize(("state", "edit", "read"), EDITS, ids=NAMES)
def test_of_many_who_save_one_version_one_gets_through(story, state, edit, read):
    reference, version = editable(story, state)

    def gets_through(words):
        try:
            with transaction() as session:
                edit(session, by_email(session, EDITOR), reference, words, version)
        except Outdated:
            return False
        return True

    words = ["eins", "zwei", "drei", "vier"]
    with ThreadPoolExecutor(len(words)) as people:
        passed = list(people.map(gets_through, words))
    assert sorted(passed) == [False, False, False, True]
    with reading() as session:
        case = Case(session, by_email(session, EDITOR), story._read(reference))
        assert read(case) == words[passed.index(True)]
        assert case.application.version == version + 1


def test_who_read_a_case_before_another_changed_it_changes_it_no_more(story):
    reference, version = editable(story, State.DRAFT)
    as_it_was = story._read(reference)

    def changes():
        with transaction() as session:
            session.add(as_it_was)
            case = Case(session, by_email(session, EDITOR), as_it_was)
            step.touch(case, version, title="zu spät")

    with transaction() as session:
        rename(session, by_email(session, SIGNATORY), reference, "dazwischen", version)
    with pytest.raises(Outdated):
        changes()
    after = story._read(reference)
    assert (after.title, after.version) == ("dazwischen", version + 1)
