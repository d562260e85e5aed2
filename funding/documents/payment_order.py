"""A file of payments for the bank: SEPA credit transfers (ISO 20022, pain.001), as XML text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sepaxml import SepaTransfer
from sepaxml.validation import try_valid_xml

SCHEMA = "pain.001.001.09"
LONGEST_NAME, LONGEST_TEXT = 70, 140
HEADER = re.compile(r"<MsgId>.*?</CreDtTm>")
BATCH = re.compile(r"<PmtInfId>.*?</PmtInfId>")
# Within SEPA an IBAN is enough; where the bank's own code would stand, the rules ask for this.
EMPTY_BANK = "<FinInstnId />"
NO_BANK = "<FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId>"
# Banks take the letters of the alphabet; the library would make "Floha" of Flöha.
GERMAN = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payment: to whom, how much (cents), what for, and the reference that comes back."""

    holder: str
    iban: str
    cents: int
    purpose: str
    reference: str


@dataclass(frozen=True, slots=True)
class Payer:
    """Whose account pays."""

    name: str
    iban: str


def payment_order(
    payer: Payer,
    transfers: Iterable[Transfer],
    *,
    executes_on: date,
    message_id: str,
    made_at: datetime,
) -> str:
    """Return the file for these transfers, checked against the schema of the standard.

    ``message_id`` is that by which a bank knows a file that it has had already; ``made_at`` UTC.
    """
    known = {"name": _plain(payer.name, LONGEST_NAME), "IBAN": payer.iban}
    order = SepaTransfer(known | {"batch": True, "currency": "EUR"}, schema=SCHEMA, clean=True)
    for one in transfers:
        order.add_payment(
            {
                "name": _plain(one.holder, LONGEST_NAME),
                "IBAN": one.iban,
                "amount": one.cents,
                "execution_date": executes_on,
                "description": _plain(one.purpose, LONGEST_TEXT),
                "endtoend_id": one.reference,
            }
        )
    text = bytes(order.export(validate=False)).decode("utf-8")
    # The library stamps a file itself, with the clock of the machine and a number of its own.
    text = HEADER.sub(
        f"<MsgId>{message_id}</MsgId><CreDtTm>{made_at:%Y-%m-%dT%H:%M:%S}Z</CreDtTm>", text
    )
    text = BATCH.sub(f"<PmtInfId>{message_id}</PmtInfId>", text).replace(EMPTY_BANK, NO_BANK)
    try_valid_xml(text.encode(), SCHEMA)
    return text


def _plain(text: str, longest: int) -> str:
    return " ".join(text.translate(GERMAN).split())[:longest]
