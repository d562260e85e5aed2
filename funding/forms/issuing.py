"""Forms of a notice that the portal issues: signing it or giving it back, and retrieving it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from funding.forms.base import Form, at_most
from funding.forms.pieces import tidy

LONGEST = 2000


class IssueForm(Form):
    """What the office says of a drafted notice."""

    reason = TextAreaField(
        _("Reason, if you send or take it back"), [at_most(LONGEST)], filters=[tidy]
    )


class RetrieveForm(Form):
    """Nothing but that the notice is wanted now."""
