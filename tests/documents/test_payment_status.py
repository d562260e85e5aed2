"""A bank's report is read as it was meant, and nothing else is read."""

from __future__ import annotations

import pytest

from funding.documents.payment_status import MOST_BYTES, NoReport, status_report
from tests.payment_reports import payment, reason, report

ENTITY = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]>
<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>&a;</OrgnlMsgId></OrgnlGrpInfAndSts>
</CstmrPmtStsRpt></Document>"""
FROM_OUTSIDE = ENTITY.replace(b'<!ENTITY a "aaaa">', b'<!ENTITY a SYSTEM "file:///etc/hostname">')


def test_each_payment_has_its_own_answer_and_reason():
    found = status_report(
        report(
            "FKP-1",
            payment("A-1", "RJCT", reason("AC04", "Konto erloschen")),
            payment("A-2", "ACSC"),
        )
    )
    assert (found.message_id, found.about, found.code) == ("BANK-1", "FKP-1", "")
    assert found.of("A-1").reason == "AC04 Konto erloschen"
    assert found.of("A-2").code == "ACSC"
    assert found.of("A-3") is None


def test_what_is_said_of_the_whole_file_is_said_of_every_payment():
    found = status_report(report("FKP-1", whole="RJCT", why=reason("FF01", "Format")))
    assert (found.of("A-1").code, found.of("A-1").reason) == ("RJCT", "FF01 Format")


def test_what_is_said_of_a_batch_is_said_of_its_payments_that_have_no_answer_of_their_own():
    found = status_report(report("FKP-1", payment("A-1", ""), payment("A-2", "ACSP"), batch="RJCT"))
    assert (found.of("A-1").code, found.of("A-2").code) == ("RJCT", "ACSP")


def test_what_is_said_of_a_batch_alone_is_said_of_the_whole_file():
    found = status_report(report("FKP-1", batch="RJCT"))
    assert found.of("A-1").code == "RJCT"


def test_a_payment_keeps_its_own_reason_where_only_the_whole_has_a_code():
    own, whole = reason("AC04"), reason("FF01")
    found = status_report(
        report("FKP-1", payment("A-1", "", own), payment("A-2", ""), whole="RJCT", why=whole)
    )
    assert (found.of("A-1").code, found.of("A-1").reason) == ("RJCT", "AC04")
    assert (found.of("A-2").code, found.of("A-2").reason) == ("RJCT", "FF01")


def test_of_a_file_that_is_partly_accepted_nothing_is_said_of_payments_that_are_not_named():
    found = status_report(report("FKP-1", payment("A-1", "RJCT"), whole="PART"))
    assert (found.of("A-1").code, found.of("A-2")) == ("RJCT", None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"kein XML",
        b"<a/>",
        b"<Document/>",
        b"<Document><CstmrPmtStsRpt/></Document>",
        b"<Document><CstmrPmtStsRpt><OrgnlGrpInfAndSts/></CstmrPmtStsRpt></Document>",
        b"https://bank.example/report.xml",
        b"/etc/hostname",
        b"\xff\xfe\x00",
        ENTITY,
        FROM_OUTSIDE,
        report("FKP-1", whole="RJCT") + b"<!--" + b"x" * MOST_BYTES + b"-->",
        b'<?xml version="1.0" encoding="rot13"?><D/>',
        report("FKP-1"),
    ],
    ids=range(14),
)
def test_what_is_no_report_is_refused(content):
    with pytest.raises(NoReport):
        status_report(content)
