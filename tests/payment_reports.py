"""What a bank says of a payment file, as it would send it."""

from __future__ import annotations

from funding.db import reading
from funding.queries.accounts.actors import by_email
from funding.services.spending.make_payment_file import keep_file, prepare_file
from tests.drawing import CASHIER, drawdown, ordered
from tests.stages import bring
from workflows.application import State as CaseState

TREASURY = ("Hauptkasse", "DE89370400440532013000")
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"


def reason(code, words=""):
    told = f"<AddtlInf>{words}</AddtlInf>" if words else ""
    return f"<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn>{told}</StsRsnInf>"


def payment(reference, code, why=""):
    return f"<TxInfAndSts><OrgnlEndToEndId>{reference}</OrgnlEndToEndId><TxSts>{code}</TxSts>{why}</TxInfAndSts>"


def report(about, *payments, whole="", why="", batch="", number="BANK-1"):
    """Return a report on a file, of the whole or of single payments."""
    status = f"<GrpSts>{whole}</GrpSts>{why}" if whole else ""
    of_batch = f"<PmtInfSts>{batch}</PmtInfSts>" if batch else ""
    inside = f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{about}</OrgnlPmtInfId>{of_batch}{''.join(payments)}</OrgnlPmtInfAndSts>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{NAMESPACE}"><CstmrPmtStsRpt>'
        f"<GrpHdr><MsgId>{number}</MsgId><CreDtTm>2022-09-05T09:00:00</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{about}</OrgnlMsgId>"
        f"<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{status}</OrgnlGrpInfAndSts>"
        f"{inside if payments or batch else ''}</CstmrPmtStsRpt></Document>"
    ).encode()


def in_a_file(story):
    """Bring a case to a payment that is ordered and stands in a file for the bank."""
    reference = bring(story, CaseState.IN_PROGRESS)
    ordered(story, reference, 500_000)
    with reading() as session:
        draws = [drawdown(reference).id]
        prepared = prepare_file(session, by_email(session, CASHIER), TREASURY, draws)
    story.act(CASHIER, lambda s, a: keep_file(s, a, prepared) and None)
    return reference
