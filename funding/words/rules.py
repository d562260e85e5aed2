"""What the rule values of the programme are called."""

from __future__ import annotations

from funding.words.text import Text

# Singular and plural of what a value counts.
PERCENT = (Text("%", "%"), Text("%", "%"))
WORKDAYS = (Text("Arbeitstag", "working day"), Text("Arbeitstage", "working days"))
DAYS = (Text("Tag", "day"), Text("Tage", "days"))
WEEKS = (Text("Woche", "week"), Text("Wochen", "weeks"))
MONTHS = (Text("Monat", "month"), Text("Monate", "months"))
RULE_UNITS: dict[str, tuple[Text, Text]] = {
    "rate_percent": PERCENT,
    "own_share_percent": PERCENT,
    "deviation_percent": PERCENT,
    "summary_shortest": (Text("Zeichen", "character"), Text("Zeichen", "characters")),
    "answer_weeks": WEEKS,
    "claim_days": WORKDAYS,
    "claim_idle_days": WORKDAYS,
    "check_days": WORKDAYS,
    "assess_days": WORKDAYS,
    "opinion_days": WORKDAYS,
    "approve_days": WORKDAYS,
    "issue_days": WORKDAYS,
    "audit_days": DAYS,
    "undo_minutes": (Text("Minute", "minute"), Text("Minuten", "minutes")),
    "vwgo75_months": MONTHS,
    "remedy_months": MONTHS,
    "proof_months": MONTHS,
    "retention_years": (Text("Jahr", "year"), Text("Jahre", "years")),
}
# Values that are 1 for yes.
RULE_FLAGS = frozenset({"second_score", "waitlist_strict"})

RULE_NAMES: dict[str, Text] = {
    "rate_percent": Text("Fördersatz", "Funding rate"),
    "own_share_percent": Text("Eigenanteil", "Own share"),
    "floor_cents": Text("Mindestbetrag der Zuwendung", "Minimum grant"),
    "deviation_percent": Text(
        "Begründungsfreie Abweichung je Position",
        "Deviation per line without a reason",
    ),
    "summary_shortest": Text("Kürzeste Kurzbeschreibung", "Shortest summary"),
    "answer_weeks": Text("Antwortfrist", "Period for a reply"),
    "claim_days": Text("Übernahme", "Taking over"),
    "claim_idle_days": Text("Rückgabe ohne Bearbeitung", "Put back when idle"),
    "check_days": Text("Formale Prüfung", "Formal check"),
    "assess_days": Text("Fachliche Bewertung", "Assessment"),
    "opinion_days": Text("Zweitbewertung", "Second assessment"),
    "approve_days": Text("Freigabe", "Approval"),
    "issue_days": Text("Erlass des Bescheids", "Issuing the notice"),
    "audit_days": Text("Nachweisprüfung", "Audit of the proof of use"),
    "second_score": Text("Zweite Bewertung nötig", "Second assessment needed"),
    "waitlist_strict": Text("Nachrücken streng nach Rang", "Move up strictly by rank"),
    "undo_minutes": Text("Rücknahme der Entscheidung", "Undoing a decision"),
    "vwgo75_months": Text("Bearbeitungsdauer", "Processing time"),
    "remedy_months": Text("Rechtsbehelfsfrist", "Period for remedies"),
    "proof_months": Text(
        "Verwendungsnachweis nach Vorhabenende",
        "Proof of use after the end of the project",
    ),
    "last_draw": Text("Letzter Mittelabruf", "Last payment request"),
    "retention_years": Text("Aufbewahrung", "Retention"),
    "file_bytes": Text("Größte Datei", "Largest file"),
}
