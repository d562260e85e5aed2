"""The roles of the programme (code; words in ``funding/words/roles.py``)."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What an account may be, in a municipality or in the ministry."""

    APPLICANT_EDITOR = "applicant_editor"
    APPLICANT_SIGNATORY = "applicant_signatory"
    REVIEWER = "reviewer"
    SCORER = "scorer"
    LEAD_REVIEWER = "lead_reviewer"
    APPROVER = "approver"
    BUDGET = "budget"
    CASHIER = "cashier"
    PROOF_AUDITOR = "proof_auditor"
    AUDITOR = "auditor"
    DATA_PROTECTION = "data_protection"
    ADMIN = "admin"
    CLOCK = "clock"


TOWN_ROLES = (Role.APPLICANT_EDITOR, Role.APPLICANT_SIGNATORY)
MINISTRY_ROLES = (
    Role.REVIEWER,
    Role.SCORER,
    Role.LEAD_REVIEWER,
    Role.APPROVER,
    Role.BUDGET,
    Role.CASHIER,
    Role.PROOF_AUDITOR,
    Role.AUDITOR,
    Role.DATA_PROTECTION,
    Role.ADMIN,
)
