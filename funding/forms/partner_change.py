"""Forms of a change of the partners: what the lead writes, and how a municipality answers."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField

from funding.errors import Fault
from funding.forms.applying import SignForm
from funding.forms.base import Form, at_most
from funding.forms.bodies import found_one
from funding.forms.changing import LONGEST, ChangeForm
from funding.forms.choices import SelectChoice
from funding.forms.fields import EuroField
from funding.forms.pieces import cents, tidy
from funding.forms.towns import Register
from funding.models import Change
from funding.models.change import JOINS, LEAVES
from funding.queries.spending.partner_changes import Side

LONGEST_TASK, LONGEST_TOWN = 500, 200


class PartnerChangeForm(ChangeForm):
    """Why, who leaves, and who joins with which task and contribution."""

    leaving = SelectMultipleField(_("Which partners leave?"))
    joining = StringField(
        _("Which municipality joins?"),
        [at_most(LONGEST_TOWN)],
        filters=[tidy],
        description=_("Name or municipality key; leave it empty if none joins."),
    )
    task = TextAreaField(
        _("Task of the municipality that joins"), [at_most(LONGEST_TASK)], filters=[tidy]
    )
    contribution = EuroField(_("Contribution of the municipality that joins"))

    @classmethod
    def of(cls, change: Change, sides: list[Side], **more: Any) -> PartnerChangeForm:
        """Return the form with what is written so far, offering today's partners."""
        join = next((side for side in sides if side.row.part == JOINS), None)
        written = {
            "version": change.version,
            "reason": change.reason,
            "answer": change.answer,
            "leaving": [s.row.municipality_key for s in sides if s.row.part == LEAVES],
            "joining": f"{join.name} · {join.row.municipality_key}" if join else "",
            "task": join.row.task if join else "",
            "contribution": join.row.contribution_cents if join else None,
        }
        form = cls(data=written, **more)
        form.leaving.choices = [
            SelectChoice(side.row.municipality_key, side.name)
            for side in sides
            if side.row.part != JOINS
        ]
        return form

    def check(self) -> bool:
        """Demand a task of who joins."""
        if self.joining.data and not self.task.data:
            self.add_fault(Fault("task", "required"))
        return not any(True for _problem in self.problems())

    def town(self, register: Register) -> str:
        """Return the key of who joins; none where nobody does or it is not clear who is meant."""
        if not self.joining.data:
            return ""
        found = found_one(register, str(self.joining.data), "joining")
        if isinstance(found, Fault):
            self.add_fault(found)
            return ""
        return found

    def given(self) -> int:
        """Return what the joining municipality gives, in cents."""
        return cents(self.contribution)


class _AboutChange(Form):
    """For which municipality somebody answers, and which state of the change they have read."""

    partner = HiddenField()
    asked_at = HiddenField()

    @classmethod
    def about(cls, change: Change, side: Side) -> Any:
        """Return the form for one municipality."""
        at = change.asked_at.isoformat() if change.asked_at else ""
        key = side.row.municipality_key
        known = {"version": change.version, "partner": key, "asked_at": at}
        return cls(formdata=None, data=known)


class AgreeForm(_AboutChange, SignForm):
    """A signatory agrees, and confirms who they are."""


class NotAgreedForm(_AboutChange):
    """Why a municipality does not agree."""

    why = TextAreaField(_("What is not right?"), [at_most(LONGEST)], filters=[tidy])

    def check(self) -> bool:
        """Demand a reason."""
        if not self.why.data:
            self.add_fault(Fault("why", "reason_missing"))
        return bool(self.why.data)
