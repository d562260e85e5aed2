"""The findings of a stored application are printed as data, each with its sentence."""

from __future__ import annotations

import json

import pytest

from funding.db.session import store
from tests.stages import bring
from tests.test_cli import run  # noqa: F401 - a fixture
from workflows.application import State


@pytest.fixture
def check(run, play):  # noqa: F811 - the fixture
    database = str(store.engine.url)

    def command(*args):
        status, out, _err = run("form", "check", *args, database=database)
        return status, json.loads(out) if out else None

    return command


def test_a_complete_application_has_no_error(play, check):
    status, found = check(bring(play, State.SUBMITTED))
    assert status == 0
    assert [one for one in found if one["severity"] == "error"] == []


def test_an_empty_draft_names_page_field_rule_and_sentence(play, check):
    status, found = check(bring(play, State.DRAFT))
    assert status == 1
    assert {one["page"] for one in found} == {f"A{n}" for n in range(1, 13)}
    assert {"a4.titel", "a7.pos", "a12.no_double_funding"} <= {one["field"] for one in found}
    assert all(set(one) == {"page", "field", "rule", "severity", "message"} for one in found)
    missing = next(one for one in found if one["rule"] == "missing")
    assert missing["message"] == "Bitte ergänzen Sie diese Angabe."
    assert not any("{" in one["message"] for one in found)


def test_the_sentences_come_in_english_too(play, check):
    _status, found = check(bring(play, State.DRAFT), "--language", "en")
    assert "Please add this information." in {one["message"] for one in found}


def test_an_application_that_is_not_there_is_one_sentence(check):
    assert check("KP-1999-0001") == (1, None)


def test_the_command_leaves_no_connection_open_on_either_database(run, story, database):  # noqa: F811 - the fixture
    reference = bring(story, State.DRAFT)
    assert run("form", "check", reference, database=database)[0] == 1
    assert store.engine.pool.checkedin() + store.engine.pool.checkedout() == 0
