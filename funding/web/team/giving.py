"""Cases are given to reviewers: new ones by the rules, all of somebody's when they leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from funding.errors import Outdated
from funding.forms.assigning import GiveForm, LeavingForm
from funding.forms.speech import language
from funding.policy import require
from funding.queries.details import Details
from funding.queries.reviewing.assigning import Proposal, held_by, unclaimed
from funding.queries.reviewing.file import account_named
from funding.queries.reviewing.talk import tasks_of
from funding.services.reviewing.hand_over_desk import give_case
from funding.web.due import due
from funding.web.one_by_one import one_by_one
from funding.web.signin import actor
from funding.web.view import reader
from funding.words.assigning import HOLDER_BIASED, why_assigned
from funding.words.states import STATES
from workflows.application import Trigger


def hang(pages: Blueprint) -> None:
    """Hang the pages under the blueprint of the team."""
    pages.add_url_rule("/zuweisen", "assign", assign, methods=["GET", "POST"])
    pages.add_url_rule("/uebergabe/<uuid:account_id>", "leaving", leaving, methods=["GET", "POST"])


def assign() -> ResponseReturnValue:
    """Show for whom cases are meant that nobody holds, or somebody biased, and give them."""
    require(actor(), "application", Trigger.ASSIGN)
    found = unclaimed(reader(), actor())
    form = GiveForm()
    status = _offer(form, found)
    if status == 0:
        return _give(form, found, url_for("team.index"))
    return render_template("team/assign.html", form=form, found=found, nobody=_left(found)), status


def leaving(account_id: UUID) -> ResponseReturnValue:
    """Show all that somebody holds with who should hold it, and hand over what is ticked."""
    require(actor(), "application", Trigger.HAND_OVER)
    name = account_named(reader(), account_id)
    found = held_by(reader(), actor(), account_id)
    form = LeavingForm()
    status = _offer(form, found)
    if status == 0:
        return _give(form, found, url_for("team.leaving", account_id=account_id))
    page = render_template(
        "team/leaving.html",
        form=form,
        name=name,
        found=found,
        nobody=_left(found),
        tasks=tasks_of(reader(), account_id, actor()),
    )
    return page, status


def _offer(form: GiveForm, found: Sequence[Proposal]) -> int:
    """Offer what can be given; return the status of the page, or 0 where it is sent in order."""
    unasked = not isinstance(form, LeavingForm)
    form.offer(
        [
            (one.reference, _told(one, biased=unasked and one.trigger is Trigger.HAND_OVER))
            for one in found
            if one.account_id
        ]
    )
    if request.method == "POST" and form.validate():
        return 0
    shown = " ".join(f"{o.reference}={o.version}={o.account_id}" for o in found if o.account_id)
    form.shown.data = form.shown.data or shown
    return 422 if request.method == "POST" else 200


def _left(found: Sequence[Proposal]) -> list[Proposal]:
    return [one for one in found if one.account_id is None]


def _told(one: Proposal, *, biased: bool = False) -> str:
    parts = [one.reference, one.town, STATES[one.state].staff.in_(language())]
    if biased:
        parts.append(_("who holds it is biased"))
    if one.due_at:
        parts.append(_("due %(when)s", when=due(one.due_at).text))
    return f"{' · '.join(parts)} → {one.name}. {why_assigned(one.why).in_(language())}"


def _give(form: GiveForm, found: Sequence[Proposal], location: str) -> ResponseReturnValue:
    """Give the cases one by one, each in a transaction of its own, as the page showed them."""
    shown, meant = form.read_shown(), {one.reference: one for one in found}
    reason = str(form.reason.data or "").strip() if isinstance(form, LeavingForm) else HOLDER_BIASED

    def give(session: Session, reference: str) -> None:
        one = meant[reference]
        details = _details(one, shown, reason if one.trigger is Trigger.HAND_OVER else "")
        give_case(session, actor(), reference, one.trigger, details, shown[reference][0])

    given, lost = one_by_one(form, form.chosen.data or [], location, give)
    _tell(given, lost)
    return redirect(location, 303)


def _details(one: Proposal, shown: Mapping[str, tuple[int, str]], reason: str) -> Details:
    """Return who gets it and why; raise ``Outdated`` where the page showed somebody else."""
    version, account = shown.get(one.reference, (-1, ""))
    if account != str(one.account_id) or one.account_id is None:
        raise Outdated(version, one.version)
    return Details(new_holder_id=one.account_id, why=one.why, reason=reason)


def _tell(given: Sequence[str], lost: Sequence[str]) -> None:
    if given:
        said = ngettext(
            "%(num)d case is given: %(which)s. Who holds it now has been told.",
            "%(num)d cases are given: %(which)s. Who holds them now has been told.",
            len(given),
            which=", ".join(given),
        )
        flash(said, "success")
    if lost:
        said = _(
            "Not given, because something has changed meanwhile: %(which)s. Look again.",
            which=", ".join(lost),
        )
        flash(said, "info")
