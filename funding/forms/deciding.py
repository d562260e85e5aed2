"""Forms of deciding: a decision with its reason, and confirming funds."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, TextAreaField

from funding.forms.base import Form, at_most

LONGEST_REASON = 4000


class DecisionForm(Form):
    """Why a proposal is rejected or returned."""

    reason = TextAreaField(
        _("Reason"),
        [at_most(LONGEST_REASON)],
        description=_("Needed to reject or to return the proposal; optional for an approval."),
    )


class ConfirmForm(Form):
    """The call whose funds are confirmed."""

    call = HiddenField()
