"""Tidy what was typed before anything looks at it: no control characters, no turned text."""

from __future__ import annotations

import unicodedata
from typing import Any

from wtforms import PasswordField, StringField, TextAreaField

# Embeddings, overrides and isolates let a text read otherwise than it is stored.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _kept(letter: str) -> bool:
    return letter in "\n\t" or (unicodedata.category(letter) != "Cc" and letter not in TURNING)


def lines(text: Any) -> Any:
    """Tidy a text of several lines; what is no text stays as it is."""
    if not isinstance(text, str):
        return text
    if text.isprintable():  # then there is nothing to take out
        return text
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in unix if _kept(letter))


def line(text: Any) -> Any:
    """Tidy a text of one line."""
    tidied = lines(text)
    return tidied.replace("\n", " ").replace("\t", " ") if isinstance(tidied, str) else tidied


class Tidy:
    """The part of a form's ``Meta`` that tidies every field of text but passwords."""

    def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
        """Bind a field, with tidying before its own filters."""
        kind, own = unbound_field.field_class, unbound_field.kwargs.get("filters", ())
        if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
            first = lines if issubclass(kind, TextAreaField) else line
            options = options | {"filters": (first, *own)}
        return unbound_field.bind(form=form, **options)
