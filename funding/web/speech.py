"""The reader's language: chosen, and spoken by every page and template."""

from __future__ import annotations

from flask import Flask, session
from flask_babel import Babel

from funding.forms.speech import catalogue

LANGUAGES = ("de", "en")


def choose_language() -> str:
    """Choose the reader's language: as set in this browser, else the account's, else German."""
    from funding.web.signin import signed_in  # noqa: PLC0415 - the two know each other

    chosen = session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    reader = signed_in()
    return reader.language if reader else "de"


def init_app(app: Flask) -> None:
    """Let every page and template speak the reader's language."""
    Babel(app, locale_selector=choose_language)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # from its extension
        gettext=lambda text: catalogue().ugettext(text),
        ngettext=lambda one, more, count: catalogue().ungettext(one, more, count),
        newstyle=True,
    )
