"""The twelve points of the formal check."""

from __future__ import annotations

from funding.words.text import Checkpoint, Text

CHECKPOINTS: dict[str, Checkpoint] = {
    "eligible": Checkpoint(
        Text("Antragsberechtigung", "Eligible applicant"),
        Text(
            "Ist die antragstellende Stelle eine Kommune in Sachsen und antragsberechtigt?",
            "Is the applicant a municipality in Saxony, and eligible?",
        ),
    ),
    "on_time": Checkpoint(
        Text("Fristgerechter Eingang", "Received in time"),
        Text(
            "Ist der Antrag bis zum Antragsschluss oder innerhalb einer gewährten "
            "Verlängerung eingegangen?",
            "Was the application received by the deadline, or within an extension "
            "that was granted?",
        ),
    ),
    "signed": Checkpoint(
        Text("Zeichnung durch eine berechtigte Person", "Signed by an authorised person"),
        Text(
            "Hat eine zeichnungsberechtigte Person der Kommune den Antrag eingereicht?",
            "Did an authorised signatory of the municipality submit the application?",
        ),
    ),
    "advised": Checkpoint(
        Text("Beratung vor Antragstellung", "Advice before applying"),
        Text(
            "Hat die Beratung durch die Geschäftsstelle vor der Einreichung stattgefunden?",
            "Was the advice by the office given before submission?",
        ),
    ),
    "not_begun": Checkpoint(
        Text("Kein Beginn vor Antragseingang", "No start before receipt"),
        Text(
            "Gibt es Hinweise auf einen Auftrag oder Vertrag vor dem Eingang des Antrags?",
            "Is there any sign of an order or contract before the application was received?",
        ),
    ),
    "purpose": Checkpoint(
        Text("Zuwendungszweck und Handlungsfeld", "Purpose and action field"),
        Text(
            "Dient das Vorhaben der kommunalen Prävention und passt es zum gewählten "
            "Handlungsfeld?",
            "Does the project serve communal prevention, and does it fit the action field chosen?",
        ),
    ),
    "place": Checkpoint(
        Text("Durchführung in Sachsen", "Carried out in Saxony"),
        Text(
            "Liegt der Ort der Durchführung in Sachsen und im Gebiet der beteiligten Kommunen?",
            "Is the project carried out in Saxony, within the municipalities concerned?",
        ),
    ),
    "description": Checkpoint(
        Text("Projektbeschreibung", "Project description"),
        Text(
            "Sind Problem, Ziele, Maßnahmen und Zeitraum nachvollziehbar beschrieben?",
            "Are problem, goals, measures and period described clearly?",
        ),
    ),
    "plan": Checkpoint(
        Text("Ausgaben- und Finanzierungsplan", "Expenditure and financing plan"),
        Text(
            "Stimmen Ausgaben und Finanzierung überein und sind die Beträge nachvollziehbar?",
            "Do expenditure and financing agree, and are the amounts plausible?",
        ),
    ),
    "eligible_costs": Checkpoint(
        Text("Zuwendungsfähige Ausgaben", "Eligible expenditure"),
        Text(
            "Sind Investitionen und andere nicht zuwendungsfähige Ausgaben ausgenommen?",
            "Are investments and other expenditure that is not eligible left out?",
        ),
    ),
    "limits": Checkpoint(
        Text("Fördersatz, Eigenanteil, Mindestbetrag", "Rate, own share and minimum"),
        Text(
            "Sind Fördersatz und Eigenanteil eingehalten; ist eine Ausnahme vom "
            "Mindestbetrag begründet?",
            "Are funding rate and own share kept; is an exception from the minimum justified?",
        ),
    ),
    "declarations": Checkpoint(
        Text("Erklärungen und Partner", "Declarations and partners"),
        Text(
            "Liegen alle Erklärungen vor und bei gemeinsamen Anträgen die "
            "Vereinbarung der Partner?",
            "Are all declarations given and, for joint applications, the partners' agreement?",
        ),
    ),
}
