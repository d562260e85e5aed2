"""Sentences for faults, findings and refusals, filled with amounts and dates of the language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from funding.errors import Fault
from funding.forms.speech import language
from funding.law import money
from funding.notices.letters import moment, short_date
from funding.queries.applying.findings import Finding
from funding.words.findings import FAULTS, FINDINGS
from funding.words.reasons import REASONS
from funding.words.text import Text
from workflows.core import Reason

AMOUNTS = frozenset(
    {
        "missing",
        "available",
        "highest",
        "limit",
        "rest",
        "repay",
        "final",
        "needed",
        "own",
        "amount",
        "floor",
        "base",
        "given",
        "computed",
        "requested",
        "passed",
        "ceiling",
        "threshold",
        "total",
        "reserved",
        "committed",
        "blocked",
        "later",
        "cut",
    }
)
SIZES = frozenset({"size_bytes", "limit_bytes", "left_bytes"})

KILO = 1024


def size_in_words(count: int, speech: str, *, up: bool = False) -> str:
    """Write the size of a file: bytes, then KB, then MB with one digit; rounded ``up`` if asked."""
    if count < KILO:
        return f"{count} {'Byte' if speech == 'de' else 'byte' if count == 1 else 'bytes'}"
    large = count >= KILO * KILO
    unit = KILO * KILO if large else KILO
    tenths = -(-count * 10 // unit) if up else round(count * 10 / unit)
    text = f"{tenths / 10:.1f}".removesuffix(".0")
    return f"{text.replace('.', ',') if speech == 'de' else text} {'MB' if large else 'KB'}"


def fillings(params: Mapping[str, Any], speech: str) -> dict[str, str]:
    """Write the values of a sentence: cents as euros, bytes as MB, days and instants as dates."""
    filled = {}
    for key, value in params.items():
        if isinstance(value, Text):
            filled[key] = value.in_(speech)
        elif isinstance(value, int) and key in SIZES:
            # What is too large is never said to be as large as what is allowed.
            filled[key] = size_in_words(value, speech, up=key == "size_bytes")
        elif isinstance(value, datetime):
            filled[key] = moment(value, speech)
        elif isinstance(value, date):
            filled[key] = short_date(value, speech)
        elif isinstance(value, int) and key in AMOUNTS:
            filled[key] = money.euro(value, speech)
        else:
            filled[key] = "" if value is None else str(value)
    return filled


def fault_text(fault: Fault, speech: str = "") -> str:
    """Say what is wrong with a value that was typed; without a language, in that of the page."""
    speech = speech or language()
    words = FAULTS.get(fault.code) or FINDINGS.get(fault.code)
    return words.fill(speech, **fillings(fault.params, speech)) if words else fault.code


def reason_text(reason: Reason) -> str:
    """Say what stands in the way of a step."""
    speech = language()
    return REASONS[reason.code].text.fill(speech, **fillings(reason.params, speech))


def finding_text(finding: Finding, speech: str = "") -> str:
    """Say what is missing or unlawful in an application; the language is as in a fault."""
    speech = speech or language()
    return finding.text.fill(speech, **fillings(finding.params, speech))
