"""What a bank says of a file of payments (ISO 20022, pain.002): accepted, carried out, rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from xmlschema import XMLResource, XMLSchemaException

MOST_BYTES = 2_000_000
REJECTED, PART = "RJCT", "PART"
LONGEST = 200


class NoReport(Exception):
    """It is no status report that can be read."""


@dataclass(frozen=True, slots=True)
class PaymentStatus:
    """What the bank says of one payment: its reference, a code, and why, in the bank's words."""

    reference: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class StatusReport:
    """A report on the file ``about`` (its message number); ``code`` is what is said of it whole."""

    message_id: str
    about: str
    code: str
    reason: str
    payments: tuple[PaymentStatus, ...]

    def of(self, reference: str) -> PaymentStatus | None:
        """Return what is said of a payment: itself, or with the whole file."""
        found = next((one for one in self.payments if one.reference == reference), None)
        if found is not None and found.code:
            return found
        # What is said of single payments is not said of those that are not named.
        if self.code == PART:
            return None
        return PaymentStatus(reference, self.code, self.reason) if self.code else None


def status_report(content: bytes) -> StatusReport:
    """Read a report; entities and everything from outside are refused. Raises ``NoReport``."""
    if len(content) > MOST_BYTES:
        raise NoReport
    try:
        root = XMLResource(content, defuse="always", allow="none").root
    except (XMLSchemaException, LookupError, ValueError, SyntaxError, OSError) as error:
        raise NoReport from error
    report = _first(root, "CstmrPmtStsRpt")
    if report is None:
        raise NoReport
    group = _first(report, "OrgnlGrpInfAndSts")
    about = _text(group, "OrgnlMsgId") if group is not None else ""
    if group is None or not about:
        raise NoReport
    code, reason = _text(group, "GrpSts"), _reason(group)
    batches = tuple(_all(report, "OrgnlPmtInfAndSts"))
    if len(batches) == 1 and (of_batch := _text(batches[0], "PmtInfSts")):
        code, reason = of_batch, _reason(batches[0]) or reason  # our files have one batch each
    payments = tuple(_payments(batches, code, reason))
    if not code and not payments:
        raise NoReport
    return StatusReport(_text(_first(report, "GrpHdr"), "MsgId"), about, code, reason, payments)


def _payments(batches: Iterable[Element], code: str, reason: str) -> Iterator[PaymentStatus]:
    """Read what is said of single payments; what one of them lacks, the whole says."""
    for batch in batches:
        of_batch, why = _text(batch, "PmtInfSts") or code, _reason(batch) or reason
        for one in _all(batch, "TxInfAndSts"):
            yield PaymentStatus(
                _text(one, "OrgnlEndToEndId"), _text(one, "TxSts") or of_batch, _reason(one) or why
            )


def _reason(node: Element) -> str:
    """Return code and words of the reasons that stand in a part itself, not in what it holds."""
    told = []
    for info in _all(node, "StsRsnInf"):
        reason = _first(info, "Rsn")
        code = (_text(reason, "Cd") or _text(reason, "Prtry")) if reason is not None else ""
        words = " ".join(child.text or "" for child in _all(info, "AddtlInf"))
        told.append(" ".join(part for part in (code, words.strip()) if part))
    return "; ".join(told)[:LONGEST]


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _all(node: Element, name: str) -> Iterator[Element]:
    return (child for child in node if _name(child) == name)


def _first(node: Element, name: str) -> Element | None:
    return next(_all(node, name), None)


def _text(node: Element | None, name: str) -> str:
    found = None if node is None else _first(node, name)
    return "" if found is None else (found.text or "").strip()[:LONGEST]
