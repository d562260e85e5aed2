"""The blueprint of the team: for the lead alone."""

from __future__ import annotations

from flask import Blueprint

from funding.policy import require
from funding.web.signin import actor, only_staff

pages = Blueprint("team", __name__, url_prefix="/team")
only_staff(pages)


@pages.before_request
def demand() -> None:
    """Let the lead in."""
    require(actor(), "act", "lead_team")
