"""Forms of deciding: a decision with its reason."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from funding.forms.base import Form, at_most

LONGEST_REASON = 4000


class DecisionForm(Form):
    """Why a proposal is rejected or returned."""

    reason = TextAreaField(
        _("Reason"),
        [at_most(LONGEST_REASON)],
        description=_("Needed to reject or to return the proposal; optional for an approval."),
    )
