"""What has happened to a case since its page was made: who was quicker, and what differs now."""

from __future__ import annotations

from typing import Any

from flask import request

from funding.db import reading
from funding.errors import NotFound, Outdated
from funding.forms.deciding import readable
from funding.forms.speech import language
from funding.forms.told import step_name
from funding.notices.letters import moment
from funding.queries import find
from funding.queries.deciding.compared import differences, on_the_page
from funding.queries.operations.changes import changes_since
from funding.web.signin import signed_in
from funding.words.triggers import TRIGGERS


def since_read(error: Exception) -> dict[str, Any]:
    """Tell staff what changed since they read the case; a town sees its own history."""
    reference = (request.view_args or {}).get("reference")
    who = signed_in()
    if not isinstance(error, Outdated) or reference is None or who is None or not who.ministry:
        return {}
    speech = language()
    shown = readable(request.form.get("shown", ""))
    with reading() as fresh:
        rows = changes_since(fresh, who, reference, error.read or 0, error.of)
        if error.of is None:
            rows = [row for row in rows if row.trigger in TRIGGERS]
        now: dict[str, Any] = {}
        if shown:
            try:
                now = on_the_page(find.case(fresh, who, reference))
            except NotFound:  # no longer theirs to know
                shown = {}
    told = [(row.name or "–", step_name(row.workflow, row.trigger), row.at) for row in rows]
    quickest = next(((name, done) for name, done, _ in told if name not in ("–", who.name)), None)
    return {
        "quicker": quickest,
        "changes": [f"{moment(at, speech)}: {done} ({name})" for name, done, at in told],
        "differing": [
            tuple(text.in_(speech) for text in found) for found in differences(shown, now)
        ],
    }
