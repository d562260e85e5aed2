"""Forms of opinions: asking for one, accepting or declining, giving it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from funding.forms.base import Form, at_most, required
from funding.forms.fields import DayField
from funding.forms.pieces import tidy
from funding.forms.reviewing import choices
from funding.words.opinions import OPINION_KINDS, OPINION_VERDICTS

LONGEST_NAME, LONGEST_EMAIL, LONGEST_TEXT, LONGEST_REASON = 120, 254, 8000, 1000


class AskForm(Form):
    """Who is asked what, until when."""

    kind = RadioField(_("Who is asked"), [Optional()], choices=choices(OPINION_KINDS))
    name = StringField(_("Name"), [required(), at_most(LONGEST_NAME)])
    email = StringField(
        _("E-mail address"),
        [required(), at_most(LONGEST_EMAIL)],
        description=_("Who has no account yet gets a link to set a password."),
    )
    question = TextAreaField(_("What shall be judged?"), filters=[tidy])
    due_on = DayField(_("Please answer by"), needed=True)


class AcceptForm(Form):
    """Whether somebody who is asked can do it."""

    reason = TextAreaField(_("Reason, if you decline"), [at_most(LONGEST_REASON)], filters=[tidy])


class GiveForm(Form):
    """The opinion."""

    verdict = RadioField(_("Result"), [Optional()], choices=choices(OPINION_VERDICTS))
    text = TextAreaField(_("Opinion and reasons"), filters=[tidy])


class RecallForm(Form):
    """Why an opinion is no longer needed."""

    reason = StringField(_("Reason"), [required(), at_most(LONGEST_REASON)])
