"""The language in which a form is written down: pages, fields, rows, conditions and rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from enum import StrEnum
from typing import Any

from funding.words.text import Text


class Kind(StrEnum):
    """What a field holds; amounts are cents, days are dates of Berlin."""

    LINE = "line"
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    TICK = "tick"
    DAY = "day"
    YEAR = "year"
    NUMBER = "number"
    DECIMAL = "decimal"
    MONEY = "money"
    TOWN = "town"


class Severity(StrEnum):
    """An error stands in the way of submission; a hint asks to look again; info was checked."""

    ERROR = "error"
    HINT = "hint"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class When:
    """A condition: the field named holds one of the values; within rows, a field of the row."""

    field: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What submission checks, by its code; a limit may be the key of a dated rule value.

    ``field`` names the field the finding is shown at, where the rule belongs to a page.
    """

    code: str
    message: Text
    severity: Severity = Severity.ERROR
    field: str = ""
    limits: Mapping[str, int | str] = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its public key, the name it is stored under, its words, its kind and its rules.

    ``source`` names choices that are data of the call or the case instead of ``choices``.
    ``longest`` counts characters, a new line as one; ``missing`` is said where it is left empty.
    ``quiet`` fields may be left empty, or a rule of their own says when not: they are not called
    optional. A decimal is kept as a whole number of its last digit (``digits`` 3: thousandths).
    """

    key: str
    name: str
    kind: Kind
    label: Text
    hint: Text | None = None
    help: Text | None = None
    longest: int = 200
    choices: Mapping[str, Text] = attribute(default_factory=dict)
    source: str = ""
    optional: bool = False
    quiet: bool = False
    missing: Text | None = None
    when: tuple[When, ...] = ()
    rules: tuple[Rule, ...] = ()
    rows: int = 5
    digits: int = 2


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the same fields, as many as the reader adds.

    ``named`` is what one row is called ("Ziel {number}"), ``add`` is the button; ``required`` asks
    for one row at least. ``fixed`` rows are those of another page, to which this one adds fields.
    """

    key: str
    name: str
    label: Text
    named: Text
    add: Text
    fields: tuple[Field, ...]
    hint: Text | None = None
    most: int = 20
    required: bool = False
    fixed: bool = False
    missing: Text | None = None
    when: tuple[When, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between fields, with a sentence under it."""

    label: Text
    text: Text | None = None
    when: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page that has a template of its own, for what is computed or looked up."""

    name: str
    when: tuple[When, ...] = ()


Part = Field | Rows | Heading | Block


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the form: number as people say it, code for addresses, parts in their order."""

    number: str
    code: str
    group: str
    title: Text
    parts: tuple[Part, ...]
    intro: Text | None = None
    rules: tuple[Rule, ...] = ()

    @property
    def fields(self) -> Iterator[Field]:
        """Yield the fields that stand outside rows."""
        yield from (part for part in self.parts if isinstance(part, Field))

    @property
    def rows(self) -> Iterator[Rows]:
        """Yield the rows."""
        yield from (part for part in self.parts if isinstance(part, Rows))


@dataclass(frozen=True, slots=True)
class Definition:
    """A version of the form; once drafts have begun with it, it is not changed any more."""

    version: int
    pages: tuple[Page, ...]

    def page(self, code: str) -> Page:
        """Return a page by its code; raises ``KeyError``."""
        return next(iter(p for p in self.pages if p.code == code), None) or _none(code)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the pages in their order."""
        return tuple(page.code for page in self.pages)

    def find(self, name: str) -> tuple[Page, Field | Rows]:
        """Return the page and part that a name stands for; raises ``KeyError``."""
        for page in self.pages:
            for part in page.parts:
                if isinstance(part, Field | Rows) and part.name == name:
                    return page, part
        raise KeyError(name)


def _none(code: str) -> Page:
    raise KeyError(code)
