"""What a town has to do beside what its case waits for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import url_for

from funding.forms.speech import gettext as _
from funding.models.role import TOWN_ROLES
from funding.policy import permits
from funding.queries.case import Case
from funding.queries.reporting.claims import told_recovery
from funding.queries.reporting.interest_claims import told as told_of
from funding.queries.reviewing.beside import Beside, beside
from funding.web.applying.blueprint import pages
from funding.web.beside import Told, told
from funding.web.signin import actor

OF_INTEREST = ("interest", "claim")


@pages.app_context_processor
def known_on_every_page() -> dict[str, Any]:
    """Let the page of a case name what its town has to do beside it."""
    return {"beside_town": beside_town}


def beside_town(case: Case, until_kind: str, *, interest_named: bool) -> list[Told]:
    """Tell a town what else it has to do.

    ``until_kind`` is the deadline that the page shows already; ``interest_named``: it says that
    interest is asked of the town. Notices that lie ready have their own place on the page.
    """
    if not permits(actor(), "act", "read_draft", case.scope) or case.notice is None:
        return []
    found = [one for one in beside(case) if _towns(case, one)]
    if interest_named:
        found = [one for one in found if one.about not in OF_INTEREST]
    named = next((one for one in found if one.about == until_kind == "interim"), None)
    edits = permits(actor(), "act", "edit", case.scope)
    who = str(_("you")) if edits else case.town_names[case.application.lead_key]
    return [told(one, who, _page(case, one)) for one in found if one is not named]


def _towns(case: Case, one: Beside) -> bool:
    """Tell whether something is the town's to do, and it knows of it."""
    if one.role not in TOWN_ROLES or one.about == "notice":
        return False
    if one.about == "interest":
        return told_of(case, one.record)
    known = told_recovery(case, one.record.kind) if one.about == "claim" else None
    return one.about != "claim" or (known is not None and known.id == one.record.id)


def _page(case: Case, one: Beside) -> str:
    reference, record = case.application.reference, one.record
    ways: Mapping[str, Callable[[], str]] = {
        "change": lambda: url_for("applying.one_change", reference=reference, change_id=record.id),
        "interim": lambda: url_for("reporting.interim", reference=reference, year=record.year),
        "draw": lambda: url_for("drawing.show", reference=reference, number=record.number),
        "interest": lambda: url_for("reporting.asked_interest", reference=reference),
        "claim": lambda: url_for("reporting.interest_repayment", reference=reference),
    }
    return ways[one.about]()
