"""The text of a notice that staff typed, filled for one reader. No template language reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from jinja2 import Template

from funding.notices.placeholders import Placeholder, read, value

PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


class Typed(NamedTuple):
    """A text as it was typed, with what it may name and what it has to tell.

    ``silent`` is what of that says nothing where it does not apply.
    """

    subject: str
    body: str
    allowed: frozenset[str]
    demanded: frozenset[str]
    silent: frozenset[str] = frozenset()


class Gap(Exception):
    """A text cannot tell what it has to tell, because something beside it is not known."""


def filled(typed: Typed, delivered: Template, known: Mapping[str, Any]) -> tuple[str, str] | None:
    """Fill subject and text; ``None`` where something that it has to tell would be missing.

    A paragraph that names something unknown is left out, as is one of which nothing remains. Parts
    that a program decides come from the delivered text; they say nothing where they do not apply.
    What is put in is not read again.
    """
    own = _Own(typed, delivered, known)
    try:
        subject = own.written(typed.subject)
        paragraphs = [own.paragraph(one) for one in PARAGRAPHS.split(typed.body.strip())]
    except Gap:
        return None
    if not subject or not subject.strip():
        return None
    return subject, "\n\n".join(one for one in paragraphs if one)


class _Own:
    def __init__(self, typed: Typed, delivered: Template, known: Mapping[str, Any]) -> None:
        self.typed, self.delivered, self.known = typed, delivered, known

    def paragraph(self, text: str) -> str:
        """Write a paragraph, or nothing; what has to be told may not get lost with it."""
        written = self.written(text)
        told = self.typed.demanded & read(text, self.typed.allowed).names
        lost = told if written is None else frozenset[str]()
        if lost or any(not self.one(Placeholder(name)) for name in told - self.typed.silent):
            raise Gap
        return written.strip() if written else ""

    def written(self, text: str) -> str | None:
        """Write a text; ``None`` where a fact in it is not known."""
        found = []
        for piece in read(text, self.typed.allowed).pieces:
            word = piece if isinstance(piece, str) else self.one(piece)
            if not word and isinstance(piece, Placeholder) and piece.name not in self.parts:
                return None
            found.append(word)
        return "".join(found)

    @property
    def parts(self) -> Mapping[str, Any]:
        """Return the parts of the delivered text that a program decides."""
        return self.delivered.blocks

    def one(self, place: Placeholder) -> str:
        """Write what one placeholder stands for."""
        if place.name in self.parts:
            context = self.delivered.new_context(dict(self.known))
            text = "".join(self.parts[place.name](context))
            return text.strip("\n") if "\n" in text else text
        if place.name not in self.known:
            return ""
        return value(place, self.known, self.delivered.environment.filters)
