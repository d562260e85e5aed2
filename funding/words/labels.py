"""What the fields of application and proof are called."""

from __future__ import annotations

from funding.words.text import Text

# What the town is asked as a question, as the office reads it.
OFFICE_LABELS: dict[str, Text] = {
    "together": Text("Gemeinsamer Antrag mehrerer Kommunen", "Joint application"),
    "problem": Text("Ausgangslage", "The problem"),
    "goals": Text("Ziele", "Goals"),
    "measures": Text("Maßnahmen", "Measures"),
    "begun": Text("Vorhaben schon begonnen", "Project already begun"),
    "advice": Text("Beratung durch die Geschäftsstelle", "Advice by the office"),
}

# Sections of the application, as the office reads them.
OFFICE_SECTIONS: dict[str, Text] = {
    "project": Text("Vorhaben", "Project"),
    "municipality": Text("Kommune und Partner", "Municipality and partners"),
}

# Amounts are known by the name of their field and by that of their column.
FIELD_LABELS: dict[str, Text] = {
    "representative": Text("Gesetzliche Vertretung: Name", "Legal representative: name"),
    "representative_office": Text(
        "Gesetzliche Vertretung: Funktion", "Legal representative: office"
    ),
    "contact_name": Text("Ansprechperson", "Contact person"),
    "contact_phone": Text("Telefon der Ansprechperson", "Telephone of the contact person"),
    "contact_email": Text("E-Mail der Ansprechperson", "E-mail of the contact person"),
    "together": Text(
        "Stellen Sie den Antrag gemeinsam mit anderen Kommunen?",
        "Do you apply together with other municipalities?",
    ),
    "agreement": Text("Kooperationsvereinbarung", "Cooperation agreement"),
    "agreement_on": Text("Datum der Vereinbarung", "Date of the agreement"),
    "partners": Text("Partnerkommunen", "Partner municipalities"),
    "partner_key": Text("Partnerkommune", "Partner municipality"),
    "partner_task": Text("Aufgabe im Vorhaben", "Task in the project"),
    "partner_contribution": Text("Finanzieller Beitrag", "Financial contribution"),
    "title": Text("Titel des Vorhabens", "Title of the project"),
    "field": Text("Handlungsfeld", "Action field"),
    "field_id": Text("Handlungsfeld", "Action field"),
    "summary": Text("Kurzbeschreibung", "Summary"),
    "place": Text("Ort der Durchführung", "Place"),
    "problem": Text("Welches Problem gibt es?", "What is the problem?"),
    "goals": Text("Was soll bis wann erreicht sein?", "What is to be achieved, and by when?"),
    "measures": Text("Welche Maßnahmen planen Sie?", "What measures do you plan?"),
    "begins_on": Text("Beginn des Vorhabens", "Start of the project"),
    "ends_on": Text("Ende des Vorhabens", "End of the project"),
    "begun": Text(
        "Haben Sie mit dem Vorhaben schon begonnen?", "Have you already begun the project?"
    ),
    "advice": Text(
        "Hat die Geschäftsstelle Sie zu diesem Vorhaben beraten?",
        "Has the office advised you on this project?",
    ),
    "advice_on": Text("Datum der Beratung", "Date of the advice"),
    "adviser": Text("Beratende Person", "Adviser"),
    "lines": Text("Ausgabenplan", "Expenditure plan"),
    "line_kind": Text("Ausgabenart", "Kind of expenditure"),
    "line_label": Text("Bezeichnung", "Description"),
    "line_amount": Text("Betrag", "Amount"),
    "line_eligible": Text("Zuwendungsfähig", "Eligible"),
    "line_year": Text("Jahr", "Year"),
    "own_cash": Text("Eigenmittel der Kommune", "Own funds of the municipality"),
    "third_party": Text("Mittel Dritter", "Funds of third parties"),
    "income": Text("Einnahmen aus dem Vorhaben", "Income from the project"),
    "requested": Text("Beantragte Zuwendung", "Grant applied for"),
    "floor_exception": Text(
        "Ausnahmegrund für eine kleine Zuwendung", "Exception for a small grant"
    ),
    "floor_reason": Text("Begründung der Ausnahme", "Reason for the exception"),
    "declarations": Text("Erklärungen", "Declarations"),
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
    "confirmed": Text("Bestätigung der Angaben", "Confirmation of the information"),
    "own_cash_cents": Text("Eigenmittel der Kommune", "Own funds of the municipality"),
    "third_party_cents": Text("Mittel Dritter", "Funds of third parties"),
    "income_cents": Text("Einnahmen aus dem Vorhaben", "Income from the project"),
    "requested_cents": Text("Beantragte Zuwendung", "Grant applied for"),
}
