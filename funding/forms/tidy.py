"""Tidy what was typed before anything looks at it: no invisible characters, no turned text."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from wtforms import PasswordField, StringField, TextAreaField

from funding.words.visible import cleaned


def lines(text: Any) -> Any:
    """Tidy a text of several lines; what is no text stays as it is."""
    if not isinstance(text, str):
        return text
    return cleaned(text.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: Any) -> Any:
    """Tidy a text of one line."""
    tidied = lines(text)
    return tidied.replace("\n", " ").replace("\t", " ") if isinstance(tidied, str) else tidied


@cache
def _first(kind: type[Any]) -> Callable[[Any], Any] | None:
    """Return what tidies a kind of field before its own filters; nothing for what is no text."""
    if not issubclass(kind, StringField) or issubclass(kind, PasswordField):
        return None
    return lines if issubclass(kind, TextAreaField) else line


class Tidy:
    """The part of a form's ``Meta`` that tidies every field of text but passwords."""

    def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
        """Bind a field, with tidying before its own filters."""
        first = _first(unbound_field.field_class)
        if first is not None:
            own = unbound_field.kwargs.get("filters", ())
            options = options | {"filters": (first, *own)}
        return unbound_field.bind(form=form, **options)
