"""What the calculator of deadlines asks for, and what it answers."""

from __future__ import annotations

from funding.words.text import Text

UNITS: dict[str, Text] = {
    "days": Text("Tage", "Days"),
    "weeks": Text("Wochen", "Weeks"),
    "months": Text("Monate", "Months"),
    "years": Text("Jahre", "Years"),
    "half_years": Text("Halbe Jahre", "Half years"),
    "quarters": Text("Vierteljahre", "Quarters"),
    "half_months": Text("Halbe Monate (je 15 Tage)", "Half months (15 days each)"),
}

COUNTINGS: dict[str, Text] = {
    "inclusive": Text("Der erste Tag zählt mit", "The first day counts"),
    "fixed": Text("Das Ende ist als fester Tag mitgeteilt", "The end was announced as a fixed day"),
    "benefit": Text(
        "Bis dahin wird eine Leistung gewährt (Bewilligungszeitraum)",
        "A benefit is granted until then (period of the grant)",
    ),
    "backwards": Text("Rückwärts rechnen", "Count backwards"),
}

SENDINGS: dict[str, Text] = {
    "post": Text("Einfacher Brief mit der Post", "Ordinary letter by post"),
    "electronic": Text("Elektronische Übermittlung", "Electronic transmission"),
    "registered": Text("Einschreiben ohne Rückschein", "Registered letter without return receipt"),
    "portal": Text("Bereitstellung zum Abruf im Portal", "Provision in a portal for retrieval"),
    "mailbox": Text("Postfach nach dem Onlinezugangsgesetz", "Mailbox of the Online Access Act"),
    "receipt": Text("Empfangsbekenntnis", "Acknowledgement of receipt"),
    "deed": Text("Postzustellungsurkunde", "Deed of service"),
}

ISSUERS: dict[str, Text] = {
    "ministry": Text(
        "Staatsministerium des Innern (Geschäftsstelle LPR)",
        "Ministry of the Interior (office of the prevention council)",
    ),
    "directorate": Text("Landesdirektion Sachsen", "Landesdirektion Sachsen"),
    "bank": Text("Sächsische Aufbaubank", "Sächsische Aufbaubank"),
    "objection": Text("Widerspruchsbescheid", "Decision on an objection"),
}

REMEDIES: dict[str, Text] = {
    "action": Text("Klage", "Action"),
    "objection": Text("Widerspruch", "Objection"),
}
