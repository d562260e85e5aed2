"""What the check of an application finds, section by section."""

from __future__ import annotations

from funding.words.faults import FAULTS
from funding.words.labels import FIELD_LABELS
from funding.words.text import Text

# The parts of the task list.
GROUPS: dict[str, Text] = {
    "town": Text("Ihre Kommune", "Your municipality"),
    "project": Text("Ihr Vorhaben", "Your project"),
    "money": Text("Geld", "Money"),
    "closing": Text("Abschluss", "Closing"),
}

FINDINGS: dict[str, Text] = {
    "missing": Text("Bitte ergänzen Sie diese Angabe.", "Please add this information."),
    "not_checked": Text(
        "Sehen Sie die übernommenen Angaben durch und speichern Sie den Abschnitt.",
        "Look through what was taken over, and save the section.",
    ),
}

__all__ = ["FAULTS", "FIELD_LABELS", "FINDINGS", "GROUPS"]
