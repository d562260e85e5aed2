"""A case is settled when its town is notified of the final notice that two people signed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from funding.models import Application, IssuedNotice
from funding.policy import Actor
from funding.queries import find
from funding.queries.case import Case
from funding.queries.details import Details
from funding.services.reporting.audit_proof import settle_case
from funding.services.reporting.recover import claim_by_notice
from workflows.application import Trigger


def serve_settlement(case: Case, issue: IssuedNotice) -> None:
    """Settle a case whose town is notified now of the final notice, with the claim that it names.

    The case was found with the details of the notification.
    """
    details = case.details or Details()
    claims = issue.content.get("reclaimed_cents") or issue.content.get("claim_cents")
    if claims:
        claim_by_notice(case, details, Trigger.SERVE_CLAIM)
    else:
        settle_case(case, details, Trigger.SERVE_FINAL)


def serve_final(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Settle a case by a final notice that the details name, which its town is notified of now."""
    case = find.case(session, actor, key, details)
    return settle_case(case, details, Trigger.SERVE_FINAL, version)


def serve_claim(
    session: Session, actor: Actor, key: UUID | str, details: Details, version: int | None = None
) -> Application:
    """Settle a case as ``serve_final`` does, by a notice that reclaims what was overpaid."""
    case = find.case(session, actor, key, details)
    return claim_by_notice(case, details, Trigger.SERVE_CLAIM, version)
