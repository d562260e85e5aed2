"""The cashier reads in what the bank says of a file, on the page of that file."""

from __future__ import annotations

import io

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import PaymentFile
from tests.drawing import CASHIER, ORDERER, certified, drawdown
from tests.payment_reports import in_a_file, payment, reason, report
from tests.stages import EDITOR, REVIEWER
from workflows.drawdown import State, Trigger


@pytest.fixture
def reference(play):
    return in_a_file(play)


def page():
    with reading() as session:
        found = session.scalars(select(PaymentFile)).one()
        return f"/mittel/zahlungsdateien/{found.id}", found.message_id


def sent(browser, path, content):
    upload = {"file": (io.BytesIO(content), "bericht.xml")} if content is not None else {}
    return browser.send(path, upload, content_type="multipart/form-data")


def test_a_rejected_payment_is_told_with_the_words_of_the_bank(as_, reference):
    path, number = page()
    cashier = as_(CASHIER)
    assert "noch kein Statusbericht" in cashier.get(path).text
    why = reason("AC04", "Konto &lt;b&gt;erloschen")
    answer = sent(cashier, path, report(number, payment(f"{reference}-1", "RJCT", why)))
    assert answer.status_code == 303
    text = cashier.get(path).text
    for words in ("Abgelehnt", "AC04 Konto &lt;b&gt;erloschen", "1 Zahlung geht zurück"):
        assert words in text
    assert drawdown(reference).state == State.COMPUTED


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Wählen Sie die Datei mit dem Statusbericht"),
        (b"Kontoauszug", "kein Statusbericht der Bank"),
        (report("FKP-ANDERE", whole="RJCT"), "gehört zu einer anderen Zahlungsdatei"),
    ],
)
def test_what_is_no_report_on_this_file_gets_a_sentence(as_, reference, content, words):
    answer = sent(as_(CASHIER), page()[0], content)
    assert answer.status_code == 422
    assert words in answer.text
    assert drawdown(reference).state == State.ORDERED


def test_nobody_but_a_cashier_reads_reports(as_, reference):
    path, number = page()
    reviewer = as_(REVIEWER)
    assert reviewer.get(path).status_code == 403
    data = reviewer.form(0) | {"file": (io.BytesIO(report(number, whole="RJCT")), "a.xml")}
    answer = reviewer.post(path, data=data, content_type="multipart/form-data")
    assert answer.status_code == 403
    assert drawdown(reference).state == State.ORDERED


def test_the_page_is_complete_in_english(as_, reference):
    cashier = as_(CASHIER)
    cashier.get("/sprache/en")
    path, number = page()
    sent(cashier, path, report(number, whole="ACSP"))
    text = cashier.get(path).text
    for words in ("What the bank says", "Accepted, being carried out", "Read in the report"):
        assert words in text


def test_the_town_reads_why_its_payment_came_back_and_the_file_is_not_an_empty_table(
    play, as_, reference
):
    path, number = page()
    town = f"/antraege/{reference}/mittelabrufe/1"
    assert "Die Bank hat die Zahlung zurückgegeben" not in as_(EDITOR).get(town).text
    sent(as_(CASHIER), path, report(number, payment(f"{reference}-1", "RJCT", reason("AC04"))))
    told = as_(EDITOR).get(town).text
    assert "Die Bank hat die Zahlung zurückgegeben" in told
    assert "AC04 (das Konto ist aufgelöst)" in told
    text = as_(CASHIER).get(path).text
    assert "Darin steht keine Zahlung mehr" in text
    assert "<caption" not in text
    certified(play, reference, Trigger.ORDER, ORDERER)
    assert "AC04" not in as_(EDITOR).get(town).text
