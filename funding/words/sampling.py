"""Words of the sample audit: what is said of a receipt, and the checks of every proof."""

from __future__ import annotations

from funding.words.text import Text

ACCEPTED, CUT = "accepted", "cut"
VERDICTS: dict[str, Text] = {
    ACCEPTED: Text("Anerkannt", "Accepted"),
    CUT: Text("Gekürzt", "Cut"),
}
CHECK_NAMES: dict[str, Text] = {
    "formal": Text(
        "Formale Prüfung: Der Nachweis ist unterzeichnet, vollständig und fristgerecht "
        "eingereicht, oder die Verspätung ist im Prüfvermerk gewürdigt.",
        "Formal check: the proof is signed, complete and handed in in time, or the audit note "
        "deals with the delay.",
    ),
    "arithmetic": Text(
        "Rechnerische Prüfung: Summen, Positionen und Belegliste stimmen überein.",
        "Arithmetic check: sums, lines and list of receipts agree.",
    ),
}
