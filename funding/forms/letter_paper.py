"""A notice as a letter (DIN 5008, form B), with a form for its receipt where one is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from funding.forms import change_paper, final_paper, interest_paper, notice_paper
from funding.forms.notice_paper import day, typeset
from funding.models.issued_notice import CHANGE, FINAL, INTEREST, OF_DECISION
from funding.queries.applying.submission import fingerprint
from funding.words import letter_paper as w
from funding.words.notice_paper import OFFICE

# The words of a notice by its kind.
WORDS: Mapping[str, Callable[..., dict[str, Any]]] = {
    **dict.fromkeys(OF_DECISION, notice_paper.words_of),
    FINAL: final_paper.words_of,
    CHANGE: change_paper.words_of,
    INTEREST: interest_paper.words_of,
}


def issue_pdf(kind: str, content: Mapping[str, Any], *, draft: bool) -> bytes:
    """Typeset a notice of a kind as it lies in the portal. Raises ``NotTypeset``."""
    return typeset(content, WORDS[kind](content, draft=draft))


def letter_pdf(
    kind: str, content: Mapping[str, Any], address: str, channel: str, *, draft: bool
) -> bytes:
    """Typeset a notice as the letter that goes out; the same values give the same bytes.

    Raises ``NotTypeset``.
    """
    words = WORDS[kind](content, draft=draft)
    return typeset(content, words | {"letter": letter_of(content, words, address, channel)})


def letter_of(
    content: Mapping[str, Any], words: Mapping[str, Any], address: str, channel: str
) -> dict[str, Any]:
    """Gather what the letter has beside the notice: address field, information block, form."""
    return {
        "return_line": " · ".join((OFFICE[0], OFFICE[-1])),
        "remarks": list(w.BY_LETTER[channel]),
        "address": address.splitlines(),
        "info": [
            [w.INFO_FILE, content["reference"]],
            [w.INFO_CONTACT, content["contact"] or "–"],
            [w.INFO_DAY, day(content["issued_on"])],
        ],
        "enclosed": w.ENCLOSED if channel == "receipt" else "",
        "receipt": _receipt(content, words, address) if channel == "receipt" else None,
    }


def _receipt(content: Mapping[str, Any], words: Mapping[str, Any], address: str) -> dict[str, Any]:
    """Write the form that comes back: what was received by whom, and where to sign."""
    filled = {
        "heading": words["heading"],
        "day": day(content["issued_on"]),
        "reference": content["reference"],
        "sha256": fingerprint(dict(content)),
    }
    return {
        "heading": w.RECEIPT,
        "basis": w.RECEIPT_BASIS,
        "back": w.RECEIPT_BACK,
        "office": list(OFFICE),
        "text": w.RECEIPT_TEXT,
        "document": w.RECEIPT_DOCUMENT.format(**filled),
        "sha256": w.RECEIPT_FINGERPRINT.format(**filled),
        "addressee": w.RECEIPT_ADDRESSEE,
        "address": address.splitlines(),
        "lines": list(w.RECEIPT_LINES),
        "hint": w.RECEIPT_HINT,
    }
