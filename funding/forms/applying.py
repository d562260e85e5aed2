"""Forms of a town that applies: choosing a call, signing, withdrawing, answering."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    PasswordField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import Optional

from funding.forms.base import Form, at_most, required
from funding.forms.pieces import LONG, RadioField, Row, tidy

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
    file = FileField(
        _("File"), description=_("One file: PDF, JPG, PNG, DOCX, XLSX, ODT or ODS, at most 20 MB")
    )
    refused = BooleanField(_("We cannot provide this; the reason stands in the answer."))


class AnswerForm(Form):
    """The answers to a request for information, item by item."""

    items = FieldList(FormField(ItemForm), max_entries=MOST_ITEMS)
