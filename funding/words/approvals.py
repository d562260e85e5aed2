"""What the approvals of a decision are called, in their order."""

from __future__ import annotations

from funding.words.text import Text

ORDINALS = (
    Text("Erste Freigabe", "First approval"),
    Text("Zweite Freigabe", "Second approval"),
    Text("Dritte Freigabe", "Third approval"),
)
