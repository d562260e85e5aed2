"""Forms of the lead: cases that are given to somebody, and the rules by which."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Optional

from funding.forms.base import Form, at_most, required
from funding.forms.choices import SelectChoice
from funding.forms.fields import NumberField

LONGEST_REASON = 2000


class GiveForm(Form):
    """Cases, each with the person for whom it is meant.

    ``shown`` names version and account of each case as the page showed them.
    """

    shown = HiddenField()
    chosen = SelectMultipleField(
        _("Cases and who gets them"), [InputRequired(_("Please tick at least one case."))]
    )

    def offer(self, cases: Sequence[tuple[str, str]]) -> None:
        """Offer cases, all of them ticked at first."""
        self.chosen.choices = [SelectChoice(*one) for one in cases]
        if not self.is_submitted():
            self.chosen.data = [reference for reference, _label in cases]

    def read_shown(self) -> dict[str, tuple[int, str]]:
        """Return version and account of each case as they were shown."""
        found = {}
        for one in str(self.shown.data or "").split():
            reference, _is, rest = one.partition("=")
            version, _is, account = rest.partition("=")
            if version.isascii() and version.isdigit():
                found[reference] = (int(version), account)
        return found


class LeavingForm(GiveForm):
    """Cases that are handed over because somebody leaves, and why."""

    reason = TextAreaField(_("Reason"), [required(), at_most(LONGEST_REASON)])


class RuleForm(Form):
    """Which cases, and whom they are for."""

    district = SelectField(_("District"), [Optional()])
    field = SelectField(_("Action field"), [Optional()])
    reviewer = SelectField(_("Goes to"), [Optional()])
    most = NumberField(
        _("At most this many open cases"),
        [Optional()],
        description=_("Empty: without limit. Whoever holds as many gets no more by this rule."),
    )

    def offer(
        self,
        districts: Sequence[tuple[str, str]],
        fields: Sequence[tuple[str, str]],
        reviewers: Sequence[tuple[UUID, str]],
    ) -> None:
        """Offer districts, action fields and reviewers, or any of them."""
        self.district.choices = [SelectChoice("", _("any district")), *_choices(districts)]
        self.field.choices = [SelectChoice("", _("any action field")), *_choices(fields)]
        least = SelectChoice("", _("whoever holds the fewest cases"))
        self.reviewer.choices = [least, *_choices([(str(key), name) for key, name in reviewers])]


class RuleStepForm(Form):
    """That a rule moves up, or goes."""


def _choices(pairs: Sequence[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(*pair) for pair in pairs]
