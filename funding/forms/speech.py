"""The language of the page and its sentences: asked hundreds of times, found once a request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations
from flask import g
from flask_babel import get_locale, get_translations

CATALOGUES = Path(__file__).resolve().parents[1] / "translations"
_held = g._get_current_object
# A letter has a language of its own, whoever's page is being drawn beside it.
SPOKEN: ContextVar[str] = ContextVar("spoken", default="")


@contextmanager
def speaking(speech: str) -> Iterator[None]:
    """Speak a language where there is no page, e.g. for what goes along with a letter."""
    token = SPOKEN.set(speech)
    try:
        yield
    finally:
        SPOKEN.reset(token)


def language() -> str:
    """Return the language of the page, 'de' or 'en'."""
    if spoken := SPOKEN.get():
        return spoken
    try:
        held = _held()  # one look-up of the proxy instead of three
    except RuntimeError:  # no page is being drawn
        return "de"
    found: str | None = held.__dict__.get("speech")
    if found is None:
        found = held.speech = "en" if str(get_locale()).startswith("en") else "de"
    return found


def catalogue() -> Any:
    """Return the sentences of the language of the page."""
    if spoken := SPOKEN.get():
        return _sentences(spoken)
    held = g._get_current_object()
    if "catalogue" not in held:
        held.catalogue = get_translations()
    return held.catalogue


def gettext(sentence: str, **values: object) -> str:
    """Return a sentence in the language of the page, with its placeholders filled."""
    found: str = catalogue().ugettext(sentence)
    return found % values if values else found


def ngettext(one: str, more: str, num: int, **values: object) -> str:
    """Return the sentence that fits a number, in the language of the page."""
    found: str = catalogue().ungettext(one, more, num)
    return found % ({"num": num} | values)


@cache
def _sentences(speech: str) -> NullTranslations:
    return Translations.load(CATALOGUES, [speech])
