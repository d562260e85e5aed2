"""The pages of a town that applies: who may open them, and how they find their case."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from funding.errors import NotFound, NotPermitted
from funding.models.draft_right import Right
from funding.models.role import TOWN_ROLES
from funding.policy import right_in
from funding.queries.applying import town_page as town
from funding.queries.applying.my_cases import UNTOLD
from funding.queries.case import Case
from funding.web.opening import open_case
from funding.web.signin import actor, only_signed_in
from funding.words.rights import RIGHTS
from workflows.application.words import BEFORE_SUBMISSION

pages = Blueprint("applying", __name__, url_prefix="/antraege")
only_signed_in(pages)


# What staff fetch here too: files, and the application in print.
FOR_STAFF = frozenset(
    {"applying.file", "applying.print_view", "applying.pdf", "applying.everything"}
)


@pages.before_request
def towns_only() -> None:
    """Let people of municipalities in; staff have pages of their own, and only read some here."""
    if request.endpoint not in FOR_STAFF and not actor().has(*TOWN_ROLES):
        raise NotPermitted("town_pages", TOWN_ROLES)


def own_case(reference: str) -> Case:
    """Find a case that the reader may know of, for reading."""
    return open_case(reference)


def back(case: Case) -> ResponseReturnValue:
    """Return to the page of the case."""
    return redirect(url_for("applying.show", reference=case.application.reference), 303)


def own_towns(case: Case) -> list[str]:
    """List the municipalities of a case for which the reader works, the lead first."""
    keys = (case.application.lead_key, *case.partner_keys)
    return [key for key in keys if actor().has_in(key, *TOWN_ROLES)]


def own_right(case: Case) -> Right | None:
    """Return what the reader may do on a draft; ``None`` once it is none any more."""
    mine = own_towns(case)
    if not mine or case.application.state not in BEFORE_SUBMISSION:
        return None
    return right_in(actor(), case.scope, mine[0])


@pages.app_context_processor
def known_on_every_page() -> dict[str, Any]:
    """Let every page of a case, of whatever blueprint, say what its reader may do."""
    return {"own_right": own_right, "RIGHTS": RIGHTS}


def demand_told(case: Case) -> None:
    """Raise ``NotFound`` on pages about a decision that no notice has told to the town yet."""
    if case.notice is None or town.view_of(case) in UNTOLD:
        raise NotFound(case.application.reference)
