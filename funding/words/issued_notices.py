"""The kinds of notices that are issued about a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from funding.words.text import Text

ISSUED_KINDS = {
    "award": Text("Zuwendungsbescheid", "Award notice"),
    "rejection": Text("Ablehnungsbescheid", "Rejection notice"),
    "change": Text("Änderungsbescheid", "Change notice"),
    "final": Text("Schlussbescheid", "Final notice"),
    "revocation": Text("Widerrufsbescheid", "Revocation notice"),
    "withdrawal": Text("Rücknahmebescheid", "Withdrawal notice"),
    "repayment": Text("Erstattungsbescheid", "Repayment notice"),
    "interest": Text("Zinsbescheid", "Notice about interest"),
}
# Of the notices that end a grant, those that settle no proof of use; by what they say.
TAKING_BACK = {
    "revocation": "revocation",
    "misuse": "revocation",
    "withdrawal": "withdrawal",
    "repayment": "repayment",
}


def notice_name(kind: str, content: Mapping[str, Any] | None) -> Text:
    """Name a notice of a case; one that takes a grant back stands in the place of a final one."""
    said = str((content or {}).get("kind", "")) if kind == "final" else ""
    return ISSUED_KINDS[TAKING_BACK.get(said, kind)]
