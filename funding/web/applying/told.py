"""What the people of a town were told about its application."""

from __future__ import annotations

from flask import render_template

from funding.web.applying.blueprint import own_case, own_towns, pages
from funding.web.notices import listed


@pages.get("/<reference>/mitteilungen")
def told(reference: str) -> str:
    """Show what was told to the people of the reader's own municipality, newest first."""
    case = own_case(reference)
    return render_template("applying/told.html", case=case, **listed(case, own_towns(case)))
