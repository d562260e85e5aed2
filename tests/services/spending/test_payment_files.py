"""A payment stands in one file, and the file is what the bank's standard asks for."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.demo.drawing import IBAN
from funding.documents.payment_order import SCHEMA, Payer, Transfer, payment_order
from funding.errors import Invalid, NotPermitted, Outdated
from funding.models import Drawdown, PaymentFile
from funding.queries.accounts.actors import by_email
from funding.services.spending.make_payment_file import keep_file, prepare_file
from tests.drawing import CASHIER, ORDERER, certified, drawdown, ordered, paid, sent_back
from tests.stages import bring
from workflows.application import State as CaseState
from workflows.drawdown import State, Trigger

TREASURY = ("Hauptkasse", "DE89370400440532013000")
NAMES = {"p": f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"}


@pytest.fixture
def reference(story):
    found = bring(story, CaseState.IN_PROGRESS)
    ordered(story, found, 500_000)
    return found


def prepared(email=CASHIER, chosen=None, treasury=TREASURY):
    with reading() as session:
        keys = chosen or session.scalars(select(Drawdown.id)).all()
        return prepare_file(session, by_email(session, email), treasury, keys)


def kept(story, found):
    return story.act(CASHIER, lambda s, a: keep_file(s, a, found).id)


def values(text, path):
    return [node.text for node in ET.fromstring(text).findall(f".//{path}", NAMES)]  # noqa: S314


def test_a_file_names_payer_sum_account_and_what_it_is_for(story, reference):
    kept(story, prepared())
    with reading() as session:
        file = session.scalars(select(PaymentFile)).one()
    text = file.content
    assert values(text, "p:MsgId") == [file.message_id]
    assert values(text, "p:CtrlSum") == ["5000.00", "5000.00"]
    assert values(text, "p:InstdAmt") == ["5000.00"]
    assert values(text, "p:CdtrAcct/p:Id/p:IBAN") == [IBAN]
    assert values(text, "p:DbtrAcct/p:Id/p:IBAN") == [TREASURY[1]]
    assert values(text, "p:Cdtr/p:Nm") == ["Stadt Floeha"]
    assert values(text, "p:EndToEndId") == [f"{reference}-1"]
    assert values(text, "p:ReqdExctnDt/p:Dt") == [file.executes_on.isoformat()]
    assert (file.payments, file.total_cents) == (1, 500_000)


def test_a_payment_stands_in_one_file_only(story, reference):
    first, second = prepared(), prepared()
    kept(story, first)
    with pytest.raises(Outdated):
        kept(story, second)
    with pytest.raises(Invalid):
        prepared()
    with reading() as session:
        assert len(session.scalars(select(PaymentFile.id)).all()) == 1
        assert drawdown(reference).file_id == first.file.id


def test_what_came_back_from_the_bank_goes_into_another_file_once_it_is_ordered_anew(
    story, reference
):
    kept(story, prepared())
    sent_back(story, reference, Trigger.BOUNCE, CASHIER, "Konto erloschen")
    with pytest.raises(Invalid):
        prepared()
    certified(story, reference, Trigger.ORDER, ORDERER)
    second = kept(story, prepared())
    assert drawdown(reference).file_id == second
    paid(story, reference)
    assert drawdown(reference).state == State.PAID


def test_only_a_cashier_makes_a_file_and_none_who_certified(story, reference):
    with pytest.raises(NotPermitted):
        prepared(ORDERER)
    with transaction() as session:
        session.execute(update(Drawdown).values(checked_by_id=by_email(session, CASHIER).person_id))
    with pytest.raises(NotPermitted):
        prepared()


@pytest.mark.parametrize("treasury", [("", ""), ("Kasse", ""), ("", TREASURY[1])])
def test_without_an_account_of_the_treasury_no_file_is_made(story, reference, treasury):
    with pytest.raises(Invalid) as invalid:
        prepared(treasury=treasury)
    assert [fault.code for fault in invalid.value.faults] == ["treasury_missing"]


def test_a_file_of_the_same_payments_is_the_same_text() -> None:
    transfers = [Transfer("Müller & Söhne <Stadt>", IBAN, 1, "Zuwendung – Rest", "A-1")]
    texts = {
        payment_order(
            Payer("Straßenkasse", TREASURY[1]),
            transfers,
            executes_on=date(2026, 3, 2),
            message_id="FKP-1",
            made_at=datetime(2026, 3, 1, 8, tzinfo=UTC),
        )
        for _again in range(2)
    }
    assert len(texts) == 1
    (text,) = texts
    assert values(text, "p:Cdtr/p:Nm") == ["Mueller & Soehne <Stadt>"]
    assert values(text, "p:InstdAmt") == ["0.01"]
    assert values(text, "p:CreDtTm") == ["2026-03-01T08:00:00Z"]


def test_a_file_that_the_standard_forbids_is_not_made() -> None:
    with pytest.raises(Exception, match=r"(?i)valid|iban|pattern"):
        payment_order(
            Payer("Kasse", "no account"),
            [Transfer("Stadt", IBAN, 1, "x", "A-1")],
            executes_on=date(2026, 3, 2),
            message_id="FKP-1",
            made_at=datetime(2026, 3, 1, 8, tzinfo=UTC),
        )
