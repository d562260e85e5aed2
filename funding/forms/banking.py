"""Forms of bank details, and the choice of payments for a file."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import PasswordField, SelectMultipleField, StringField, TextAreaField

from funding.forms.accounts import LONGEST_PASSWORD
from funding.forms.base import Form, at_most, required
from funding.forms.pieces import RadioField, tidy

LONGEST = 1000


class AccountForm(Form):
    """The account of a municipality."""

    municipality = RadioField(_("Municipality"), validators=[required()])
    holder = StringField(_("Account holder"), [required(), at_most(70)])
    iban = StringField(
        _("IBAN"), [required(), at_most(50)], description=_("With or without spaces")
    )


class AddressForm(Form):
    """Whereto the letters of a municipality go."""

    address = TextAreaField(
        _("Postal address"),
        [at_most(300)],
        filters=[tidy],
        description=_(
            "As it stands in the address field of a letter: at most six lines, the last one with "
            "post code and place."
        ),
    )


class AnswerForm(Form):
    """Confirming an account, with the password, or refusing it, with a reason."""

    password = PasswordField(
        _("Your password"),
        [at_most(LONGEST_PASSWORD)],
        description=_("With it you sign for your municipality."),
    )

    reason = TextAreaField(_("Reason"), [at_most(LONGEST)], filters=[tidy])


class CallForm(Form):
    """Who was called under which number, or why the account is refused."""

    called = TextAreaField(
        _("Who was called, under which number"),
        [at_most(LONGEST)],
        filters=[tidy],
        description=_("Use a number that you knew before, never one from the request."),
    )
    reason = TextAreaField(
        _("Reason"), [at_most(LONGEST)], filters=[tidy], description=_("Needed to refuse it.")
    )


class StatusForm(Form):
    """What the bank has said of a payment file."""

    file = FileField(
        _("Status report of the bank (pain.002, XML)"),
        description=_("What the bank rejected goes back to be ordered anew, with its reason."),
    )


class FileForm(Form):
    """Which ordered payments go into the file."""

    drawdowns = SelectMultipleField(_("Ordered payments"), validate_choice=False)
