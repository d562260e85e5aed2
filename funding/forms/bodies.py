"""The form by which administration enters a body into the register."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField

from funding.errors import Fault
from funding.forms.base import Form, at_most, required
from funding.forms.choices import SelectChoice
from funding.forms.speech import language
from funding.forms.towns import Register, search
from funding.words.bodies import BODY_KINDS

SOME = 5


class BodyForm(Form):
    """Name, kind, key, seat and domain of a body."""

    name = StringField(
        _("Name of the body"), [required(), at_most(120)], description=_("The full official name")
    )
    kind = SelectField(_("Kind"), choices=[SelectChoice(kind, kind) for kind in BODY_KINDS])
    seat = StringField(
        _("Seat"),
        [required(), at_most(120)],
        description=_("Name or key of the municipality; the district follows from it"),
    )
    key = StringField(
        _("Official key"),
        [at_most(20)],
        description=_("8 or 9 digits; if it has none, the portal gives one of its own"),
    )
    domain = StringField(
        _("E-mail domain"),
        [at_most(120)],
        description=_(
            "The part after the @. Only addresses of it are then invited for this body; leave it "
            "empty if its people write from addresses of others."
        ),
    )

    def speak(self) -> None:
        """Name the kinds in the language of the page."""
        self.kind.choices = [
            SelectChoice(kind, text.in_(language())) for kind, text in BODY_KINDS.items()
        ]


def found_one(
    register: Register, typed: str, field: str, unknown: str = "unknown_municipality"
) -> str | Fault:
    """Return the key of the one body that is meant, or what is wrong with what was typed."""
    hits = search(register, typed)
    if len(hits) == 1:
        return hits[0].key
    if not hits:
        return Fault(field, unknown, {"key": typed})
    shown = "; ".join(one.shown for one in hits[:SOME]) + ("; …" if len(hits) > SOME else "")
    return Fault(field, "seat_namesakes", {"shown": shown})
