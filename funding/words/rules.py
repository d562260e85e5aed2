"""What the rule values of the programme are called."""

from __future__ import annotations

from funding.words.text import Text

RULE_NAMES: dict[str, Text] = {
    "rate_percent": Text("Fördersatz in Prozent", "Funding rate in percent"),
    "own_share_percent": Text("Eigenanteil in Prozent", "Own share in percent"),
    "floor_cents": Text("Mindestbetrag der Zuwendung", "Minimum grant"),
    "deviation_percent": Text(
        "Begründungsfreie Abweichung je Position in Prozent",
        "Deviation per line without a reason, in percent",
    ),
    "summary_shortest": Text(
        "Kürzeste Kurzbeschreibung in Zeichen", "Shortest summary in characters"
    ),
    "answer_weeks": Text("Antwortfrist in Wochen", "Period for a reply in weeks"),
    "claim_days": Text("Übernahme in Werktagen", "Taking over in working days"),
    "claim_idle_days": Text(
        "Rückgabe ohne Bearbeitung nach Werktagen", "Put back when idle, after working days"
    ),
    "check_days": Text("Formale Prüfung in Werktagen", "Formal check in working days"),
    "assess_days": Text("Fachliche Bewertung in Werktagen", "Assessment in working days"),
    "opinion_days": Text("Zweitbewertung in Werktagen", "Second assessment in working days"),
    "approve_days": Text("Freigabe in Werktagen", "Approval in working days"),
    "issue_days": Text("Erlass des Bescheids in Werktagen", "Issuing the notice in working days"),
    "audit_days": Text("Nachweisprüfung in Tagen", "Audit of the proof of use in days"),
    "second_score": Text("Zweite Bewertung nötig (1 = ja)", "Second assessment needed (1 = yes)"),
    "waitlist_strict": Text(
        "Nachrücken streng nach Rang (1 = ja)", "Move up strictly by rank (1 = yes)"
    ),
    "undo_minutes": Text("Rücknahme der Entscheidung in Minuten", "Undoing a decision, in minutes"),
    "vwgo75_months": Text("Bearbeitungsdauer in Monaten", "Processing time in months"),
    "remedy_months": Text("Rechtsbehelfsfrist in Monaten", "Period for remedies in months"),
    "proof_months": Text(
        "Verwendungsnachweis nach Vorhabenende in Monaten",
        "Proof of use after the end of the project, in months",
    ),
    "last_draw": Text("Letzter Mittelabruf (Monat, Tag)", "Last payment request (month, day)"),
    "retention_years": Text("Aufbewahrung in Jahren", "Retention in years"),
    "file_bytes": Text("Größte Datei in Byte", "Largest file in bytes"),
}
