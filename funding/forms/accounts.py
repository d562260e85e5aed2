"""Forms of accounts: signing in, passwords, invitations."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, RadioField, SelectField, StringField

from funding.forms.base import Form, at_most, required
from funding.forms.choices import SelectChoice
from funding.models.role import MINISTRY_ROLES, TOWN_ROLES

LONGEST_PASSWORD = 256
LONGEST_EMAIL = 254
LANGUAGES = (SelectChoice("de", "Deutsch"), SelectChoice("en", "English"))


class SignInForm(Form):
    """E-mail and password."""

    email = StringField(_("E-mail address"), [required(), at_most(LONGEST_EMAIL)])
    password = PasswordField(_("Password"), [required(), at_most(LONGEST_PASSWORD)])


class ResetForm(Form):
    """The address to which a link for a new password goes."""

    email = StringField(_("E-mail address"), [required(), at_most(LONGEST_EMAIL)])


class PasswordForm(Form):
    """A new password."""

    new_password = PasswordField(
        _("New password"),
        [required(), at_most(LONGEST_PASSWORD)],
        description=_("At least 12 characters. A sentence is a good password."),
    )


class AccountForm(Form):
    """What a person may set for themselves."""

    language = RadioField(_("Language"), choices=LANGUAGES, default="de")
    phone = StringField(_("Telephone"), [at_most(40)])


class InvitationForm(Form):
    """Who is invited, as what, where."""

    name = StringField(_("Name or function"), [required(), at_most(120)])
    email = StringField(_("E-mail address"), [required(), at_most(LONGEST_EMAIL)])
    role = SelectField(
        _("Role"),
        choices=[SelectChoice(role.value, role.value) for role in (*TOWN_ROLES, *MINISTRY_ROLES)],
    )
    municipality = StringField(
        _("Municipality"),
        [at_most(120)],
        description=_("Name or key, also of an association; only for roles of a municipality"),
    )
    language = RadioField(_("Language"), choices=LANGUAGES, default="de")
