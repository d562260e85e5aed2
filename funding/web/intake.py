"""What a browser may send at all: text that every database can keep, in path, query and form."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, request
from werkzeug.exceptions import BadRequest

LONGEST_NAME = 100
NUL, SURROGATES = "\x00", ("\ud800", "\udfff")


class Unreadable(BadRequest):
    """What was sent holds a character that belongs in no text."""


def readable(text: str) -> bool:
    """Tell whether a text has neither the character NUL nor half a character."""
    return not any(c == NUL or SURROGATES[0] <= c <= SURROGATES[1] for c in text)


def _sent() -> Iterator[str]:
    yield request.path
    for values in (request.args, request.form):
        for name, value in values.items(multi=True):
            yield name
            yield value
    for name, upload in request.files.items(multi=True):
        yield name
        yield upload.filename or ""


def refuse_unreadable() -> None:
    """Refuse a request with text that no person types and PostgreSQL cannot keep.

    Names of fields are ours: plain and short, or a list would stumble over their numbers.
    """
    if not all(readable(text) for text in _sent()):
        raise Unreadable
    names = (*request.form, *request.files)
    if not all(name.isascii() and len(name) <= LONGEST_NAME for name in names):
        raise BadRequest


def init_app(app: Flask) -> None:
    """Look at every request before anything else does."""
    app.before_request(refuse_unreadable)
