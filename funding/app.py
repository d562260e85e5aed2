"""The composition root: one Flask application out of settings."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from funding import web
from funding.config import ROOT, Settings
from funding.db.session import store
from funding.services.accounts.sign_in import Passwords
from funding.services.administration.bring_up_to_date import bring_up_to_date

FORM_BYTES = 2 * 1024 * 1024
UPLOAD_BYTES = 25 * 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application; connects to the database where the process has not done so."""
    settings = settings or Settings.from_env()
    if store.engine is None:
        bring_up_to_date(settings.database_url)
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=UPLOAD_BYTES,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        SESSION_COOKIE_NAME="session" if settings.embedded else "__Host-session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not settings.embedded,
        SESSION_COOKIE_PATH="/",
        WTF_CSRF_TIME_LIMIT=None,
        # Else the words of the form library are read from its file anew for every request.
        WTF_I18N_ENABLED=False,
        BABEL_DEFAULT_LOCALE="de",
        BABEL_DEFAULT_TIMEZONE="Europe/Berlin",
        BABEL_TRANSLATION_DIRECTORIES=str(Path(__file__).parent / "translations"),
        FUNDING=settings,
        PASSWORDS=Passwords(cheap=settings.cheap_passwords),
    )
    if proxies := settings.trusted_proxies:
        # Sign-ins are counted by network: behind a proxy all would otherwise be one.
        wrapped = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)
        app.wsgi_app = wrapped  # type: ignore[method-assign]  # Flask's own way to wrap itself
    web.init_app(app)
    return app
