"""A12: what the town declares, sentence by sentence; none is ticked beforehand."""

from __future__ import annotations

from funding.definition.language import Field, Kind, Page
from funding.words.declarations import DECLARATIONS
from funding.words.labels import FIELD_LABELS
from funding.words.text import Text


def _sentence(code: str, sentence: Text) -> Field:
    name = FIELD_LABELS[code]
    missing = Text(
        f"Bestätigen Sie die Erklärung „{name.de}“.", f"Confirm the declaration “{name.en}”."
    )
    return Field(f"a12.{code}", code, Kind.TICK, sentence, missing=missing)


PAGE = Page(
    "A12",
    "declarations",
    "closing",
    Text("Erklärungen", "Declarations"),
    (
        *(_sentence(code, sentence) for code, sentence in DECLARATIONS.items()),
        Field(
            "a12.bekanntgabe",
            "electronic_notice",
            Kind.YES_NO,
            Text(
                "Wünschen Sie die elektronische Bekanntgabe des Bescheids?",
                "Do you want the notice to be given electronically?",
            ),
            missing=Text("Wählen Sie ja oder nein.", "Choose yes or no."),
        ),
    ),
    intro=Text(
        "Bitte bestätigen Sie jeden Satz. Die zeichnungsberechtigte Person bestätigt sie mit der "
        "Zeichnung noch einmal.",
        "Please confirm every sentence. The signatory confirms them once more with the signature.",
    ),
)
