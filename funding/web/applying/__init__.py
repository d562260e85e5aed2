"""Pages of a town: its applications, the draft section by section, handing in, answering."""

from __future__ import annotations

from funding.web.applying import (
    annexing,
    answering,
    autosaving,
    changing,
    consenting,
    contacting,
    cosigning,
    delivering,
    drafting,
    entrusting,
    extending,
    handing_in,
    listing,
    meeting,
    overview,
    packing,
    pasting,
    printing,
    retrieving,
    talking,
    told,
)
from funding.web.applying.blueprint import pages

__all__ = [
    "annexing",
    "answering",
    "autosaving",
    "changing",
    "consenting",
    "contacting",
    "cosigning",
    "delivering",
    "drafting",
    "entrusting",
    "extending",
    "handing_in",
    "listing",
    "meeting",
    "overview",
    "packing",
    "pages",
    "pasting",
    "printing",
    "retrieving",
    "talking",
    "told",
]
