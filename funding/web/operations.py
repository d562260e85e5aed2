"""Pages of administration: how the portal is doing, its mail, its rules."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding import clock
from funding.forms.base import Form
from funding.policy import require
from funding.queries.operations import health as figures
from funding.services.notices import lease
from funding.web.signin import actor, only_staff
from funding.web.view import reader, settings, writing
from funding.words.rules import RULE_NAMES

pages = Blueprint("operations", __name__, url_prefix="/verwaltung")
only_staff(pages)


@pages.before_request
def demand() -> None:
    """Let only administration see these pages."""
    require(actor(), "act", "see_operations")


@pages.get("")
def health() -> str:
    """Show how the portal is doing."""
    return render_template(
        "operations/health.html",
        health=figures.health(reader(), clock.now()),
        mode=settings().mode,
    )


def _after() -> tuple[datetime, UUID] | None:
    try:
        instant, _sep, key = request.args.get("nach", "").partition("_")
        return datetime.fromisoformat(instant), UUID(key)
    except ValueError:
        return None


@pages.get("/mails")
def mails() -> str:
    """List notices by what became of them; addresses are masked."""
    state = request.args.get("stand", "")
    state = state if state in figures.NOTICE_STATES else "failed"
    rows = figures.mails(reader(), state, _after())
    last = rows[figures.PAGE - 1] if len(rows) > figures.PAGE else None
    return render_template(
        "operations/mails.html",
        rows=rows[: figures.PAGE],
        more=f"{last.created_at.isoformat()}_{last.id}" if last else None,
        state=state,
        counts=figures.health(reader(), clock.now()).notices,
        masked=lease.masked,
    )


@pages.post("/mails/<uuid:notice_id>/erneut")
def send_again(notice_id: UUID) -> ResponseReturnValue:
    """Owe a failed notice once more."""
    form = Form()
    location = url_for("operations.mails")
    with writing(form, location) as session:
        owed = lease.send_again(session, notice_id)
    if owed:
        flash(_("The notice is sent again."), "success")
    else:
        flash(_("This notice no longer waits to be sent again."), "info")
    return redirect(location, 303)


@pages.get("/regeln")
def rules() -> str:
    """List the rule values of the programme with validity and source."""
    return render_template(
        "operations/rules.html", rules=figures.rule_values(reader()), names=RULE_NAMES
    )
