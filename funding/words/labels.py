"""What the fields of application and proof are called."""

from __future__ import annotations

from funding.words.text import Text

# Amounts are known by the name of their field and by that of their column.
FIELD_LABELS: dict[str, Text] = {
    "partners": Text("Partnerkommunen", "Partner municipalities"),
    "line_kind": Text("Ausgabenart", "Kind of expenditure"),
    "line_label": Text("Bezeichnung", "Description"),
    "line_amount": Text("Betrag", "Amount"),
    "line_eligible": Text("Zuwendungsfähig", "Eligible"),
    "line_year": Text("Jahr", "Year"),
    "line_quantity": Text("Menge", "Quantity"),
    "line_unit": Text("Einheit", "Unit"),
    "line_unit_price": Text("Einzelbetrag", "Unit price"),
    "receipt_number": Text("Belegnummer", "Receipt number"),
    "receipt_paid_on": Text("Gezahlt am", "Paid on"),
    "receipt_payee": Text("Empfänger der Zahlung", "Payee"),
    "receipt_purpose": Text("Zweck", "Purpose"),
    "receipt_line": Text("Position", "Line"),
    "receipt_amount": Text("Betrag", "Amount"),
    "own_cash": Text("Eigenmittel der Kommune", "Own funds of the municipality"),
    "third_party": Text("Mittel Dritter", "Funds of third parties"),
    "income": Text("Einnahmen aus dem Vorhaben", "Income from the project"),
    "requested": Text("Beantragte Zuwendung", "Grant applied for"),
    "correct": Text("Richtigkeit und Vollständigkeit", "Correct and complete"),
    "not_begun": Text("Vorhaben nicht begonnen", "Project not begun"),
    "financing_secured": Text("Gesamtfinanzierung gesichert", "Financing secured"),
    "no_double_funding": Text("Keine Doppelförderung", "No double funding"),
    "duty_to_report": Text("Mitteilungspflichten", "Duty to report"),
    "subsidy_facts": Text("Subventionserhebliche Tatsachen", "Facts relevant to subsidies"),
    "privacy": Text("Datenschutzhinweise", "Privacy information"),
    "publication": Text("Veröffentlichung", "Publication"),
    "narrative": Text("Sachbericht: Durchführung", "Report: what was done"),
    "results": Text("Sachbericht: Ergebnisse", "Report: results"),
    "deviations": Text("Sachbericht: Abweichungen", "Report: deviations"),
    "publicity": Text("Sachbericht: Öffentlichkeitsarbeit", "Report: publicity"),
    "evaluation": Text("Sachbericht: Erfolgskontrolle", "Report: evaluation"),
    "sustainability": Text("Sachbericht: Nachhaltigkeit", "Report: what remains"),
    "necessity": Text(
        "Sachbericht: Notwendigkeit und Angemessenheit der Ausgaben",
        "Report: necessity and adequacy of the expenditure",
    ),
    "confirmed": Text("Bestätigung der Angaben", "Confirmation of the information"),
    "own_cash_cents": Text("Eigenmittel der Kommune", "Own funds of the municipality"),
    "third_party_cents": Text("Mittel Dritter", "Funds of third parties"),
    "income_cents": Text("Einnahmen aus dem Vorhaben", "Income from the project"),
}

# What became of a goal.
GOALS_REACHED: dict[str, Text] = {
    "yes": Text("erreicht", "reached"),
    "partly": Text("teilweise erreicht", "partly reached"),
    "no": Text("nicht erreicht", "not reached"),
}
