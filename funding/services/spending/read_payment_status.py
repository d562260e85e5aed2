"""The cashier reads in what the bank says of a payment file: what was rejected goes back."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from funding import clock
from funding.documents.payment_status import REJECTED, NoReport, StatusReport, status_report
from funding.errors import Fault, Invalid, NotFound, NotPermitted
from funding.models import PaymentFile, PaymentReport
from funding.policy import Actor, require
from funding.queries.spending.payment_files import drawdowns_in, reference_of
from funding.services.spending.pay_drawdown import send_back
from workflows.drawdown import State, Trigger


def read_payment_status(
    session: Session, actor: Actor, file_id: UUID, content: bytes
) -> PaymentReport:
    """Keep a report, and send every payment back that it rejects and that is not booked as paid.

    Raises ``Invalid`` where it cannot be read, is about another file, or was read before.
    """
    require(actor, "act", "make_payment_file")
    file = session.get(PaymentFile, file_id, with_for_update=True)
    if file is None:
        raise NotFound(str(file_id))
    report = _of(file, content)
    sha256 = hashlib.sha256(content).hexdigest()
    known = select(PaymentReport.id).where(PaymentReport.sha256 == sha256)
    if session.scalar(known) is not None:
        raise Invalid(Fault("file", "report_read"))
    kept = _kept(file, actor, report, sha256)
    session.add(kept)
    session.flush()
    kept.payments = [
        _answered(session, actor, row, report)
        for row in drawdowns_in(session, actor, file_id)
        if report.of(reference_of(row)) is not None
    ]
    return kept


def _of(file: PaymentFile, content: bytes) -> StatusReport:
    try:
        report = status_report(content)
    except NoReport as error:
        raise Invalid(Fault("file", "report_unreadable")) from error
    if report.about != file.message_id:
        raise Invalid(Fault("file", "report_of_another"))
    return report


def _kept(file: PaymentFile, actor: Actor, report: StatusReport, sha256: str) -> PaymentReport:
    if actor.person_id is None:
        raise NotPermitted("make_payment_file")
    return PaymentReport(
        id=uuid4(),
        file_id=file.id,
        message_id=report.message_id,
        code=report.code,
        reason=report.reason,
        payments=[],
        sha256=sha256,
        read_at=clock.now(),
        read_by_id=actor.person_id,
    )


def _answered(session: Session, actor: Actor, row: Any, report: StatusReport) -> dict[str, Any]:
    """Say what a report says of a payment, and send it back where that is to be done."""
    draw, told = row.Drawdown, report.of(reference_of(row))
    assert told is not None  # noqa: S101 - asked before
    back = told.code == REJECTED and draw.state == State.ORDERED
    if back:
        why = told.reason or told.code
        send_back(session, actor, row.reference, draw.number, Trigger.BOUNCE, reason=why)
    return {
        "reference": row.reference,
        "number": draw.number,
        "code": told.code,
        "reason": told.reason,
        "sent_back": back,
    }
