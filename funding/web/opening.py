"""Opening a case: who holds it, or stands in, first answers the question of bias."""

from __future__ import annotations

from flask import abort, redirect, url_for

from funding.queries import find
from funding.queries.case import Case
from funding.queries.reviewing.persons import bias_declared, is_holder
from funding.web.signin import actor
from funding.web.view import reader


def open_case(reference: str) -> Case:
    """Return a case for reading; lead to the question of bias (§§ 20, 21 VwVfG) where it is open.

    Raises ``NotFound`` where the reader may not know of the case.
    """
    case = find.case(reader(), actor(), reference)
    if actor().ministry and is_holder(case) and not bias_declared(case):
        abort(redirect(url_for("case_file.bias", reference=reference), 303))
    return case
