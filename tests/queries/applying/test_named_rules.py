"""The form names its rules, and each rule is written: none is missing, none is left over."""

from __future__ import annotations

from funding.definition import DEFINITIONS
from funding.definition.language import Field, Rows
from funding.queries.applying.findings import GENERIC
from funding.queries.applying.named_rules import NAMED
from funding.services.administration.load_programme import RULES


def rules():
    for form in DEFINITIONS.values():
        for page in form.pages:
            yield from page.rules
            for part in page.parts:
                if isinstance(part, Field | Rows):
                    yield from part.rules
                if isinstance(part, Rows):
                    yield from (rule for field in part.fields for rule in field.rules)


def test_every_rule_of_the_form_is_written_and_every_rule_written_is_of_the_form():
    named = {rule.code for rule in rules()} - set(GENERIC)
    assert named == set(NAMED)


def test_every_limit_that_is_a_rule_value_is_in_the_programme():
    known = {key for key, *_rest in RULES}
    wanted = {
        limit
        for rule in rules()
        for name, limit in rule.limits.items()
        if isinstance(limit, str) and name != "pattern"
    }
    conditions = {
        when.field.removeprefix("rule:")
        for form in DEFINITIONS.values()
        for page in form.pages
        for field in page.fields
        for when in field.when
        if when.field.startswith("rule:")
    }
    assert wanted | conditions <= known
    assert wanted
    assert conditions
