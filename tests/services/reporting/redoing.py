"""How a settlement is taken up again in the tests, and what is read of the case afterwards."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import Application, Deadline, Envelope, Notice, Recovery
from funding.models.recovery import GRANT
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.services.operations.write_audit import digest
from tests.services.attempts import notice
from tests.stages import AUDITOR, FIRST, SECOND
from workflows.application import Trigger as T
from workflows.core import StepRefused


def redo(story, reference, email=FIRST, **more):
    details = {"reason": "Das Gericht hat ihn aufgehoben.", "new_decision_due": True} | more
    story.step(email, reference, T.REDO_SETTLEMENT, **details)


def audit_again(story, reference, recognised):
    """Let the auditor finish anew with so much expenditure recognised."""
    details = {"recognised_cents": recognised, "reason": "Nach dem Urteil."}
    story.step(AUDITOR, reference, T.FINISH_AUDIT, **details)


def claims(reference, kind=GRANT):
    with reading() as session:
        found = session.scalars(
            select(Recovery)
            .join(Application, Application.id == Recovery.application_id)
            .where(Application.reference == reference, Recovery.kind == kind)
            .order_by(Recovery.ordered_at)
        ).all()
        session.expunge_all()
        return found


def well():
    with reading() as session:
        assert differences(session, digest) == []


def codes(act):
    with pytest.raises(StepRefused) as refusal:
        act()
    return {reason.code for reason in refusal.value.reasons}


def kinds():
    with reading() as session:
        return set(session.scalars(select(Notice.kind)))


def deadlines():
    with reading() as session:
        rows = session.execute(
            select(Deadline.kind, Deadline.due_on).where(Deadline.ended_at.is_(None))
        )
        return {row.kind: row.due_on for row in rows}


def settle_again(story, reference, trigger):
    """Let another approver sign the new settlement."""
    story.step(SECOND, reference, trigger, **notice(story.today))


def taken():
    """Return what is taken out of the envelope, in cents."""
    with reading() as session:
        pot = session.scalars(select(Envelope)).one()
        return pot.reserved_cents + pot.committed_cents


def recognised(reference):
    """Return what the audit had recognised, in cents."""
    with reading() as session:
        return find.case(session, by_email(session, AUDITOR), reference).proof.recognised_cents
