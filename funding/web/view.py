"""What every page needs: a session for reading, the language, words and figures for people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from flask import Flask, current_app, g, request, url_for
from flask.templating import Environment as FlaskEnvironment
from sqlalchemy.orm import Session

from funding.config import Settings
from funding.db import reading, transaction
from funding.forms import controls, questions
from funding.forms.base import Form
from funding.forms.speech import language
from funding.forms.words import finding_text, reason_text, size_in_words
from funding.law import money
from funding.notices import letters
from funding.services.accounts.send_once import send_once
from funding.words.deadlines import DEADLINES
from funding.words.expenditure import EXPENDITURE
from funding.words.findings import FIELD_LABELS
from funding.words.labels import GOALS_REACHED
from funding.words.missing_proof import HEARING_GROUNDS
from funding.words.roles import ROLES
from funding.words.states import CALL_STATES, STATES
from funding.words.triggers import CALL_TRIGGERS, EXTRA_ACTS, TRIGGERS

VENDOR = Path(__file__).parents[1] / "static" / "vendor" / "manifest.json"


def settings() -> Settings:
    """Return the settings of the application."""
    found: Settings = current_app.config["FUNDING"]
    return found


def reader() -> Session:
    """Return this request's session for reading, opened at its first use."""
    if "reader" not in g:
        g.reader_context = reading()
        g.reader = g.reader_context.__enter__()
    found: Session = g.reader
    return found


@contextmanager
def writing(form: Form, location: str) -> Iterator[Session]:
    """Open the transaction of a form: a second click with the same key finds ``location``."""
    from funding.web.signin import actor  # noqa: PLC0415 - the two know each other

    g.form = form  # what was typed, should the step be refused
    with transaction() as writing_session:
        send_once(writing_session, actor(), form.sent_key, location)
        yield writing_session


def safe_onward(target: str | None) -> str | None:
    """Return a path of this portal to go on to, or ``None`` for anything else."""
    if not target or not target.startswith("/") or "\\" in target or "//" in target:
        return None
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or any(ord(c) < 32 for c in target):  # noqa: PLR2004 - control characters
        return None
    adapter = current_app.url_map.bind("portal", url_scheme="http")
    return target if adapter.test(parts.path, method="GET") else None


@cache
def _manifest() -> dict[str, str]:
    return json.loads(VENDOR.read_text()) if VENDOR.exists() else {}


def address(endpoint: str, **values: Any) -> str:
    """Return the address of a page; a page of the form names twenty, and mostly the same ones."""
    return _address(request.script_root, endpoint, **values)


@lru_cache(maxsize=2048, typed=True)
def _address(_root: str, endpoint: str, **values: Any) -> str:
    return url_for(endpoint, **values)


def asset(name: str) -> str:
    """Return the address of a file of ours or of a fetched one, with its hash where known."""
    return address("static.file", name=name, v=_manifest().get(name) or own_hash(name))


@cache
def own_hash(name: str) -> str:
    """Return a short hash of one of our own files, so that browsers may keep it."""
    path = VENDOR.parents[1] / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.exists() else "0"


def close_reader(_error: BaseException | None) -> None:
    """Close the request's session for reading."""
    context = g.pop("reader_context", None)
    g.pop("reader", None)
    if context is not None:
        context.__exit__(None, None, None)


class Environment(FlaskEnvironment):
    """Templates that share one table of names.

    The library lays a table of its own over it for each template, for names that are given to one
    template only, and compares the two whenever a template imports another. Nobody gives any here.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that a template knows."""
        return super().make_globals(d) if d else self.globals


def init_app(app: Flask) -> None:
    """Teach the templates dates, amounts and the words of the procedure."""
    app.teardown_appcontext(close_reader)
    app.jinja_env.filters |= {
        "euro": lambda cents: money.euro(cents or 0, language()),
        "euro_short": lambda cents: money.euro_short(cents or 0, language()),
        "long_date": lambda value: letters.long_date(value, language()),
        "short_date": lambda value: letters.short_date(value, language()),
        "size": lambda count: size_in_words(count, language()),
        "moment": lambda value: letters.moment(value, language()),
        "to_the_second": lambda value: letters.second(value, language()),
        "words": lambda text: text.in_(language()),
        "filled": lambda text, **params: text.fill(language(), **params),
    }
    app.jinja_env.globals |= {
        "asset": asset,
        "url_for": address,
        "controls": controls,
        "questions": questions,
        "language": language,
        "new_key": lambda: str(uuid4()),
        "STATES": STATES,
        "CALL_STATES": CALL_STATES,
        "TRIGGERS": EXTRA_ACTS | CALL_TRIGGERS | TRIGGERS,
        "ROLES": ROLES,
        "DEADLINES": DEADLINES,
        "HEARING_GROUNDS": HEARING_GROUNDS,
        "EXPENDITURE": EXPENDITURE,
        "FIELD_LABELS": FIELD_LABELS,
        "GOALS_REACHED": GOALS_REACHED,
        "finding_text": finding_text,
        "reason_text": reason_text,
        "embedded": lambda: settings().embedded,
        "timedelta": timedelta,
        "here": lambda: request.path.replace("\x00", ""),
    }
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
