"""The page of the own account: language, telephone, what is mailed when, and whether it arrives."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.errors import NotFound
from funding.forms.accounts import AccountForm
from funding.forms.base import Form
from funding.forms.wishes import WishForm, wish_form
from funding.models import Account
from funding.notices.paces import parts_for
from funding.policy import permits
from funding.queries.accounts.feeds import feeds_of
from funding.queries.accounts.wishes import wishes_of
from funding.queries.applying.register import entries
from funding.services.accounts.wish_mail import wish_mail
from funding.services.notices.bounce import confirm_address
from funding.web import signin
from funding.web.view import reader, writing


def hang(pages: Blueprint) -> None:
    """Hang the page under the blueprint of the accounts."""
    pages.add_url_rule("/konto", "account", account, methods=["GET", "POST"])
    pages.add_url_rule("/konto/adresse", "confirm_address", confirm, methods=["POST"])
    pages.add_url_rule("/konto/mitteilungen", "wishes", wishes, methods=["POST"])


def account() -> ResponseReturnValue:
    """Show the own account and let its person choose a language."""
    form = AccountForm(obj=reader().get(Account, signin.actor().account_id))
    if request.method != "POST" or not form.validate():
        return _page(form, _wish_form(), form), 200 if request.method != "POST" else 422
    with writing(form, url_for("accounts.account")) as writing_session:
        mine = writing_session.get_one(Account, signin.actor().account_id)
        mine.language, mine.phone = form.language.data, form.phone.data or ""
    session["language"] = form.language.data
    flash(_("Your changes are saved."), "success")
    return redirect(url_for("accounts.account"), 303)


def wishes() -> ResponseReturnValue:
    """Keep when notices are mailed."""
    form, location = _wish_form(), url_for("accounts.account", _anchor="mitteilungen")
    if not form.validate():
        found = reader().get(Account, signin.actor().account_id)
        return _page(AccountForm(formdata=None, obj=found), form, form), 422
    with writing(form, location) as writing_session:
        wish_mail(writing_session, signin.actor(), form.wishes())
    flash(_("Your choice is kept. It holds for every notice from now on."), "success")
    return redirect(location, 303)


def confirm() -> ResponseReturnValue:
    """Mail to the reader again, because they say that their address is right."""
    form, location = Form(), url_for("accounts.account")
    with writing(form, location) as writing_session:
        confirm_address(writing_session, signin.actor())
    flash(_("Thank you. You are mailed again from now on."), "success")
    return redirect(location, 303)


def warn_of_address() -> None:
    """Tell who signs in that their letters come back, and how that is cured."""
    found = reader().get(Account, signin.actor().account_id)
    if found is not None and found.mail_stopped_at is not None:
        flash(
            _(
                "Letters to %(address)s came back, so nothing is mailed to you. Everything stands "
                "under Notices. Please confirm your address under “My account”, or have it "
                "corrected.",
                address=found.email,
            ),
            "warning",
        )


def _wish_form() -> WishForm:
    actor = signin.actor()
    parts = parts_for(ministry=actor.ministry, town=bool(actor.towns))
    return wish_form(parts, wishes_of(reader(), actor.account_id))


def _page(form: AccountForm, chosen: WishForm, sent: Form) -> str:
    """Write the page; ``sent`` is the form whose faults are told on top."""
    actor = signin.actor()
    found = reader().get(Account, actor.account_id)
    if found is None:
        raise NotFound("account")
    return render_template(
        "accounts/account.html",
        form=form,
        wishes=chosen,
        sent=sent,
        account=found,
        actor=actor,
        towns={one.key: one.name for one in entries(reader(), actor.towns)},
        feeds=feeds_of(reader(), actor.account_id),
        may_be_away=permits(actor, "act", "enter_absence"),
    )
