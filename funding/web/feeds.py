"""Calendar feeds: read by whoever knows the address, made and revoked on the own account page."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding import clock
from funding.forms.base import Form
from funding.law import berlin
from funding.models import Municipality
from funding.notices.calendar import Entry, written
from funding.queries.accounts.feeds import reader_of
from funding.queries.deadlines.feed import Dated, deadlines_for
from funding.services.accounts.calendar_feeds import make_feed, revoke_feed
from funding.web.signin import actor, signed_in, stranger
from funding.web.view import reader, settings, writing
from funding.words.calendar import ENTRY, FEED_OWN, FEED_TOWN, OPINION
from funding.words.deadlines import DEADLINES

pages = Blueprint("feeds", __name__)


@pages.before_request
def demand() -> ResponseReturnValue | None:
    """Let strangers read a calendar whose address they know, and nothing else."""
    if request.endpoint != "feeds.feed" and signed_in() is None:
        return stranger()
    return None


@pages.get("/kalender/<token>.ics")
def feed(token: str) -> Response:
    """Give the deadlines behind a secret address; no calendar signs in."""
    who, town = reader_of(reader(), token)
    now = clock.now()
    found = deadlines_for(reader(), who, berlin.local_date(now), town)
    name = FEED_OWN.in_(who.language)
    if town is not None:
        name = FEED_TOWN.fill(who.language, town=reader().get_one(Municipality, town).name)
    content = written(
        (_entry(one, who.language) for one in found),
        settings().base_url,
        now,
        who.language,
        name=name,
    )
    response = Response(content, mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'inline; filename="fristen.ics"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _entry(one: Dated, language: str) -> Entry:
    words = OPINION if one.kind == "expert" else DEADLINES[one.kind]
    title = ENTRY.fill(language, reference=one.reference, deadline=words.in_(language))
    return Entry(one.key, one.on, title, path=one.path, sequence=one.version)


@pages.post("/konto/kalender")
def make() -> ResponseReturnValue:
    """Make an address and show it, this once; the page of a second click knows it no more."""
    form = Form()
    town = request.form.get("kommune", "").strip() or None
    with writing(form, url_for("accounts.account", _anchor="kalender")) as session:
        token = make_feed(session, actor(), town)
    address = settings().base_url + url_for("feeds.feed", token=token)
    name = reader().get_one(Municipality, town).name if town else ""
    return render_template(
        "accounts/calendar_made.html",
        address=address,
        webcal="webcal" + address[address.index("://") :],
        town=name,
    )


@pages.post("/konto/kalender/<uuid:feed_id>/ende")
def revoke(feed_id: UUID) -> ResponseReturnValue:
    """Let an address show nothing any more."""
    location = url_for("accounts.account", _anchor="kalender")
    with writing(Form(), location) as session:
        revoke_feed(session, actor(), feed_id)
    flash(_("The address does not work any more."), "success")
    return redirect(location, 303)
