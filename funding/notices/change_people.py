"""The people of municipalities that are asked about a change of the partners."""

from __future__ import annotations

from funding.notices.people import CONTACT, About, Recipient


def asked_towns(r: Recipient, about: About) -> bool:
    """Is it somebody of a municipality that is asked to agree to a change of the partners?"""
    return r.municipality_key in about.asked and r.role != CONTACT
