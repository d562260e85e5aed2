"""Forms for what is said about a case: notes of the office, messages between office and town."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, TextAreaField

from funding.forms.base import Form
from funding.forms.choices import SelectChoice
from funding.forms.fields import DayField
from funding.forms.pieces import tidy

LONGEST = 4000


class NoteForm(Form):
    """What is noted, who is to know, and until when something is to be done."""

    text = TextAreaField(_("Note"), filters=[tidy])
    mentioned = SelectMultipleField(
        _("Tell these colleagues"), description=_("They get a mail and find the note here.")
    )
    due_on = DayField(
        _("To be done by"),
        description=_("With a day the note is a task. Without a colleague it is your own."),
    )

    def offer(self, colleagues: Sequence[tuple[UUID, str]]) -> None:
        """Offer who may know of the case."""
        self.mentioned.choices = [SelectChoice(str(key), name) for key, name in colleagues]

    @property
    def named(self) -> list[UUID]:
        """Return the accounts of who was ticked."""
        return [UUID(key) for key in self.mentioned.data or []]


class MessageForm(Form):
    """A message."""

    text = TextAreaField(_("Your message"), filters=[tidy])
