"""Who is told of an audit that has begun, whoever has had a hand in it."""

from __future__ import annotations

from funding.models.role import Role
from funding.notices.people import About, Recipient


def proof_auditors(r: Recipient, _about: About) -> bool:
    """Is it a proof auditor, also one who has audited in the case already?"""
    return r.role == Role.PROOF_AUDITOR
