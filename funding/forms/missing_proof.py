"""What the office types about a grant that is at stake as a whole: no proof came, or renounced."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from funding.forms.base import Form, at_most
from funding.forms.pieces import LONG, tidy


class FactsForm(Form):
    """What the town is told at the beginning of its hearing."""

    reason = TextAreaField(
        _("Facts for the hearing"),
        [at_most(LONG)],
        filters=[tidy],
        description=_("The municipality reads this text. What is missing since when?"),
    )


class DecisionForm(Form):
    """Why the notice is revoked, or what was paid reclaimed, all considered."""

    reason = TextAreaField(
        _("Reasons of the decision"),
        [at_most(LONG)],
        filters=[tidy],
        description=_(
            "They stand in the notice: what the municipality said, how you weigh it, and why "
            "nothing milder will do (sections 39 and 40 VwVfG)."
        ),
    )
