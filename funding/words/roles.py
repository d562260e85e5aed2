"""What the roles are called."""

from __future__ import annotations

from funding.words.text import Text

ROLES: dict[str, Text] = {
    "applicant_editor": Text("Bearbeitung (Kommune)", "Editor (municipality)"),
    "applicant_signatory": Text("Zeichnungsberechtigte Person", "Authorised signatory"),
    "reviewer": Text("Sachbearbeitung", "Reviewer"),
    "scorer": Text("Zweitbewertung", "Second scorer"),
    "lead_reviewer": Text("Teamleitung", "Lead reviewer"),
    "approver": Text("Entscheidung und Zeichnung", "Approver"),
    "budget": Text("Haushalt", "Budget officer"),
    "cashier": Text("Kasse", "Cashier"),
    "proof_auditor": Text("Verwendungsnachweisprüfung", "Proof auditor"),
    "auditor": Text("Revision (nur lesen)", "Auditor (read only)"),
    "data_protection": Text("Datenschutz", "Data protection"),
    "admin": Text("Administration", "Administrator"),
    "expert": Text("Fachliche Stellungnahme", "Expert"),
    "clock": Text("Automatische Terminsteuerung", "Automatic scheduler"),
}
