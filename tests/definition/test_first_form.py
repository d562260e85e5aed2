"""The first form is whole: every key of the specification, in both languages, with its choices."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest

from funding.definition import CURRENT, DEFINITIONS, definition
from funding.definition.language import Block, Field, Kind, Page, Rows, Rule, When
from funding.words.declarations import DECLARATIONS
from funding.words.text import Text

FORM = definition(1)
NUMBERS = [f"A{number}" for number in range(1, 13)]
GROUPS = {
    "town": ["A1", "A2", "A3"],
    "project": ["A4", "A5", "A6", "A10"],
    "money": ["A7", "A8", "A9"],
    "closing": ["A11", "A12"],
}
# Typed from the tables of the specification (ux.md 4.3), rows without their index.
KEYS = {
    "A1": "art traeger einwohner strasse plz ort vertretung_name vertretung_funktion ap_name ap_tel "
    "ap_mail ap_vertretung vorsteuer haushalt",
    "A2": "verbund name partner partner.kommune partner.ap_mail partner.rolle partner.anteil "
    "vereinbarung",
    "A3": "beratung beratung_datum beratung_person asskomm kpr analyse polizei",
    "A4": "titel felder hauptfeld sonstiges kurz orte art investiv",
    "A5": "problem ursachen zielgruppe ziele massnahmen querschnitt",
    "A6": "beginn ende begonnen vorzeitig meilensteine",
    "A7": "pos pos.art pos.bezeichnung pos.menge pos.einheit pos.einzel pos.betrag pos.jahr "
    "pos.kommune pos.foerderfaehig pos.entgelt pos.stellenanteil pos.erlaeuterung",
    "A8": "eigenmittel dritte einnahmen zuwendung ausnahme jahre folge",
    "A9": "weitergabe",
    "A10": "methode indikatoren nachhaltigkeit oeffentlich",
    "A11": "",
    "A12": " ".join(DECLARATIONS),
}
# Outputs and data of the register, which are blocks: a1.name, a1.ags, a1.verbandsschluessel,
# a8.eigenleistung, a8.partner; the annexes are slots.
BLOCKS = {"A1": ["register"], "A8": ["own_outputs", "sums"], "A11": ["annexes"]}
LIMITS = {
    "too_short": {"shortest"},
    "out_of_range": {"least", "most"},
    "pattern": {"pattern"},
}
PLACEHOLDERS = {
    *("number", "length", "shortest", "least", "most", "year", "date", "amount", "highest", "rate"),
    *(
        "base",
        "needed",
        "share",
        "own",
        "floor",
        "given",
        "requested",
        "passed",
        "ceiling",
        "grade",
        "last",
    ),
}


def parts(page: Page) -> Iterator[tuple[Field | Rows, Rows | None]]:
    for part in page.parts:
        if isinstance(part, Field | Rows):
            yield part, None
        if isinstance(part, Rows):
            yield from ((inner, part) for inner in part.fields)


EVERY = [(page, part, rows) for page in FORM.pages for part, rows in parts(page)]
FIELDS = [(page, part, rows) for page, part, rows in EVERY if isinstance(part, Field)]


def inside(thing: Any, kind: type) -> Iterator[Any]:
    """Yield whatever of a kind stands anywhere in a part of the form."""
    if isinstance(thing, kind):
        yield thing
    if isinstance(thing, tuple) and not isinstance(thing, Text):
        for inner in thing:
            yield from inside(inner, kind)
    elif isinstance(thing, dict):
        for inner in thing.values():
            yield from inside(inner, kind)
    elif dataclasses.is_dataclass(thing):
        for attribute in dataclasses.fields(thing):
            yield from inside(getattr(thing, attribute.name), kind)


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_the_versions_are_found_by_their_number():
    assert CURRENT in DEFINITIONS
    assert all(number == form.version for number, form in DEFINITIONS.items())
    with pytest.raises(KeyError):
        definition(0)


def test_the_pages_are_in_their_order_and_groups():
    assert [page.number for page in FORM.pages] == NUMBERS
    assert len(set(FORM.codes)) == len(FORM.pages)
    for group, numbers in GROUPS.items():
        assert [page.number for page in FORM.pages if page.group == group] == numbers


def test_keys_are_unique_and_carry_page_and_rows():
    twice = [key for key, n in Counter(part.key for _, part, _ in EVERY).items() if n > 1]
    assert twice == []
    for page, part, rows in EVERY:
        above = rows.key if rows else page.number.lower()
        assert re.fullmatch(re.escape(above) + r"\.[a-z_]+", part.key), part.key


def test_names_are_unique():
    flat = Counter(
        part.name
        for page in FORM.pages
        for part in (*page.fields, *page.rows)
        if not (isinstance(part, Rows) and part.fixed)
    )
    assert [name for name, n in flat.items() if n > 1] == []
    for _, part, _ in EVERY:
        if isinstance(part, Rows):
            assert len({inner.name for inner in part.fields}) == len(part.fields)


def test_fixed_rows_add_to_the_rows_of_another_page():
    for page in FORM.pages:
        for rows in page.rows:
            if rows.fixed:
                first, other = FORM.find(rows.name)
                assert isinstance(other, Rows)
                assert first is not page
                assert (rows.most, rows.named) == (other.most, other.named)
                assert not {f.name for f in rows.fields} & {f.name for f in other.fields}


@pytest.mark.parametrize("number", NUMBERS)
def test_every_key_of_the_specification_is_there(number):
    page = next(page for page in FORM.pages if page.number == number)
    wanted = {f"{number.lower()}.{key}" for key in KEYS[number].split()}
    assert wanted - {part.key for part, _ in parts(page)} == set()
    there = [part.name for part in page.parts if isinstance(part, Block)]
    assert [name for name in BLOCKS.get(number, []) if name not in there] == []


def test_conditions_name_fields_and_values_that_exist():
    outer = {part.name: part for _, part, rows in FIELDS if rows is None}
    for _, part, rows in EVERY:
        for when in part.when:
            assert when.values, part.key
            if when.field.startswith("rule:"):
                continue
            own = {inner.name: inner for inner in rows.fields} if rows else {}
            asked = own.get(when.field) or outer[when.field]
            assert asked is not part
            if asked.kind in {Kind.YES_NO, Kind.TICK}:
                assert set(when.values) <= {True, False}, part.key
            elif asked.choices:
                assert set(when.values) <= set(asked.choices), part.key
    assert list(inside(FORM, When))


def test_choices_have_something_to_choose_and_nothing_else_has():
    for _, part, _ in FIELDS:
        chosen = part.kind in {Kind.CHOICE, Kind.CHOICES}
        assert bool(part.choices or part.source) == chosen, part.key
        assert not (part.choices and part.source), part.key


def test_every_text_is_there_in_both_languages_with_the_same_placeholders():
    texts = list(inside(FORM, Text))
    assert len(texts) > 300
    for text in texts:
        assert text.de.strip()
        assert text.en.strip()
        assert placeholders(text.de) == placeholders(text.en), text
        assert set(placeholders(text.de)) <= PLACEHOLDERS, text


def test_generic_rules_have_their_limits():
    for rule in inside(FORM, Rule):
        assert LIMITS.get(rule.code, set()) <= set(rule.limits), rule.code


def test_rules_of_pages_and_rows_say_where_they_are_shown():
    for page in FORM.pages:
        names = {part.name for part in (*page.fields, *page.rows)}
        assert all(rule.field in names for rule in page.rules)
        for rows in page.rows:
            inner = {part.name for part in rows.fields}
            assert all(rule.field in inner for rule in rows.rules)


def test_rows_are_counted():
    for _, part, _ in EVERY:
        if isinstance(part, Rows):
            assert placeholders(part.named.de) == ["number"]
            assert part.most > 0
            assert bool(part.missing) == part.required, part.key
