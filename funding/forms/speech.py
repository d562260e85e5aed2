"""The language of the page and its sentences: asked hundreds of times, found once a request."""

from __future__ import annotations

from typing import Any

from flask import g, has_app_context
from flask_babel import get_locale, get_translations


def language() -> str:
    """Return the language of the page, 'de' or 'en'."""
    if not has_app_context():
        return "de"
    held = g._get_current_object()  # one look-up of the proxy instead of three
    if "speech" not in held:
        held.speech = "en" if str(get_locale()).startswith("en") else "de"
    found: str = held.speech
    return found


def catalogue() -> Any:
    """Return the sentences of the language of the page."""
    held = g._get_current_object()
    if "catalogue" not in held:
        held.catalogue = get_translations()
    return held.catalogue


def gettext(sentence: str) -> str:
    """Return a sentence in the language of the page."""
    found: str = catalogue().ugettext(sentence)
    return found
