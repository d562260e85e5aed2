"""What is not asked of a case is not handed in: its values leave the form with the submission."""

from __future__ import annotations

from sqlalchemy import delete

from funding.models import Partner
from funding.queries.applying.sheet import LINE_NAMES
from funding.queries.applying.what_counts import WhatCounts
from funding.queries.case import Case


def drop_unasked(case: Case) -> None:
    """Take the values of every field out whose conditions do not hold, until none is left.

    A field of a line that is not asked of it gets what a new line has.
    """
    counted = WhatCounts(case)
    for name in counted.gone:
        if name == "partners":
            owned = Partner.application_id == case.application.id
            case.session.execute(delete(Partner).where(owned))
            case.forget_partners()
        else:
            case.answers.keep(name, None)
    for line, fresh in counted.fresh_fields():
        for name, value in fresh.items():
            setattr(line, LINE_NAMES.get(name, name), value)
