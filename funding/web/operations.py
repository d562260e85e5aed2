"""Pages of administration: how the portal is doing, its mail, its rules."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding import clock
from funding.errors import Invalid
from funding.forms.base import Form
from funding.forms.mending import MendForm
from funding.forms.speech import language
from funding.forms.words import size_in_words
from funding.law import money
from funding.notices.addresses import masked, without_addresses
from funding.policy import require
from funding.queries.deciding.signing import everybodys_limits
from funding.queries.operations import files, watch
from funding.queries.operations import health as figures
from funding.queries.operations import letter as letters
from funding.services.notices.mend import correct_and_send, send_letter_again
from funding.web.paging import cursor
from funding.web.signin import actor, only_staff
from funding.web.view import reader, settings, writing
from funding.words.notices import NOTICE_KINDS
from funding.words.paces import WITHHELD
from funding.words.rules import RULE_FLAGS, RULE_NAMES, RULE_UNITS
from funding.words.watch import CHECKS, LEVELS, LOOKS

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
        checks=checks(),
        CHECKS=CHECKS,
        LEVELS=LEVELS,
        LOOKS=LOOKS,
        mode=settings().mode,
        scanner=bool(settings().clamd_url),
        store=_store(),
    )


def checks() -> list[watch.Check]:
    """Answer what a monitor asks of this portal."""
    own = settings()
    return watch.checks(
        reader(), clock.now(), scanning=bool(own.clamd_url), bounce_box=own.bounce_box
    )


def _store() -> dict[str, int]:
    """Count the files of the store that nobody names any more, and the rows without their file."""
    folder = settings().var / "files"
    left = files.unnamed(reader(), folder, files.grace(reader(), clock.now()))
    return {
        "unnamed": len(left),
        "bytes": sum(one.size for one in left),
        "missing": len(files.missing(reader(), folder)),
    }


@pages.get("/mails")
def mails() -> str:
    """List notices by what became of them; addresses are masked."""
    state = request.args.get("stand", "")
    state = state if state in figures.NOTICE_STATES else "failed"
    rows = figures.mails(reader(), state, cursor())
    last = rows[figures.PAGE - 1] if len(rows) > figures.PAGE else None
    return render_template(
        "operations/mails.html",
        NOTICE_KINDS=NOTICE_KINDS,
        rows=rows[: figures.PAGE],
        more=f"{last.created_at.isoformat()}_{last.id}" if last else None,
        state=state,
        counts=figures.health(reader(), clock.now()).notices,
        masked=masked,
        without_addresses=without_addresses,
    )


@pages.get("/mails/<uuid:notice_id>")
def letter(notice_id: UUID) -> str:
    """Show one letter: whom it was for, how often it was tried, what went wrong, who mended it."""
    return _letter(notice_id, MendForm())


def _letter(notice_id: UUID, form: MendForm) -> str:
    found = letters.letter(reader(), notice_id)
    kind = NOTICE_KINDS.get(found.row.kind)
    return render_template(
        "operations/letter.html",
        found=found,
        form=form,
        title=found.row.subject or (kind.in_(language()) if kind else found.row.kind),
        trouble=without_addresses(found.row.trouble or ""),
        masked=masked,
        WITHHELD=WITHHELD,
    )


@pages.post("/mails/<uuid:notice_id>")
def mend(notice_id: UUID) -> ResponseReturnValue:
    """Correct the address of a letter or of its account, and send it again."""
    letters.letter(reader(), notice_id)  # what is not there is said before the form's faults
    form, location = MendForm(), url_for("operations.letter", notice_id=notice_id)
    if not form.validate():
        return _letter(notice_id, form), 422
    email, whose = str(form.email.data), str(form.whose.data)
    try:
        with writing(form, location) as session:
            owed = correct_and_send(session, actor(), notice_id, email=email, whose=whose)
    except Invalid as invalid:
        form.take_faults(invalid)
        return _letter(notice_id, form), 422
    _say(owed)
    return redirect(location, 303)


@pages.post("/mails/<uuid:notice_id>/erneut")
def send_again(notice_id: UUID) -> ResponseReturnValue:
    """Owe a failed notice once more."""
    form = Form()
    location = url_for("operations.mails")
    with writing(form, location) as session:
        owed = send_letter_again(session, actor(), notice_id)
    _say(owed)
    return redirect(location, 303)


def _say(owed: bool) -> None:
    if owed:
        flash(_("The notice is sent again."), "success")
    else:
        flash(_("This notice no longer waits to be sent again."), "info")


@pages.get("/regeln")
def rules() -> str:
    """List the rule values of the programme with validity and source."""
    return render_template(
        "operations/rules.html",
        rules=figures.rule_values(reader()),
        names=RULE_NAMES,
        rule_value=rule_value,
        signing=everybodys_limits(reader()),
    )


def rule_value(key: str, value: Any) -> str:
    """Write a rule value with its unit."""
    if key in RULE_FLAGS:
        return str(_("yes") if value else _("no"))
    if key == "last_draw":
        return f"{value % 100:02d}.{value // 100:02d}."
    if key.endswith("_cents"):
        return money.euro(value, language())
    if key.endswith("_bytes"):
        return size_in_words(value, language())
    if key.endswith("_basis_points"):
        return money.hundredths(value, language())
    unit = RULE_UNITS.get(key)
    return f"{value} {unit[value != 1].in_(language())}" if unit else str(value)
