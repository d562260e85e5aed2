"""Reports that a letter was not delivered (RFC 3464), read without believing them anything."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple, TypeGuard

from funding.notices.addresses import without_addresses

# A report quotes at most the letter, and ours are small; whatever is bigger is none of ours.
MOST_BYTES = 512 * 1024
MOST_RECIPIENTS = 20
LONGEST_WORDS = 300
STATUS = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})\b")
# About the letter, the rules of a house or the moment: the address may well take the next one.
NOT_THE_ADDRESS = ("5.2.2", "5.2.3", "5.3.", "5.4.", "5.5.", "5.6.", "5.7.")


class NoReport(ValueError):
    """What lies in the box is no report that can be read."""


class Report(NamedTuple):
    """What a report says: of which letter, to which addresses, and how it ended.

    ``failed``: given up for good. ``dead``: the address itself takes no mail.
    """

    message_id: str
    recipients: frozenset[str]
    failed: bool
    dead: bool
    status: str
    words: str


def read_reports(raw: bytes) -> list[Report]:
    """Return what a report says, one for each recipient; raise ``NoReport`` for anything else."""
    if len(raw) > MOST_BYTES:
        raise NoReport("too big")
    try:
        return list(_reports(email.message_from_bytes(raw)))
    except NoReport:
        raise
    except Exception as trouble:  # it was written to be misread; the parser may well stumble
        raise NoReport(type(trouble).__name__) from trouble


def _reports(message: Message) -> Iterator[Report]:
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        raise NoReport("no report")
    if str(message.get_param("report-type", "")).lower() != "delivery-status":
        raise NoReport("no report about a delivery")
    parts = _parts(message)
    status = [one for one in parts if _kind(one) == "message/delivery-status"]
    quoted = [one for one in parts if _kind(one) in ("message/rfc822", "text/rfc822-headers")]
    if len(status) != 1 or len(quoted) != 1:
        raise NoReport("no single status and letter")
    blocks = _parts(status[0])
    if not 1 < len(blocks) <= MOST_RECIPIENTS + 1:
        raise NoReport("no recipients")
    message_id = _message_id(quoted[0])
    for block in blocks[1:]:
        yield _report(message_id, block)


def closes_address(status: str) -> bool:
    """Tell whether an enhanced status (RFC 3463) says that the address takes no mail."""
    return status.startswith("5.") and not status.startswith(NOT_THE_ADDRESS)


def status_of(answer: str) -> str:
    """Return the enhanced status that begins a mail server's answer after its code, or ""."""
    found = STATUS.match(answer[4:])
    return found[0] if found else ""


def _parts(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [one for one in payload if isinstance(one, Message)] if _is_list(payload) else []


def _is_list(payload: object) -> TypeGuard[list[object]]:
    return isinstance(payload, list)


def _kind(part: Message) -> str:
    return part.get_content_type()


def _message_id(quoted: Message) -> str:
    body = quoted.get_payload(decode=True)
    inner = _parts(quoted)
    found = (
        inner[0] if inner else email.message_from_bytes(body if isinstance(body, bytes) else b"")
    )
    ids = found.get_all("Message-ID", [])
    if len(ids) != 1:
        raise NoReport("no single Message-ID")
    return str(ids[0]).strip()


def _report(message_id: str, block: Message) -> Report:
    action = str(block.get("Action", "")).strip().lower()
    if action not in ("failed", "delayed"):
        raise NoReport(f"nothing failed: {action[:20]}")
    found = STATUS.match(str(block.get("Status", "")).strip())
    if found is None:
        raise NoReport("no status")
    status = found[0]
    failed = action == "failed"
    dead = failed and closes_address(status)
    named = (block.get("Final-Recipient", ""), block.get("Original-Recipient", ""))
    recipients = frozenset(one for text in named if (one := _address(str(text))))
    if not recipients:
        raise NoReport("no recipient")
    told = " ".join(str(block.get("Diagnostic-Code", "")).split())
    told = without_addresses("".join(c for c in told if c.isprintable()))
    return Report(message_id, recipients, failed, dead, status, told[:LONGEST_WORDS])


def _address(text: str) -> str:
    kind, _, address = text.partition(";")
    return address.strip().strip("<>").casefold() if kind.strip().lower() == "rfc822" else ""
