"""Sign-in, sign-out, passwords, the own account, invitations."""

from __future__ import annotations

import time

from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding import clock
from funding.db import reading, transaction
from funding.errors import Fault, Invalid, NotFound
from funding.forms.accounts import (
    InvitationForm,
    PasswordForm,
    ResetForm,
    SignInForm,
)
from funding.forms.bodies import found_one
from funding.forms.choices import SelectChoice
from funding.forms.speech import language
from funding.forms.towns import Register
from funding.models.role import MINISTRY_ROLES, TOWN_ROLES
from funding.policy import require
from funding.queries.accounts.actors import by_token
from funding.queries.accounts.people import people as listed_people
from funding.queries.applying.register import entries
from funding.services.accounts import invite as inviting
from funding.services.accounts import sign_in as signing
from funding.services.accounts.park import parked as find_parked
from funding.web import own_account, signin
from funding.web.came_late import late
from funding.web.navigation import home_of
from funding.web.speech import LANGUAGES
from funding.web.view import reader, safe_onward, writing
from funding.words.roles import ROLES

LONGEST_SEARCH = 100

pages = Blueprint("accounts", __name__)
RESET_SECONDS = 0.25
PUBLIC = frozenset({"sign_in", "signed_out", "reset", "password", "speak"})


@pages.before_request
def demand() -> ResponseReturnValue | None:
    """Let strangers see only what they need to come in."""
    name = (request.endpoint or "").rpartition(".")[2]
    if name not in PUBLIC and signin.signed_in() is None:
        return signin.stranger()
    return None


def _passwords() -> signing.Passwords:
    found: signing.Passwords = current_app.config["PASSWORDS"]
    return found


def confirmed(password: str) -> bool:
    """Tell whether the signed-in person has typed their own password; throttled like a sign-in."""
    email, network = signin.actor().email, request.remote_addr or ""
    # Counted apart from sign-ins, so that no stranger can keep a signatory from signing.
    apart = f"confirm:{email}"
    with transaction() as writing_session:
        signing.refuse_throttled(writing_session, apart, "")
        signing.count_failure(writing_session, apart, network)
        stored = signing.stored_hash(writing_session, email)
    if not _passwords().fits(stored, password):
        return False
    with transaction() as writing_session:
        signing.forgive(writing_session, apart)
    return True


@pages.route("/anmelden", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Sign in with e-mail and password; where to go next is kept."""
    form = SignInForm()
    onward = safe_onward(request.args.get("weiter"))
    parked = request.form.get("parked", "")
    again = {"form": form, "parked": parked, "onward": onward, "over": bool(parked)}
    if request.method != "POST" or not form.validate():
        status = 200 if request.method != "POST" else 422
        return render_template("accounts/sign_in.html", **again), status
    email, network = str(form.email.data), request.remote_addr or ""
    with transaction() as writing_session:
        # Counted before the hash is tried, so that many at once cannot slip through together.
        signing.refuse_throttled(writing_session, email, network)
        left = signing.count_failure(writing_session, email, network)
        stored = signing.stored_hash(writing_session, email)
    # Hashing is slow on purpose: no transaction is open meanwhile.
    if not _passwords().fits(stored, str(form.password.data)):
        form.add_fault(Fault("email", "sign_in_wrong", {"left": left}))
        return render_template("accounts/sign_in.html", **again), 422
    with transaction() as writing_session:
        token = signing.begin_session(writing_session, email)
    with reading() as fresh:
        found = by_token(fresh, token, clock.now())
    if found is None:
        raise NotFound("session")
    actor, _unread = found
    signin.begin(actor, token)
    own_account.warn_of_address()
    with reading() as fresh:
        typed = find_parked(fresh, actor, parked) if parked else None
    if typed is not None:
        session["parked"] = parked
        return redirect(url_for("accounts.given_back"), 303)
    return redirect(onward or url_for(home_of(actor)), 303)


@pages.get("/konto/eingaben")
def given_back() -> ResponseReturnValue:
    """Give back what somebody had typed when their sign-in ran out; as often as they look."""
    typed = find_parked(reader(), signin.actor(), str(session.get("parked", "")))
    if typed is None or not safe_onward(typed.path):
        session.pop("parked", None)
        return redirect(url_for(home_of(signin.actor())))
    told = late(typed.path, typed.fields)
    return render_template("accounts/given_back.html", form=SignInForm(), typed=typed, late=told)


@pages.post("/abmelden")
def sign_out() -> ResponseReturnValue:
    """End the session, here and on the server."""
    with transaction() as writing_session:
        signing.end_session(writing_session, signin.token())
    signin.end()
    return redirect(url_for("accounts.signed_out"), 303)


@pages.get("/abgemeldet")
def signed_out() -> str:
    """Say that the session has ended."""
    return render_template("accounts/signed_out.html")


@pages.route("/passwort/neu", methods=["GET", "POST"])
def reset() -> ResponseReturnValue:
    """Ask for a link to a new password; the answer does not tell whether the address is known."""
    form = ResetForm()
    if request.method == "POST" and form.validate():
        ends = time.monotonic() + RESET_SECONDS
        email, network = str(form.email.data), request.remote_addr or ""
        with transaction() as writing_session:
            signing.refuse_throttled(writing_session, f"reset:{email}", network)
            signing.count_failure(writing_session, f"reset:{email}", network)
            inviting.request_reset(writing_session, email)
        # A known address is more work: the answer comes at the same time for both.
        time.sleep(max(0.0, ends - time.monotonic()))
        return render_template("accounts/reset_sent.html")
    status = 200 if request.method != "POST" else 422
    return render_template("accounts/reset.html", form=form), status


@pages.route("/passwort/<token>", methods=["GET", "POST"])
def password(token: str) -> ResponseReturnValue:
    """Set a password by the link of an invitation; the link works once."""
    if not inviting.is_valid(reader(), token, clock.now()):
        return render_template("accounts/link_over.html"), 404
    form = PasswordForm()
    if request.method == "POST" and form.validate():
        typed = str(form.new_password.data)
        if len(typed) >= inviting.SHORTEST_PASSWORD:
            hashed = _passwords().hash(typed)
            with transaction() as writing_session:
                inviting.set_password(writing_session, token, hashed)
            flash(_("Your password is set. You can sign in now."), "success")
            return redirect(url_for("accounts.sign_in"), 303)
        form.add_fault(
            Fault("new_password", "password_short", {"shortest": inviting.SHORTEST_PASSWORD})
        )
    status = 200 if request.method != "POST" else 422
    response = make_response(render_template("accounts/password.html", form=form), status)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@pages.get("/sprache/<code>")
def speak(code: str) -> ResponseReturnValue:
    """Choose the language of the pages in this browser."""
    if code not in LANGUAGES:
        raise NotFound(code)
    session["language"] = code
    return redirect(safe_onward(request.args.get("weiter")) or url_for("public.home"), 303)


own_account.hang(pages)


@pages.route("/verwaltung/personen", methods=["GET", "POST"])
def people() -> ResponseReturnValue:
    """Invite people, and list who has an account; for administration."""
    require(signin.actor(), "act", "invite")
    form = InvitationForm()
    form.role.choices = [
        SelectChoice(role.value, ROLES[role].in_(language()))
        for role in (*TOWN_ROLES, *MINISTRY_ROLES)
    ]
    if request.method == "POST" and form.validate():
        try:
            town = _town(str(form.municipality.data or ""))
            with writing(form, url_for("accounts.people")) as writing_session:
                inviting.invite(
                    writing_session,
                    signin.actor(),
                    name=str(form.name.data),
                    email=str(form.email.data),
                    role=str(form.role.data),
                    municipality_key=town,
                    language=str(form.language.data),
                )
        except Invalid as invalid:
            form.take_faults(invalid)
            return _people(form), 422
        flash(_("The invitation is on its way."), "success")
        return redirect(url_for("accounts.people"), 303)
    status = 200 if request.method != "POST" else 422
    return _people(form), status


def _people(form: InvitationForm) -> str:
    words = request.args.get("suche", "")[:LONGEST_SEARCH].strip()
    return render_template(
        "accounts/people.html",
        form=form,
        words=words,
        listed=listed_people(reader(), words),
        ROLES=ROLES,
    )


def _town(typed: str) -> str | None:
    """Return the key of the municipality or association that was typed by name or key."""
    if not typed.strip():
        return None
    found = found_one(Register(lambda: entries(reader())), typed, "municipality")
    if isinstance(found, Fault):
        raise Invalid(found)
    return found
