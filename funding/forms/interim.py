"""Forms of an interim proof: what the town writes, and what the office says to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, StringField, TextAreaField

from funding.errors import Fault
from funding.forms.base import Form, at_most
from funding.forms.fields import EuroField
from funding.forms.pieces import LONG, RadioField, Row, cents, spoken, tidy
from funding.forms.reporting import MOST_GOALS, MOST_LINES
from funding.queries.reporting.interims import GoalStanding, Interim, InterimFigure
from funding.words.interim_proofs import GOAL_STANDINGS


class InterimRow(Row):
    """What was spent on one line of the plan in the year."""

    actual = EuroField(_("Spent in the year"))


class StandingRow(Row):
    """How one goal of the application stands."""

    standing = RadioField(_("How does the goal stand?"))
    actual = StringField(_("Value by now"), [at_most(120)], filters=[tidy])


class InterimForm(Form):
    """The short report, the figures line by line, the confirmation."""

    narrative = TextAreaField(
        _("Short report"),
        [at_most(LONG)],
        filters=[tidy],
        description=_("What was done in the year, when, with whom?"),
    )
    deviations = TextAreaField(
        _("Deviations"),
        [at_most(LONG)],
        filters=[tidy],
        description=_("What went differently from the application, and why?"),
    )
    goals = FieldList(FormField(StandingRow), max_entries=MOST_GOALS)
    lines = FieldList(FormField(InterimRow), max_entries=MOST_LINES)
    confirmed = BooleanField(_("The figures agree with the books and receipts."))

    def prepare(self) -> None:
        """Offer how a goal can stand, in the language of the page."""
        for entry in self.goals:
            entry.form.standing.choices = spoken(GOAL_STANDINGS)

    @staticmethod
    def data_of(
        one: Interim, lines: list[InterimFigure], goals: list[GoalStanding]
    ) -> dict[str, Any]:
        """Return the proof as written so far; before the first time, what is known of the year."""
        data: dict[str, Any] = {
            "goals": [{"standing": told.standing, "actual": told.actual} for told in goals],
            "lines": [
                {"actual": line.suggested if line.actual is None else line.actual} for line in lines
            ],
        }
        if one.record is not None:
            names = ("narrative", "deviations", "confirmed")
            data |= {name: getattr(one.record, name) for name in names}
        return data

    def values(self) -> dict[str, str | bool]:
        """Return the words as typed."""
        return {
            "narrative": self.narrative.data or "",
            "deviations": self.deviations.data or "",
            "confirmed": bool(self.confirmed.data),
        }

    def said(self, goals: list[GoalStanding]) -> dict[str, tuple[str, str]]:
        """Return how the goals stand, and their values, by their keys."""
        return {
            told.goal.key: (entry.form.standing.data or "", entry.form.actual.data or "")
            for told, entry in zip(goals, self.goals, strict=False)
        }

    def actuals(self, lines: list[InterimFigure]) -> dict[UUID, int]:
        """Return what was spent by the lines, in cents; an empty field is still open."""
        return {
            line.line_id: cents(entry.form.actual)
            for line, entry in zip(lines, self.lines, strict=False)
            if entry.form.actual.data is not None
        }


class LookForm(Form):
    """What the office says with its step: what is to be completed, or a remark."""

    reason = TextAreaField(
        _("To the municipality"),
        [at_most(LONG)],
        filters=[tidy],
        description=_(
            "Needed for giving it back: what is to be completed? With an acceptance it is a remark."
        ),
    )

    def check(self) -> bool:
        """Demand words."""
        if self.reason.data:
            return True
        self.add_fault(Fault("reason", "reason_missing"))
        return False
