"""The pages of a draft for somebody who may read it and not write in it."""

from __future__ import annotations

from flask import render_template

from funding.definition.language import Page
from funding.forms.reading import told
from funding.forms.speech import language
from funding.policy import permits, require
from funding.queries.applying.annexes import slots_of
from funding.queries.applying.findings import ANNEXES
from funding.queries.applying.rights import signers
from funding.queries.case import Case
from funding.web.signin import actor


def only_reads(case: Case) -> bool:
    """Tell whether the reader may read the pages of a draft only; raises where not even that."""
    if permits(actor(), "act", "edit", case.scope):
        return False
    if not permits(actor(), "act", "read_draft", case.scope):
        require(actor(), "act", "edit", case.scope)
    return True


def reading_page(case: Case, page: Page) -> str:
    """Render a page of the draft in words, without anything to fill in."""
    return render_template(
        "applying/section_read.html",
        case=case,
        title=page.title.in_(language()),
        number=page.number,
        told=next((one for one in told(case) if one.page.code == page.code), None),
        slots=slots_of(case) if page.code == ANNEXES else None,
        setters=signers(case, case.application.lead_key),
    )
