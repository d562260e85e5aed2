"""Forms of deciding: a decision with its reason."""

from __future__ import annotations

import json
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField, TextAreaField

from funding.forms.base import Form, at_most
from funding.forms.fields import DayField

LONGEST_REASON = 4000


class DecisionForm(Form):
    """Why a proposal is rejected or returned."""

    shown = HiddenField()
    reason = TextAreaField(
        _("Reason"),
        [at_most(LONGEST_REASON)],
        description=_("Needed to reject or to return the proposal; optional for an approval."),
    )


def readable(sent: str) -> dict[str, Any]:
    """Return what a page says that it showed; what is none of ours counts as nothing."""
    try:
        found = json.loads(sent)
    except ValueError:
        return {}
    kept = found.items() if isinstance(found, dict) else ()
    return {key: value for key, value in kept if isinstance(value, str | int)}


class ScenarioForm(Form):
    """The name of a what-if of the ranking; its call, and its address behind the question mark."""

    name = StringField(_("Name of the scenario"))
    aufruf, anfrage = HiddenField(), HiddenField()


class SessionForm(Form):
    """A session of the committee: its call, day and title."""

    aufruf = HiddenField()
    on = DayField(_("Day of the session"), needed=True)
    title = StringField(_("Title"))


class MinutesForm(Form):
    """The minutes of a session; what came of each case is beside it, case by case."""

    minutes = TextAreaField(_("Minutes"))
