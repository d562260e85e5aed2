"""Opening a case: who may take part in it first answers the question of bias."""

from __future__ import annotations

from flask import abort, redirect, request, url_for

from funding.policy import permits
from funding.queries import find
from funding.queries.case import Case
from funding.queries.reviewing.persons import bias_declared
from funding.web.signin import actor
from funding.web.view import reader


def open_case(reference: str) -> Case:
    """Return a case for reading; lead to the question of bias (§§ 20, 21 VwVfG) where it is open.

    Who only looks over the office's shoulder, as the audit does, decides nothing and is not asked.
    Raises ``NotFound`` where the reader may not know of the case.
    """
    case = find.case(reader(), actor(), reference)
    if permits(actor(), "act", "take_part") and not bias_declared(case):
        onward = request.full_path.rstrip("?") if request.method == "GET" else request.path
        abort(redirect(url_for("case_file.bias", reference=reference, weiter=onward), 303))
    return case
