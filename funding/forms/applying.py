"""Forms of a town that applies: choosing a call, the sections of the draft, signing, answering."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    PasswordField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import Optional

from funding.forms.base import Form, at_most, required
from funding.forms.choices import SelectChoice
from funding.forms.fields import YES_NO, DayField, as_yes_no, yes_no
from funding.forms.pieces import LONG, RadioField, Row, line, named, spoken, text, tidy
from funding.forms.words import language
from funding.queries.accounts.actors import sha256
from funding.queries.applying.findings import DECLARATIONS
from funding.queries.applying.offered import offered_fields
from funding.queries.case import Case
from funding.words.declarations import DECLARATIONS as SENTENCES
from funding.words.grounds import ADVICE

LONGEST_PASSWORD = 256
MOST_ITEMS = 40


class NewForm(Form):
    """In which call, and for which municipality, an application is begun."""

    call = RadioField(_("Call"), validators=[required()])
    municipality = RadioField(_("For which municipality do you apply?"), validators=[required()])
    source = SelectField(
        _("Begin from an earlier application?"),
        [Optional()],
        description=_(
            "Texts, partners and plan are taken over; dates, advice and declarations are not."
        ),
    )


class SectionForm(Form):
    """A section of the draft: filled from a case, read back as values to save.

    ``base`` fingerprints what the section held when its page was made: an edit of another
    section is no conflict.
    """

    base = HiddenField()

    def read_version_of(self, case: Case) -> int:
        """Return the version to save under: today's where this section is as it was read."""
        read, sent = self.read_version, list(self.base.raw_data or [])
        unchanged = bool(sent) and sent[0] == self.fingerprint(case)
        return max(read, case.application.version) if unchanged else read

    @classmethod
    def fingerprint(cls, case: Case) -> str:
        """Return the SHA-256 of what the section of a case holds now."""
        return sha256(json.dumps(cls.data_of(case), default=str, sort_keys=True))

    @classmethod
    def data_of(cls, case: Case) -> dict[str, Any]:
        """Return what the case holds, by the names of the fields."""
        raise NotImplementedError

    def prepare(self, _case: Case) -> None:
        """Offer the choices that depend on the case."""

    def values(self) -> dict[str, Any]:
        """Return what is saved, by the names of the columns."""
        raise NotImplementedError


class ProjectForm(SectionForm):
    """What is planned, where, when and why."""

    title = line("title", 120, description=_("Short and clear; it is published with the grant."))
    field = SelectField(
        named("field"),
        [Optional()],
        description=_("It decides from which limit the money comes."),
    )
    summary = text(
        "summary",
        800,
        description=_(
            "What do you do, for whom, where? 100 to 800 characters. Published if granted."
        ),
    )
    place = line("place", 200, description=_("Streets, squares, districts"))
    problem = text(
        "problem", 3000, description=_("Figures, incidents, observations; name the source")
    )
    goals = text(
        "goals",
        3000,
        description=_("For example: by December at least six meetings of the prevention council"),
    )
    measures = text("measures")
    begins_on = DayField(named("begins_on"), description=_("For example 15 1 2027"))
    ends_on = DayField(named("ends_on"))
    begun = RadioField(
        named("begun"), choices=YES_NO, description=_("A contract or an order counts as a start.")
    )

    TEXTS = ("title", "summary", "place", "problem", "goals", "measures", "begins_on", "ends_on")

    @classmethod
    def data_of(cls, case: Case) -> dict[str, Any]:
        """Return the project as written so far."""
        a, app = case.answers, case.application
        data = {name: getattr(a, name) for name in cls.TEXTS if name != "title"}
        return data | {
            "title": app.title,
            "field": str(app.field_id or ""),
            "begun": as_yes_no(a.begun),
        }

    def prepare(self, case: Case) -> None:
        """Offer the action fields of the call."""
        offered = offered_fields(case.session, case.application.call_id)
        self.field.choices = [
            SelectChoice("", _("Please choose")),
            *(SelectChoice(str(field.id), field.name(language())) for field in offered),
        ]

    def values(self) -> dict[str, Any]:
        """Return the project as typed."""
        values: dict[str, Any] = {name: self[name].data for name in self.TEXTS}
        for name, value in values.items():
            if value is None and not name.endswith("_on"):
                values[name] = ""
        values["field_id"] = UUID(self.field.data) if self.field.data else None
        values["begun"] = yes_no(self.begun.data)
        return values


class AdviceForm(SectionForm):
    """Whether, when and by whom the town was advised."""

    advice = RadioField(named("advice"), description=_("The advice is required before you submit."))
    advice_on = DayField(named("advice_on"))
    adviser = line("adviser", 120)

    @classmethod
    def data_of(cls, case: Case) -> dict[str, Any]:
        """Return the advice as written so far."""
        a = case.answers
        return {"advice": a.advice or None, "advice_on": a.advice_on, "adviser": a.adviser}

    def prepare(self, _case: Case) -> None:
        """Offer the answers in the language of the page."""
        self.advice.choices = spoken(ADVICE)

    def values(self) -> dict[str, Any]:
        """Return the advice as typed."""
        return {
            "advice": self.advice.data or "",
            "advice_on": self.advice_on.data,
            "adviser": self.adviser.data or "",
        }


class DeclarationsForm(SectionForm):
    """What the town declares, sentence by sentence; none is ticked beforehand."""

    @classmethod
    def data_of(cls, case: Case) -> dict[str, Any]:
        """Return which sentences are confirmed."""
        return {code: code in case.answers.declarations for code in DECLARATIONS}

    def prepare(self, _case: Case) -> None:
        """Show the sentences in the language of the page."""
        for code in DECLARATIONS:
            self[code].label.text = SENTENCES[code].in_(language())

    def values(self) -> dict[str, Any]:
        """Return the codes that are confirmed."""
        return {"declarations": [code for code in DECLARATIONS if self[code].data]}


for _code in DECLARATIONS:
    setattr(DeclarationsForm, _code, BooleanField(named(_code)))


class SignForm(Form):
    """The signatory confirms who they are."""

    password = PasswordField(
        _("Your password"),
        [required(), at_most(LONGEST_PASSWORD)],
        description=_("With it you sign for your municipality."),
    )


class WithdrawForm(SignForm):
    """Taking an application back."""

    reason = TextAreaField(_("Reason"), [at_most(LONG)], filters=[tidy])


class RenounceForm(SignForm):
    """Renouncing a grant; the reason is needed."""

    reason = TextAreaField(_("Reason"), [required(), at_most(LONG)], filters=[tidy])


class ItemForm(Row):
    """The answer to one thing that was asked for."""

    answer = TextAreaField(_("Your answer"), [at_most(LONG)], filters=[tidy])
    file = FileField(_("File"), description=_("One PDF, at most 20 MB"))
    refused = BooleanField(_("We cannot provide this; the reason stands in the answer."))


class AnswerForm(Form):
    """The answers to a request for information, item by item."""

    items = FieldList(FormField(ItemForm), max_entries=MOST_ITEMS)
