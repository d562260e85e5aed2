"""Forms of reviewing: the formal check, requests, marks, proposals, simple steps, bias."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

from funding.definition.places import BEGINS_WITH_KEY, place_of
from funding.errors import Fault
from funding.forms.base import Form, at_most
from funding.forms.choices import SelectChoice
from funding.forms.speech import language
from funding.queries.applying.sheet import Sheet
from funding.words.checkpoints import CHECKPOINTS
from funding.words.criteria import CRITERIA
from funding.words.hints import VERDICTS
from funding.words.text import Text

LONGEST_NOTE = 1000
LONGEST_REASON = 4000
LONGEST_ITEM = 500
MOST_ITEMS = 20
POINTS = tuple(str(points) for points in range(6))


def worded(text: Text) -> LazyString:
    """Return a text that is read in the language of the page when it is shown."""
    return LazyString(lambda: text.in_(language()))


def choices(table: Any) -> list[SelectChoice]:
    """Return a table of words as choices."""
    return [SelectChoice(code, worded(text)) for code, text in table.items()]


class CheckForm(Form):
    """Verdict and note for each point of the formal check."""

    def verdicts(self) -> dict[str, tuple[str, str]]:
        """Return verdict and note of each point that was judged."""
        return {
            code: (str(self[code].data), (self[f"{code}_note"].data or "").strip())
            for code in CHECKPOINTS
            if self[code].data in VERDICTS
        }

    def lost_notes(self) -> list[str]:
        """Return the points that have a note but no verdict."""
        judged = self.verdicts()
        return [
            code
            for code in CHECKPOINTS
            if code not in judged and (self[f"{code}_note"].data or "").strip()
        ]


for _code, _point in CHECKPOINTS.items():
    setattr(
        CheckForm,
        _code,
        RadioField(worded(_point.name), [Optional()], choices=choices(VERDICTS)),
    )
    setattr(CheckForm, f"{_code}_note", TextAreaField(_("Note"), [at_most(LONGEST_NOTE)]))


class RequestForm(Form):
    """What is asked for, one item to a line."""

    items = TextAreaField(
        _("What is missing"),
        [at_most(LONGEST_ITEM * MOST_ITEMS)],
        description=_("One item per line. Say exactly what you need and why."),
    )

    def given(self) -> list[str]:
        """Return the items."""
        return [line.strip() for line in (self.items.data or "").splitlines() if line.strip()]

    def check(self) -> bool:
        """Tell whether there are items, few enough and short enough."""
        items = self.given()
        if not items:
            self.add_fault(Fault("items", "required"))
        if len(items) > MOST_ITEMS or any(len(item) > LONGEST_ITEM for item in items):
            self.items.errors = [
                *self.items.errors,
                _(
                    "At most %(most)d items of %(length)d characters each are possible.",
                    most=MOST_ITEMS,
                    length=LONGEST_ITEM,
                ),
            ]
        return not self.items.errors

    def check_places(self, sheet: Sheet) -> bool:
        """Say which line begins with the key of an entry that is not in this application."""
        for item in self.given():
            key = BEGINS_WITH_KEY.match(item)
            place = place_of(sheet.definition, key[1]) if key else None
            if key and (place is None or not sheet.known(place)):
                self.add_fault(Fault("items", "no_such_place", {"key": key[1]}))
        return not self.items.errors


class AssessmentForm(Form):
    """Points and reason for each criterion, and a summary."""

    summary = TextAreaField(_("Overall assessment"), [at_most(LONGEST_REASON)])

    def marks(self) -> dict[str, tuple[int, str]]:
        """Return points and reason for each criterion that was marked."""
        return {
            code: (int(self[code].data), (self[f"{code}_reason"].data or "").strip())
            for code in CRITERIA
            if self[code].data in POINTS
        }

    def check(self) -> bool:
        """Refuse reasons without points: they could not be kept."""
        lost = [
            code
            for code in CRITERIA
            if self[code].data not in POINTS and (self[f"{code}_reason"].data or "").strip()
        ]
        for code in lost:
            self.add_fault(Fault(code, "points_missing"))
        return not lost


for _code, _criterion in CRITERIA.items():
    setattr(
        AssessmentForm,
        _code,
        RadioField(
            worded(_criterion.name),
            [Optional()],
            choices=[SelectChoice(points, points) for points in POINTS],
        ),
    )
    setattr(AssessmentForm, f"{_code}_reason", TextAreaField(_("Reason"), [at_most(LONGEST_NOTE)]))


class ViewForm(Form):
    """The name of a view of the queue, and what it shows."""

    name = StringField(_("Name of the view"))
    ansicht, feld, suche, spalten = HiddenField(), HiddenField(), HiddenField(), HiddenField()


class SeveralForm(Form):
    """Cases of which several are taken over at once, each with the answer that one is not biased.

    ``versions`` names the version of each case as it was read: ``KP-2027-0001=3``.
    """

    versions = HiddenField()
    chosen = SelectMultipleField(
        _("I am not biased on these cases"),
        [InputRequired(_("Please tick at least one case."))],
        # A case that somebody took meanwhile is no longer offered, and told apart from the rest.
        validate_choice=False,
    )

    def offer(self, cases: Sequence[tuple[str, str]], declared: Sequence[str]) -> None:
        """Offer cases; where the question of bias was answered before, the tick is there."""
        self.chosen.choices = [SelectChoice(*one) for one in cases]
        if not self.is_submitted():
            self.chosen.data = list(declared)

    def read_versions(self) -> dict[str, int]:
        """Return the version of each case as it was read."""
        pairs = (one.partition("=") for one in str(self.versions.data or "").split())
        return {name: int(v) for name, _is, v in pairs if v.isascii() and v.isdigit()}


class BiasForm(Form):
    """A person's answer to the question of bias."""

    biased = RadioField(
        _("Is there a reason that speaks against your working on this case?"),
        [Optional()],
        choices=[
            SelectChoice("no", _("No, I am not biased.")),
            SelectChoice("yes", _("Yes, I am or might seem biased.")),
        ],
    )
    reason = TextAreaField(
        _("Reason of the bias"),
        [at_most(LONGEST_NOTE)],
        description=_("Only needed if you answer yes. It is kept confidential."),
    )


class StepForm(Form):
    """A step that needs a word at most."""

    reason = TextAreaField(_("Reason"), [at_most(LONGEST_REASON)])


class HandOverForm(StepForm):
    """Who takes the case over."""

    new_holder = SelectField(_("New reviewer"), validate_choice=True)


class ReopenForm(StepForm):
    """Whether a new decision is due."""

    new_decision_due = BooleanField(_("The notice was set aside, or a new decision must be taken."))


class SucceedForm(StepForm):
    """Which signatory of the successor has agreed."""

    signatory = SelectField(_("Signatory of the successor who has agreed"), validate_choice=True)
