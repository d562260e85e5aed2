"""The kinds of notices that are issued about a case."""

from __future__ import annotations

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
