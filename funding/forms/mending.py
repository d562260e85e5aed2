"""The form that corrects the address of a letter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField

from funding.forms.accounts import LONGEST_EMAIL
from funding.forms.base import Form, at_most, required
from funding.forms.choices import SelectChoice


class MendForm(Form):
    """The right address, and whether it is that of the account or of this letter alone."""

    email = StringField(_("Right e-mail address"), [required(), at_most(LONGEST_EMAIL)])
    whose = RadioField(
        _("What is corrected"),
        choices=[
            SelectChoice("account", _("The address of the account: for signing in and all mail")),
            SelectChoice("letter", _("The address of this letter only")),
        ],
        default="account",
    )
