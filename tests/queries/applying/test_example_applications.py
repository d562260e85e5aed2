"""Complete applications in, findings out: what a clerk expects of every rule of the form."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache

import pytest

from funding.db import connect, reading
from funding.db.session import store
from funding.definition.language import Field, Rows, Severity
from funding.demo.rehearse import moved_clock
from funding.demo.story import Story
from funding.errors import Invalid
from funding.forms.words import fault_text
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.sheet import Sheet
from tests.cases import reading as cases
from tests.cases.filling import SIGNATORY, TOWN, found, house_rules, write
from tests.cases.reading import FORM, Unreadable, example
from tests.conftest import DURING_THE_CALL
from workflows.application import State, Trigger
from workflows.core import StepRefused

NAMES = cases.names()
STORABLE = [name for name in NAMES if example(name).refused is None]


class Desk:
    """One town at its desk, on one database, on the day the examples are about."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.references: dict[str, str] = {}

    def write(self, name: str) -> str:
        self.story.moved.instant = DURING_THE_CALL
        if name not in self.references:
            self.references[name] = write(self.story, example(name))
        self.story.moved.instant = DURING_THE_CALL
        return self.references[name]

    def let_partners_sign(self, reference: str) -> None:
        """Let the partners of a joint application sign along."""
        with reading() as session:
            case = find.case(session, CLOCK, reference)
            keys = case.partner_keys if case.answers.together else ()
        if keys:
            self.story.ask_partners(TOWN, reference)
        for key in keys:
            self.story.cosign(reference, key)


@pytest.fixture(scope="module")
def desk(sqlite_template, tmp_path_factory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("examples") / "examples.sqlite3"
    shutil.copy(sqlite_template, path)
    engine = connect(f"sqlite:///{path}")
    with moved_clock(DURING_THE_CALL) as moved:
        yield Desk(Story(moved, lambda _line: None))
    engine.dispose()
    store.engine = None


def later(name: str) -> pytest.param:
    """Mark an example where the product and its documents still differ, and say why."""
    marks = (
        [pytest.mark.xfail(reason=example(name).open, strict=True)] if example(name).open else []
    )
    return pytest.param(name, marks=marks, id=name)


@pytest.mark.parametrize("name", [later(name) for name in STORABLE])
def test_an_example_has_the_findings_it_says_and_no_others(desk, name):
    with house_rules(example(name)):
        assert found(desk.write(name)) == example(name).findings


@pytest.mark.parametrize("name", [later(name) for name in STORABLE])
def test_an_example_can_be_handed_in_if_and_only_if_nothing_is_an_error(desk, name):
    with house_rules(example(name)):
        reference = desk.write(name)
        if example(name).faulty:
            with pytest.raises(StepRefused):
                desk.story.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
            assert desk.story._read(reference).state == State.DRAFT
        else:
            desk.let_partners_sign(reference)
            desk.story.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
            assert desk.story._read(reference).state == State.SUBMITTED
            desk.story.moved.instant = DURING_THE_CALL
            assert found(reference) == example(name).findings  # what was handed in is the same


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(STORABLE)))
def test_what_cannot_be_stored_is_refused_with_its_sentence(desk, name):
    with pytest.raises(Invalid) as refused:
        desk.write(name)
    [fault] = refused.value.faults
    rows, number, field = fault.field.split("-")
    page, part = FORM.find(rows)
    short = {one.name: one.key.rpartition(".")[2] for one in part.fields}[field]
    told = (page.number, f"{part.key}[{number}].{short}", fault.code, "error", fault_text(fault))
    assert told == example(name).refused


def test_there_are_sixty_examples_at_least():
    assert len(NAMES) >= 60


def bare(key: str) -> str:
    """Return a key without the number of its row."""
    return re.sub(r"\[\d+\]", "", key)


@cache
def expected() -> set[tuple[str, str]]:
    """Return every field and rule that some example expects a finding of, rows without number."""
    every = [one for name in NAMES for one in (*example(name).findings, example(name).refused)]
    return {(bare(one[1]), one[2]) for one in every if one is not None}


def test_every_rule_of_every_field_is_broken_by_some_example():
    wanted = set()
    for page in FORM.pages:
        for part in page.parts:
            if isinstance(part, Field | Rows):
                fields = part.fields if isinstance(part, Rows) else (part,)
                wanted |= {(field.key, rule.code) for field in fields for rule in field.rules}
            if isinstance(part, Rows):
                keys = {field.name: field.key for field in part.fields}
                wanted |= {(keys[rule.field], rule.code) for rule in part.rules}
                wanted |= {(part.key, "no_row")} if part.required else set()
        keys = {part.name: part.key for part in (*page.fields, *page.rows)}
        wanted |= {(keys[rule.field], rule.code) for rule in page.rules}
    assert wanted - expected() == set()


# Amounts begin with nought, and the form fills these of a new row itself: they are never missing.
NEVER_MISSING = {
    *("a8.eigenmittel", "a8.einnahmen", "a2.partner.kommune", "a2.partner.anteil"),
    *("a7.pos.art", "a7.pos.einheit", "a7.pos.menge", "a7.pos.jahr"),
}


def test_every_field_that_has_to_be_filled_is_missing_in_some_example():
    fields = [field for page in FORM.pages for field in page.fields]
    fields += [field for page in FORM.pages for rows in page.rows for field in rows.fields]
    wanted = {field.key for field in fields if not field.optional} - NEVER_MISSING
    assert {key for key in wanted if (key, "missing") not in expected()} == set()


def test_errors_and_hints_both_appear():
    severities = {one[3] for name in NAMES for one in example(name).findings}
    assert severities == {Severity.ERROR.value, Severity.HINT.value}


def test_every_condition_holds_in_one_example_and_not_in_another(desk):
    held: dict[str, set[bool]] = {}
    for name in STORABLE:
        with house_rules(example(name)), reading() as session:
            sheet = Sheet(find.case(session, CLOCK, desk.write(name)))
            for page in FORM.pages:
                for part in page.parts:
                    if getattr(part, "key", None) and part.when:
                        held.setdefault(part.key, set()).add(sheet.asked(part))
                    for field in part.fields if isinstance(part, Rows) else ():
                        for row in sheet.rows(part.name) if field.when else ():
                            held.setdefault(field.key, set()).add(sheet.asked(field, row))
    assert held
    assert {key for key, both in held.items() if both != {True, False}} == set()


@pytest.mark.parametrize(
    ("page", "key", "typed"),
    [
        ("A4", "a4.titl", "ein Titel"),
        ("A4", "a4.art", "Neuartig"),
        ("A6", "a6.beginn", "2022-09-01"),
        ("A8", "a8.eigenmittel", "1234.50"),
        ("A8", "a8.dritte", [{"gebr": "Verein"}]),
    ],
)
def test_an_example_that_the_form_cannot_read_is_named(tmp_path, monkeypatch, page, key, typed):
    monkeypatch.setattr(cases, "FOLDER", tmp_path)
    text = f"fall: Ein Versehen.\n{page}: {{{key}: {typed!r}}}\nbefunde: []\n"
    (tmp_path / "versehen.yaml").write_text(text, "utf-8")
    with pytest.raises(Unreadable, match="versehen"):
        example.__wrapped__("versehen")
