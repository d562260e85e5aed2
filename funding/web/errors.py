"""Turn what went wrong into pages. The only place that knows the status codes."""

from __future__ import annotations

import logging
from secrets import token_hex

from flask import Flask, g, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError

from funding.errors import (
    AlreadyDone,
    Erased,
    FundingError,
    Incomplete,
    Infected,
    Invalid,
    NarrowRight,
    NotFound,
    NotPermitted,
    NotTypeset,
    Outdated,
    SessionOver,
    TooLarge,
    Unscanned,
    Withheld,
)
from funding.forms.accounts import SignInForm
from funding.forms.pieces import leaves
from funding.forms.speech import language
from funding.queries.closing.disposals import record_of
from funding.services.accounts.park import Parked
from funding.services.accounts.sign_in import TooManyAttempts
from funding.web.came_late import in_words, late
from funding.web.intake import NUL, Unreadable
from funding.web.offers import explained
from funding.web.records import gone_of
from funding.web.signin import signed_in
from funding.web.signin import typed as sent
from funding.web.since_read import since_read
from funding.web.view import reader, safe_onward
from funding.words.faults import FAULTS
from workflows.core import StepRefused

logger = logging.getLogger(__name__)
STATUS: dict[type[Exception], int] = {
    NotFound: 404,
    NotPermitted: 403,
    Outdated: 409,
    StepRefused: 409,
    Incomplete: 400,
    Invalid: 422,
    TooLarge: 413,
    NotTypeset: 503,
    TooManyAttempts: 429,
    Infected: 410,
    Unscanned: 409,
    CSRFError: 400,
}
PUBLIC = frozenset({"accounts", "public", "static"})
# What scripts ask for: they show what is told, not a page.
SCRIPTED = frozenset({"applying.autosave", "applying.annex", "applying.presence"})
SIGNED_IN_ANEW = _(
    "You have signed in anew meanwhile, perhaps in another window. Please use the button: you see "
    "what you had typed and save it by one click."
)
SIGNED_OUT = _(
    "You are signed out, perhaps in another window. What you type is not saved. Please sign in "
    "in another window, then use the button: you see what you had typed and save it by one click."
)
NARROW = _(
    "Your right on this draft does not allow this. Nothing was changed. Who may change your right "
    "is named under “Who works on it”."
)


def page(error: Exception) -> ResponseReturnValue:
    """Explain the error to the reader, with what cures it and what they had typed."""
    narrow = str(NARROW) if isinstance(error, NarrowRight) else ""
    if narrow and request.endpoint in SCRIPTED:
        return jsonify({"told": narrow}), STATUS[NotPermitted]
    status = next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 400)
    reasons = explained(error.reasons) if isinstance(error, StepRefused) else []
    return (
        render_template(
            "errors/page.html",
            error=error,
            status=status,
            reasons=reasons,
            typed=typed(status),
            **since_read(error),
            narrow=narrow,
            reference=(request.view_args or {}).get("reference"),
            withheld=FAULTS[error.code].in_(language()) if isinstance(error, Withheld) else "",
        ),
        status,
    )


def session_over(error: SessionOver) -> ResponseReturnValue:
    """Ask to sign in again; what was typed waits for its writer."""
    # The form that came is not the one that is shown.
    form = SignInForm(formdata=None)
    shown_ = render_template(
        "accounts/sign_in.html",
        form=form,
        parked=error.token,
        onward=request.path,
        over=True,
        too_long=error.too_long,
    )
    return shown_, 401


def old_page(error: CSRFError) -> ResponseReturnValue:
    """Give back what was typed on a page from before the present sign-in, to be sent anew.

    Only what one of our own pages sent to a path that is a page too: what another site sends is
    not offered for sending, and neither is a mere button or what a script sent by itself.
    """
    if request.endpoint in SCRIPTED:
        return jsonify({"told": str(SIGNED_IN_ANEW if signed_in() else SIGNED_OUT)}), 400
    again = request.method == "POST" and request.blueprint not in PUBLIC
    if not (again and from_ourselves() and safe_onward(request.path) and sent()):
        return page(error)
    given = Parked(request.path, tuple(sent()))
    shown_ = render_template(
        "accounts/given_back.html",
        form=SignInForm(formdata=None),
        typed=given,
        who=signed_in(),
        late=late(given.path, given.fields),
        old=True,
    )
    return shown_, STATUS[CSRFError]


def from_ourselves() -> bool:
    """Tell whether the browser says that one of our own pages sent this."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    return site == "same-origin" if site else origin == request.host_url.rstrip("/")


def typed(status: int) -> list[tuple[str, str]]:
    """Return what the reader had typed, so that nothing is lost on a conflict."""
    if request.method != "POST" or status not in (400, 409):
        return []
    if "form" in g:
        return in_words(leaves(g.form))
    plain = [(name.replace(NUL, ""), value.replace(NUL, "")) for name, value in sent()]
    return late(request.path.replace(NUL, ""), plain).typed


def http(error: HTTPException) -> ResponseReturnValue:
    """Explain what the framework refused."""
    status = error.code or 500
    if isinstance(error, SecurityError):  # no address can be built for a foreign host
        return render_template("errors/plain.html", status=400, number=""), 400
    if isinstance(error, RequestEntityTooLarge):
        status = 413
    rendered = render_template(
        "errors/page.html",
        error=error,
        status=status,
        reasons=[],
        typed=typed(status),
        unreadable=isinstance(error, Unreadable),
    )
    headers: list[tuple[str, str]] = [
        (k, v) for k, v in error.get_headers() if k.lower() not in ("content-type",)
    ]
    return rendered, status, headers


def already_done(error: AlreadyDone) -> ResponseReturnValue:
    """Show the result of the first click."""
    return redirect(error.location, 303)


def erased(error: Erased) -> ResponseReturnValue:
    """Say of a deleted case what was deleted, when and by whom, and what has remained."""
    kept = record_of(reader(), error.reference)
    who = signed_in()
    shown_ = render_template(
        "keeping/gone.html",
        kept=kept,
        one=kept.disposal,
        app=kept.application,
        gone=gone_of(kept),
        office=who is not None and who.ministry,
    )
    return shown_, 410


def unavailable(error: OperationalError) -> ResponseReturnValue:
    """Say that the database is away; nothing was changed."""
    logger.error("database: %s", type(error.orig).__name__)
    return render_template("errors/plain.html", status=503, number=""), 503


def collided(error: IntegrityError) -> ResponseReturnValue:
    """Say that a colleague was quicker, where two wrote the same row at the same moment."""
    if "unique" in str(error.orig).lower():
        return page(Outdated())
    return unexpected(error)


def unfit(error: DataError) -> ResponseReturnValue:
    """Say that an entry could not be kept, where a form let through what the database does not."""
    logger.warning("database: %s", type(error.orig).__name__)
    return page(Invalid())


def unexpected(error: Exception) -> ResponseReturnValue:
    """Say that the fault is ours, with a number to find it by; nothing private is told."""
    number = f"F-{token_hex(3).upper()}"
    logger.error("%s: %s", number, type(error).__name__, exc_info=error)
    return render_template("errors/plain.html", status=500, number=number), 500


def init_app(app: Flask) -> None:
    """Catch the errors of the domain, of the framework and of ourselves."""
    CSRFProtect(app)
    app.register_error_handler(AlreadyDone, already_done)
    app.register_error_handler(Erased, erased)
    app.register_error_handler(FundingError, page)
    app.register_error_handler(StepRefused, page)
    app.register_error_handler(SessionOver, session_over)
    app.register_error_handler(CSRFError, old_page)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(OperationalError, unavailable)
    app.register_error_handler(IntegrityError, collided)
    app.register_error_handler(DataError, unfit)
    app.register_error_handler(Exception, unexpected)
