"""Forms of the proof of use: the town's report, its audit, and the settlement."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, PasswordField, StringField, TextAreaField

from funding.forms.applying import LONGEST_PASSWORD
from funding.forms.base import Form, at_most
from funding.forms.fields import DayField, EuroField
from funding.forms.pieces import LONG, RadioField, Row, cents, named, spoken, text, tidy
from funding.models.spending import REPORTED
from funding.queries.case import Case
from funding.queries.reporting.figures import ProofFigure
from funding.queries.reporting.goals import Goal
from funding.words.grounds import CHANNELS
from funding.words.labels import GOALS_REACHED

LONGEST_REPORT = 10_000
MOST_LINES = 500
MOST_GOALS = 6


class ActualRow(Row):
    """What was really spent on one line of the plan."""

    actual = EuroField(_("Actually spent"))
    reason = TextAreaField(_("Reason for the deviation"), [at_most(1000)], filters=[tidy])


class GoalRow(Row):
    """What became of one goal of the application."""

    reached = RadioField(_("Was the goal reached?"))
    actual = StringField(_("Actual value"), [at_most(120)], filters=[tidy])
    remark = TextAreaField(_("Explanation"), [at_most(1000)], filters=[tidy])


class ProofForm(Form):
    """The report in words, the figures line by line, the income, the confirmation."""

    narrative = text("narrative", LONGEST_REPORT, description=_("What was done, when, with whom?"))
    results = text(
        "results",
        LONGEST_REPORT,
        description=_("What has come of it as a whole? The goals follow one by one."),
    )
    goals = FieldList(FormField(GoalRow), max_entries=MOST_GOALS)
    deviations = text(
        "deviations",
        LONGEST_REPORT,
        description=_("What went differently from the application, and why?"),
    )
    publicity = text(
        "publicity",
        LONGEST_REPORT,
        description=_("Where was the project made known, and its funding named?"),
    )
    evaluation = text(
        "evaluation",
        LONGEST_REPORT,
        description=_("How was success measured, and what was learnt from it?"),
    )
    sustainability = text(
        "sustainability", LONGEST_REPORT, description=_("What remains after the funding?")
    )
    necessity = text(
        "necessity",
        LONGEST_REPORT,
        description=_(
            "Why was the expenditure needed, and adequate? For example: offers compared, pay grade"
        ),
    )
    lines = FieldList(FormField(ActualRow), max_entries=MOST_LINES)
    own_cash = EuroField(named("own_cash"))
    third_party = EuroField(named("third_party"))
    income = EuroField(named("income"))
    confirmed = BooleanField(
        _(
            "The expenditure was necessary, we managed economically, and the figures agree with "
            "the books and receipts."
        )
    )

    AMOUNTS = ("own_cash", "third_party", "income")

    def prepare(self) -> None:
        """Offer what can have become of a goal, in the language of the page."""
        for entry in self.goals:
            entry.form.reached.choices = spoken(GOALS_REACHED)

    @classmethod
    def data_of(cls, case: Case, lines: list[ProofFigure], goals: list[Goal]) -> dict[str, Any]:
        """Return the proof as written so far; before the first time, what is known by now."""
        source = case.proof or case.answers
        data: dict[str, Any] = {n: getattr(source, f"{n}_cents") for n in cls.AMOUNTS}
        if case.proof is not None:
            data |= {name: getattr(case.proof, name) for name in (*REPORTED, "confirmed")}
        data["goals"] = [
            {"reached": goal.reached, "actual": goal.actual, "remark": goal.remark}
            for goal in goals
        ]
        data["lines"] = [
            {
                "actual": line.suggested if line.actual is None else line.actual,
                "reason": line.reason,
            }
            for line in lines
        ]
        return data

    def values(self) -> dict[str, Any]:
        """Return words and income as typed."""
        values: dict[str, Any] = {f"{n}_cents": cents(self[n]) for n in self.AMOUNTS}
        values |= {name: self[name].data or "" for name in REPORTED}
        return values | {"confirmed": bool(self.confirmed.data)}


class AuditForm(Form):
    """What the audit recognises, and why."""

    recognised = EuroField(
        _("Recognised eligible expenditure"),
        description=_("At most what was really spent on eligible lines"),
    )
    note = TextAreaField(
        _("Audit note"),
        [at_most(LONG)],
        filters=[tidy],
        description=_(
            "What was audited, with which result? It goes on the file and stands among the "
            "reasons of the final notice."
        ),
    )
    facts = TextAreaField(
        _("Facts for the hearing"),
        [at_most(LONG)],
        filters=[tidy],
        description=_("The municipality reads this text. What is not recognised, why?"),
    )


class CommentForm(Form):
    """What the town says in a hearing; a signatory signs it with the password."""

    comment = TextAreaField(
        _("Your comment"),
        [at_most(LONGEST_REPORT)],
        filters=[tidy],
        description=_("What should we take into account? What do you see differently?"),
    )
    password = PasswordField(
        _("Your password"),
        [at_most(LONGEST_PASSWORD)],
        description=_("With it you sign for your municipality."),
    )


class SettleForm(Form):
    """The final notice that an approver signs, or the reasons for sending the audit back."""

    issued_on = DayField(_("Date of issue"))
    channel = RadioField(_("How the notice is sent"))
    notified_on = DayField(
        _("Date of notification"),
        description=_("Left empty, the portal computes it from date of issue and channel."),
    )
    evidence = StringField(
        _("Evidence"),
        [at_most(500)],
        filters=[tidy],
        description=_("For example: register of outgoing mail, number"),
    )
    reason = TextAreaField(
        _("Reasons"),
        [at_most(LONG)],
        filters=[tidy],
        description=_("Only for sending the audit back"),
    )

    def prepare(self) -> None:
        """Offer the channels in the language of the page."""
        self.channel.choices = spoken(CHANNELS)
