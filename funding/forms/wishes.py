"""The form in which a person says how they want to be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import AnyOf

from funding.forms.base import Form
from funding.forms.choices import SelectChoice
from funding.forms.speech import language
from funding.models.mail_wish import AT_ONCE
from funding.notices.paces import paces_of
from funding.words.paces import PACES, PARTS


class WishForm(Form):
    """When each group of notices is mailed; its fields are those groups that reach the person."""

    parts: Sequence[str] = ()

    def wishes(self) -> dict[str, str]:
        """Return what was chosen, by group of notices."""
        return {part: str(self[part].data) for part in self.parts}


def wish_form(parts: Sequence[str], kept: Mapping[str, str]) -> WishForm:
    """Make the form for these groups, filled with what is kept; all others come at once."""
    speech = language()

    class Built(WishForm):
        """The form of one person."""

    for part in parts:
        offered = [SelectChoice(pace, PACES[pace].in_(speech)) for pace in paces_of(part)]
        field = SelectField(
            PARTS[part].name.in_(speech),
            [AnyOf(paces_of(part), message=_("Choose one of the options."))],
            choices=offered,
            default=AT_ONCE,
            description=PARTS[part].hint.in_(speech),
            validate_choice=False,  # the words for it are the house's own
        )
        setattr(Built, part, field)
    form = Built(data=dict(kept))
    form.parts = tuple(parts)
    return form
