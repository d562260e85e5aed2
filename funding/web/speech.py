"""The reader's language: chosen, and spoken by every page and template."""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, session
from flask_babel import Babel
from markupsafe import Markup

from funding.forms.speech import catalogue, language

LANGUAGES = ("de", "en")


def choose_language() -> str:
    """Choose the reader's language: as set in this browser, else the account's, else German."""
    from funding.web.signin import signed_in  # noqa: PLC0415 - the two know each other

    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    reader = signed_in()
    return reader.language if reader else "de"


@lru_cache(maxsize=4096)
def _pattern(sentence: str, _language: str) -> Markup:
    # A catalogue does not change while the process runs.
    return Markup(catalogue().ugettext(sentence))  # noqa: S704 - the house's own sentences


@lru_cache(maxsize=4096)
def _said(sentence: str, speech: str) -> Markup:
    return _pattern(sentence, speech) % {}


def say(sentence: str, **values: object) -> Markup:
    """Return a sentence as markup in the reader's language; what fills its places is escaped."""
    return _pattern(sentence, language()) % values if values else _said(sentence, language())


def say_number(one: str, more: str, num: int, **values: object) -> Markup:
    """Return the sentence that fits a number, as markup in the reader's language."""
    found = Markup(catalogue().ungettext(one, more, num))  # noqa: S704 - the house's own sentences
    return found % ({"num": num} | values)


def init_app(app: Flask) -> None:
    """Let every page and template speak the reader's language."""
    Babel(app, locale_selector=choose_language)
    # In place of the extension's own: a page says fifty sentences, and most of them as they are.
    app.jinja_env.globals |= {"_": say, "gettext": say, "ngettext": say_number}
