"""Who is signed in: Flask-Login over server-side sessions, read as frozen actors."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, Flask, Response, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from funding import clock
from funding.db import transaction
from funding.errors import NotFound, SessionOver, TooLarge
from funding.policy import Actor
from funding.queries.accounts.actors import by_token
from funding.services.accounts.park import park
from funding.services.accounts.sign_in import note_presence
from funding.web.view import reader

PRESENCE_SECONDS = 300
# Scripts ask for these by themselves; a page that only says that it is open keeps nobody signed in.
QUIET, BY_ITSELF = frozenset({"applying.autosave", "applying.presence"}), "applying.presence"
LEAVING = "accounts.sign_out"
LONGEST_PATH = 300
NOT_PARKED = frozenset({"csrf_token"})


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login is untyped
    """An actor as Flask-Login knows it; its id is the token of its session."""

    def __init__(self, actor: Actor, token: str, unread: int = 0) -> None:
        self.actor = actor
        self.token = token
        self.unread = unread

    def get_id(self) -> str:
        """Return the token, kept in the signed cookie only."""
        return self.token


def load(token: str) -> SignedIn | None:
    """Find who is signed in with a token, and keep their session from going idle."""
    now = clock.now()
    found = by_token(reader(), token, now)
    if found is None:
        return None
    actor, unread = found
    seen = float(session.get("seen", 0))
    if request.endpoint != BY_ITSELF and not 0 <= now.timestamp() - seen < PRESENCE_SECONDS:
        with transaction() as writing:
            note_presence(writing, token)
        session["seen"] = now.timestamp()
    return SignedIn(actor, token, unread)


def actor() -> Actor:
    """Return who is signed in; pages for signed-in people only."""
    return cast(SignedIn, current_user).actor


def signed_in() -> Actor | None:
    """Return who is signed in, or ``None`` on public pages."""
    return actor() if current_user.is_authenticated else None


def unread() -> int:
    """Return how many notices the reader has not opened, as the page began."""
    return cast(SignedIn, current_user).unread if current_user.is_authenticated else 0


def token() -> str:
    """Return the token of the present session."""
    return cast(SignedIn, current_user).token


def begin(actor_: Actor, token_: str) -> None:
    """Begin a session in this browser; nothing of an earlier one is kept but the language."""
    language = session.get("language")
    session.clear()
    g.pop("csrf_token", None)  # it belonged to the session before
    session["seen"] = clock.now().timestamp()
    if language:
        session["language"] = language
    login_user(SignedIn(actor_, token_))


def end() -> None:
    """Forget the session in this browser."""
    logout_user()
    session.clear()


def only_signed_in(pages: Blueprint) -> None:
    """Let strangers see nothing of a blueprint: they are sent to the sign-in page."""

    @pages.before_request
    def demand() -> Any:
        if not current_user.is_authenticated:
            return stranger()
        return None


def only_staff(pages: Blueprint) -> None:
    """Let only people of the ministry see a blueprint; for others it does not exist."""
    only_signed_in(pages)

    @pages.before_request
    def demand_ministry() -> None:
        if not actor().ministry:
            raise NotFound(request.path)


def stranger() -> Response:
    """Send a stranger to sign in, and remember where they wanted to go.

    Raises ``SessionOver`` where somebody sends a form whose sign-in has run out meanwhile.
    """
    if request.endpoint in QUIET:
        return Response(status=401)  # the reader's own click will park what was typed
    if request.endpoint == LEAVING:
        return cast(Response, redirect(url_for("accounts.signed_out")))
    if request.method == "POST" and "seen" in session:
        try:
            token = _park()
        except TooLarge:
            raise SessionOver(too_long=True) from None
        raise SessionOver(token)
    onward = request.full_path.rstrip("?") if request.method != "POST" else request.path
    return cast(Response, redirect(url_for("accounts.sign_in", weiter=onward)))


def _park() -> str:
    """Keep what was typed for the account whose sign-in has run out; return its token, or ""."""
    if len(request.path) > LONGEST_PATH:
        return ""
    with transaction() as writing:
        return park(writing, str(session.get("_user_id", "")), request.path, typed()) or ""


def typed() -> list[tuple[str, str]]:
    """Return the fields that came, as they can be sent again: no passwords, no token."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NOT_PARKED and "password" not in name
    ]


def init_app(app: Flask) -> None:
    """Let Flask-Login find people."""
    manager = LoginManager()
    manager.session_protection = None  # the token is the protection; addresses change on the way
    manager.user_loader(load)
    manager.unauthorized_handler(stranger)
    manager.init_app(app)
    # The page's language and navigation ask for the reader on public pages too.
    app.jinja_env.globals["signed_in"] = signed_in
