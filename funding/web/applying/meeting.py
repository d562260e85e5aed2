"""Two colleagues at one page: each is told of the other, and neither has to wait."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from funding.db import transaction
from funding.forms.speech import language
from funding.notices.letters import hour
from funding.queries.applying.presence import beside
from funding.queries.case import Case
from funding.services.applying.be_present import be_present
from funding.web.applying.blueprint import pages
from funding.web.signin import actor
from workflows.core import StepRefused


@pages.post("/<reference>/abschnitt/<section>/anwesend")
def presence(reference: str, section: str) -> ResponseReturnValue:
    """Note that the reader has the page open, and tell who else has; a script asks every minute."""
    try:
        with transaction() as session:
            case = be_present(session, actor(), reference, section)
            return jsonify({"told": who_else(case, section)})
    except StepRefused:
        return jsonify({"told": ""}), 409


def who_else(case: Case, section: str) -> str:
    """Say who else has the page open; nobody is the empty text."""
    return " ".join(
        str(
            _(
                "%(name)s has been working on this page since %(time)s.",
                name=one.name,
                time=hour(one.since, language()),
            )
        )
        for one in beside(case, section)
    )
