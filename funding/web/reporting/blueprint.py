"""The pages of the proof of use: for towns and for the office, each with their own."""

from __future__ import annotations

from flask import Blueprint

from funding.errors import NotPermitted
from funding.models.role import TOWN_ROLES
from funding.queries import find
from funding.queries.case import Case
from funding.web.opening import open_case
from funding.web.signin import actor, only_signed_in
from funding.web.view import reader

pages = Blueprint("reporting", __name__)
only_signed_in(pages)


def town_case(reference: str) -> Case:
    """Find a case for somebody of one of its towns; staff have pages of their own."""
    case = find.case(reader(), actor(), reference)
    if not actor().towns & case.towns:
        raise NotPermitted("town_pages", TOWN_ROLES)
    return case


def office_case(reference: str) -> Case:
    """Find a case for somebody of the ministry; towns have pages of their own."""
    case = open_case(reference)
    if not actor().ministry:
        raise NotPermitted("office_pages")
    return case
