"""What the calculator of grants asks for."""

from __future__ import annotations

from funding.words.text import Text

FINANCINGS: dict[str, Text] = {
    "share": Text("Anteilfinanzierung", "Financing of a share"),
    "gap": Text("Fehlbedarfsfinanzierung", "Financing of what is missing"),
    "fixed": Text("Festbetragsfinanzierung", "Financing by a fixed sum"),
    "unit": Text("Festbetrag je Einheit", "Fixed sum for each unit"),
    "full": Text("Vollfinanzierung", "Full financing"),
}
