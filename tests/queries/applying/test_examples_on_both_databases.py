"""Some example applications on both databases, and as the console prints them."""

from __future__ import annotations

import json

import pytest

from funding.db.session import store
from tests.cases.filling import found, house_rules, write
from tests.cases.reading import example
from tests.test_cli import run  # noqa: F401 - a fixture

SOME = ["vollstaendig-gemeinsam", "a08-foerdersatz-ein-cent-zu-viel", "a07-entgelt-zu-hoch"]


@pytest.mark.parametrize("name", SOME)
def test_both_databases_find_the_same(story, name):
    with house_rules(example(name)):
        assert found(write(story, example(name))) == example(name).findings


@pytest.mark.parametrize("name", SOME)
def test_the_console_prints_the_findings_of_an_example(play, run, name):  # noqa: F811
    expected = example(name)
    reference = write(play, expected)
    status, out, _err = run("form", "check", reference, database=str(store.engine.url))
    store.engine.dispose()  # the command has connected once more
    keys = ("page", "field", "rule", "severity", "message")
    assert json.loads(out) == [dict(zip(keys, one, strict=True)) for one in expected.findings]
    assert status == (1 if expected.faulty else 0)
