"""What a browser may send at all: text that every database can keep, in path, query and form."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, request, session
from werkzeug.exceptions import BadRequest

LONGEST_NAME = 100
# Where files are sent up by people who are signed in; what each may have, the rules say.
UPLOADS = frozenset({"applying.annexes", "applying.annex", "applying.answer", "applying.deliver"})
UPLOAD_BYTES = 160 * 1024 * 1024
UPLOAD_PARTS = 200
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


def make_room() -> None:
    """Let more through where files are sent up, so that one that is too large gets its sentence.

    Small files wait in memory: more of them than a page has fields are refused.
    """
    if request.endpoint in UPLOADS and "_user_id" in session:
        request.max_content_length = UPLOAD_BYTES
        request.max_form_parts = UPLOAD_PARTS


def init_app(app: Flask) -> None:
    """Look at every request before anything else does."""
    app.before_request(make_room)
    app.before_request(refuse_unreadable)
