"""What the bank rejects goes back with its reason, once; what it carried out is left to be booked."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.errors import Invalid, NotPermitted
from funding.models import AuditEntry, PaymentFile, PaymentReport
from funding.services.spending.read_payment_status import read_payment_status
from tests.drawing import CASHIER, ORDERER, drawdown, paid
from tests.payment_reports import in_a_file, payment, reason, report
from tests.services.reporting.redoing import kinds, well
from workflows.drawdown import State

CLOSED = reason("AC04", "Konto erloschen")


@pytest.fixture
def reference(story):
    return in_a_file(story)


def file():
    with reading() as session:
        found = session.scalars(select(PaymentFile)).one()
        return found.id, found.message_id


def read(story, content, email=CASHIER):
    story.act(email, lambda s, a: read_payment_status(s, a, file()[0], content) and None)


def kept():
    with reading() as session:
        return session.scalars(select(PaymentReport)).all()


def test_a_rejected_payment_goes_back_with_the_reason_of_the_bank(story, reference):
    read(story, report(file()[1], payment(f"{reference}-1", "RJCT", CLOSED)))
    draw = drawdown(reference)
    assert (draw.state, draw.file_id, draw.remark) == (State.COMPUTED, None, "AC04 Konto erloschen")
    assert "drawdown_bounced" in kinds()
    (one,) = kept()
    assert one.payments == [
        {
            "reference": reference,
            "number": 1,
            "code": "RJCT",
            "reason": "AC04 Konto erloschen",
            "sent_back": True,
        }
    ]
    well()


def test_a_file_that_is_rejected_as_a_whole_sends_every_payment_back(story, reference):
    read(story, report(file()[1], whole="RJCT", why=reason("FF01")))
    assert drawdown(reference).state == State.COMPUTED


def test_what_was_carried_out_is_told_and_left_to_be_booked_with_its_value_date(story, reference):
    read(story, report(file()[1], payment(f"{reference}-1", "ACSC")))
    assert drawdown(reference).state == State.ORDERED
    assert kept()[0].payments[0]["code"] == "ACSC"
    paid(story, reference)
    assert drawdown(reference).state == State.PAID
    well()


def test_what_is_booked_as_paid_is_not_sent_back_but_told(story, reference):
    number = file()[1]
    paid(story, reference)
    read(story, report(number, payment(f"{reference}-1", "RJCT", CLOSED)))
    assert drawdown(reference).state == State.PAID
    assert kept()[0].payments[0]["sent_back"] is False
    well()


def test_a_report_is_read_once(story, reference):
    content = report(file()[1], payment(f"{reference}-1", "RJCT", CLOSED))
    read(story, content)
    with pytest.raises(Invalid) as refused:
        read(story, content)
    assert [fault.code for fault in refused.value.faults] == ["report_read"]
    assert len(kept()) == 1
    with reading() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.trigger == "bounce")).all()
        assert len(entries) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Kontoauszug", "report_unreadable"),
        (report("FKP-ANDERE", whole="RJCT"), "report_of_another"),
    ],
)
def test_another_report_or_none_changes_nothing(story, reference, content, code):
    with pytest.raises(Invalid) as refused:
        read(story, content)
    assert [fault.code for fault in refused.value.faults] == [code]
    assert (drawdown(reference).state, kept()) == (State.ORDERED, [])


def test_only_a_cashier_reads_reports(story, reference):
    with pytest.raises(NotPermitted):
        read(story, report(file()[1], whole="RJCT"), ORDERER)
    assert drawdown(reference).state == State.ORDERED
