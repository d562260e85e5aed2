"""What the office types about a grant that is at stake as a whole: no proof came, or renounced."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most
from funding.forms.pieces import LONG, RadioField, tidy
from funding.forms.reviewing import choices
from funding.words.missing_proof import TAKEN_BACK


class FactsForm(Form):
    """What the town is told at the beginning of its hearing."""

    reason = TextAreaField(
        _("Facts for the hearing"),
        [at_most(LONG)],
        filters=[tidy],
        description=_("The municipality reads this text. What is missing since when?"),
    )


class TakeBackForm(Form):
    """Why a notice is to be taken back as a whole, as the town is told."""

    ground = RadioField(_("Ground"), choices=choices(TAKEN_BACK))
    reason = TextAreaField(
        _("Facts for the hearing"),
        [at_most(LONG)],
        filters=[tidy],
        description=_("The municipality reads this text. What was wrong, since when is it known?"),
    )

    def check(self) -> bool:
        """Demand ground and facts."""
        if not self.ground.data:
            self.add_fault(Fault("ground", "choose"))
        if not self.reason.data:
            self.add_fault(Fault("reason", "required"))
        return not any(self.problems())


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

    def after_renouncing(self) -> None:
        """Ask nothing about a hearing: who renounces has said what there is to say."""
        self.reason.description = _(
            "They follow in the notice after the statement that the grant was renounced."
        )
