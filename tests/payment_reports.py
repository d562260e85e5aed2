"""What a bank says of a payment file, as it would send it."""

from __future__ import annotations

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
