"""What the rule values of the programme are called."""

from __future__ import annotations

from funding.words.criteria import CRITERIA
from funding.words.text import Text

# Singular and plural of what a value counts.
PERCENT = (Text("%", "%"), Text("%", "%"))
WORKDAYS = (Text("Arbeitstag", "working day"), Text("Arbeitstage", "working days"))
DAYS = (Text("Tag", "day"), Text("Tage", "days"))
WEEKS = (Text("Woche", "week"), Text("Wochen", "weeks"))
MONTHS = (Text("Monat", "month"), Text("Monate", "months"))
CHARACTERS = (Text("Zeichen", "character"), Text("Zeichen", "characters"))
RULE_UNITS: dict[str, tuple[Text, Text]] = {
    "rate_percent": PERCENT,
    "own_share_percent": PERCENT,
    "deviation_percent": PERCENT,
    "shift_percent": PERCENT,
    "funds_warning_percent": PERCENT,
    "sample_percent": PERCENT,
    "sample_receipts": (Text("Beleg", "receipt"), Text("Belege", "receipts")),
    "sample_receipts_percent": PERCENT,
    "funds_scarce_percent": PERCENT,
    "funds_gone_percent": PERCENT,
    "summary_shortest": CHARACTERS,
    "problem_shortest": CHARACTERS,
    "causes_shortest": CHARACTERS,
    "measures_shortest": CHARACTERS,
    "longest_project_months": MONTHS,
    "following_years": (Text("Jahr", "year"), Text("Jahre", "years")),
    "outlook_decisions": (Text("Entscheidung", "decision"), Text("Entscheidungen", "decisions")),
    "cosign_days": DAYS,
    "answer_weeks": WEEKS,
    "extension_days": WORKDAYS,
    "extension_weeks": WEEKS,
    "claim_days": WORKDAYS,
    "claim_idle_days": WORKDAYS,
    "check_days": WORKDAYS,
    "assess_days": WORKDAYS,
    "change_days": WORKDAYS,
    "opinion_days": WORKDAYS,
    "approve_days": WORKDAYS,
    "issue_days": WORKDAYS,
    "reissue_days": WORKDAYS,
    "audit_days": DAYS,
    "hearing_weeks": WEEKS,
    "weigh_days": WORKDAYS,
    "revocation_years": (Text("Jahr", "year"), Text("Jahre", "years")),
    "orphan_days": DAYS,
    "undo_minutes": (Text("Minute", "minute"), Text("Minuten", "minutes")),
    "vwgo75_months": MONTHS,
    "notified_days": DAYS,
    "mailbox_days": DAYS,
    "retrieval_days": DAYS,
    "receipt_days": DAYS,
    "court_days": DAYS,
    "remedy_months": MONTHS,
    "uninstructed_years": (Text("Jahr", "year"), Text("Jahre", "years")),
    "proof_months": MONTHS,
    "interim_months": MONTHS,
    "interim_check_days": WORKDAYS,
    "proof_reminder_days": DAYS,
    "proof_grace_weeks": WEEKS,
    "proof_threat_days": DAYS,
    "proof_hearing_days": DAYS,
    "drawdown_days": WORKDAYS,
    "bank_days": DAYS,
    "use_months": MONTHS,
    "recovery_months": MONTHS,
    "interest_limit_years": (Text("Jahr", "year"), Text("Jahre", "years")),
    "deferral_months": MONTHS,
    "most_instalments": (Text("Rate", "instalment"), Text("Raten", "instalments")),
    "retention_years": (Text("Jahr", "year"), Text("Jahre", "years")),
    "draft_retention_months": MONTHS,
    "receipts_years": (Text("Jahr", "year"), Text("Jahre", "years")),
    "archive_months": MONTHS,
    "disposal_days": WORKDAYS,
}
# Values that are 1 for yes.
RULE_FLAGS = frozenset(
    {
        "second_score",
        "waitlist_strict",
        "early_start_consent",
        "special_purpose_allowed",
        "proof_receipts",
        "payments_on_drawdown",
        "revocation_anew",
    }
)

RULE_NAMES: dict[str, Text] = {
    "rate_percent": Text("Fördersatz", "Funding rate"),
    "own_share_percent": Text("Eigenanteil", "Own share"),
    "floor_cents": Text("Mindestbetrag der Zuwendung", "Minimum grant"),
    "deviation_percent": Text(
        "Begründungsfreie Abweichung je Position",
        "Deviation per line without a reason",
    ),
    "award_step_cents": Text(
        "Gesenkte Zuwendung abrunden auf ein Vielfaches von",
        "Round a lowered award down to a multiple of",
    ),
    "shift_percent": Text(
        "Verschiebung im Finanzierungsplan ohne Zustimmung",
        "Shift within the plan without consent",
    ),
    "change_days": Text("Prüfung einer Änderung", "Assessing a change"),
    "summary_shortest": Text("Kürzeste Kurzbeschreibung", "Shortest summary"),
    "problem_shortest": Text(
        "Kürzeste Beschreibung des Problems", "Shortest account of the problem"
    ),
    "causes_shortest": Text("Kürzeste Beschreibung der Ursachen", "Shortest account of the causes"),
    "measures_shortest": Text(
        "Kürzeste Beschreibung der Maßnahmen", "Shortest account of the measures"
    ),
    "longest_project_months": Text("Längste Laufzeit", "Longest duration"),
    "following_years": Text("Folgejahre eines Förderaufrufs", "Following years of a call"),
    "early_start_consent": Text(
        "Vorzeitiger Beginn nur mit Zustimmung", "Early start only with consent"
    ),
    "special_purpose_allowed": Text(
        "Zweckverbände antragsberechtigt", "Special-purpose associations may apply"
    ),
    "personnel_ceiling_cents": Text(
        "Personalausgaben je Vollzeitstelle und Jahr", "Personnel per full post and year"
    ),
    "cosign_days": Text("Frist zur Mitzeichnung", "Period for co-signing"),
    "answer_weeks": Text("Antwortfrist", "Period for a reply"),
    "extension_days": Text(
        "Entscheidung über eine Fristverlängerung", "Deciding on the extension of a period"
    ),
    "extension_weeks": Text(
        "Längste Verlängerung der Antwortfrist", "Longest extension of the period for a reply"
    ),
    "claim_days": Text("Übernahme", "Taking over"),
    "claim_idle_days": Text("Rückgabe ohne Bearbeitung", "Put back when idle"),
    "check_days": Text("Formale Prüfung", "Formal check"),
    "assess_days": Text("Fachliche Bewertung", "Assessment"),
    "opinion_days": Text("Zweitbewertung", "Second assessment"),
    "approve_days": Text("Freigabe", "Approval"),
    "issue_days": Text("Erlass des Bescheids", "Issuing the notice"),
    "reissue_days": Text(
        "Bekanntgabe auf anderem Weg nach erfolgloser Bereitstellung",
        "Notifying another way after a notice was not retrieved",
    ),
    "audit_days": Text("Nachweisprüfung", "Audit of the proof of use"),
    "orphan_days": Text(
        "Schonfrist für Dateien, die zu keinem Antrag gehören",
        "Time of grace for files that belong to no application",
    ),
    "sample_percent": Text(
        "Stichprobe der Nachweisprüfung: Anteil der Fälle",
        "Sample audit of proofs of use: share of the cases",
    ),
    "sample_receipts": Text("Stichprobe der Belege: mindestens", "Sample of receipts: at least"),
    "sample_receipts_percent": Text(
        "Stichprobe der Belege: Anteil der Liste", "Sample of receipts: share of the list"
    ),
    "proof_receipts": Text("Belegliste im Nachweis nötig", "List of receipts needed in the proof"),
    "second_score": Text("Zweite Bewertung nötig", "Second assessment needed"),
    "waitlist_strict": Text("Nachrücken streng nach Rang", "Move up strictly by rank"),
    "signing_limit_cents": Text(
        "Zeichnungsbefugnis, wo für die Person keine eigene eingetragen ist",
        "Signing limit of whoever has none of their own",
    ),
    "third_approval_cents": Text(
        "Betrag, ab dem eine dritte Freigabe nötig ist",
        "Amount from which a third approval is needed",
    ),
    "hearing_weeks": Text("Anhörung vor einer Rückforderung", "Hearing before a claim"),
    "weigh_days": Text("Auswertung der Anhörung", "Weighing the hearing"),
    "revocation_years": Text(
        "Frist für Rücknahme und Widerruf", "Limit for withdrawing or revoking a notice"
    ),
    "revocation_anew": Text(
        "Frist für Rücknahme und Widerruf beginnt mit einem aufhebenden Urteil neu",
        "Limit for withdrawing or revoking begins anew when a court sets a notice aside",
    ),
    "undo_minutes": Text("Rücknahme der Entscheidung", "Undoing a decision"),
    "vwgo75_months": Text("Bearbeitungsdauer", "Processing time"),
    "notified_days": Text(
        "Bekanntgabe nach Aufgabe zur Post oder Absendung",
        "Notification after posting or sending",
    ),
    "mailbox_days": Text(
        "Bekanntgabe nach Bereitstellung im Postfach",
        "Notification after provision in the mailbox",
    ),
    "court_days": Text(
        "Nach dem Stand einer Klage fragen, alle", "Ask where an action stands, every"
    ),
    "retrieval_days": Text(
        "Abruf aus dem Portal nach der Benachrichtigung",
        "Retrieval from the portal after the alert",
    ),
    "receipt_days": Text(
        "Auf ein Empfangsbekenntnis oder eine Zustellungsurkunde warten",
        "Wait for an acknowledgement of receipt or a deed of service",
    ),
    "interest_basis_points": Text("Zinsen über dem Basiszinssatz", "Interest above the base rate"),
    "base_rate_basis_points": Text("Basiszinssatz", "Base rate"),
    "remedy_months": Text("Rechtsbehelfsfrist", "Period for remedies"),
    "uninstructed_years": Text(
        "Rechtsbehelfsfrist ohne richtige Belehrung",
        "Period for remedies without a correct instruction",
    ),
    "proof_months": Text(
        "Verwendungsnachweis nach Vorhabenende",
        "Proof of use after the end of the project",
    ),
    "last_draw": Text("Letzter Mittelabruf", "Last payment request"),
    "bank_days": Text("Bestätigung einer Bankverbindung", "Confirming bank details"),
    "drawdown_days": Text("Jeder Schritt eines Mittelabrufs", "Each step of a drawdown"),
    "interim_months": Text(
        "Zwischennachweis, nach dem Ende des Haushaltsjahres",
        "Interim proof, after the end of the budget year",
    ),
    "interim_check_days": Text(
        "Durchsicht eines Zwischennachweises", "Looking through an interim proof"
    ),
    "proof_reminder_days": Text(
        "Erinnerung an einen überfälligen Verwendungsnachweis, nach der Frist",
        "Reminder of an overdue proof of use, after its day",
    ),
    "proof_grace_weeks": Text(
        "Neuer Termin der Erinnerung an den Verwendungsnachweis, nach ihr",
        "New date that the reminder of a proof of use names, after it",
    ),
    "proof_threat_days": Text(
        "Androhung des Widerrufs bei fehlendem Verwendungsnachweis, nach der Frist",
        "Threat of revocation where a proof of use is missing, after its day",
    ),
    "proof_hearing_days": Text(
        "Anhörung zum fehlenden Verwendungsnachweis möglich, nach der Frist",
        "Hearing about a missing proof of use possible, after its day",
    ),
    "use_months": Text("Verwendungsfrist abgerufener Mittel", "Use period of drawn money"),
    "refund_below_cents": Text(
        "Zuwendung, unter der nur Ausgegebenes gezahlt wird",
        "Grant below which only what is spent is paid",
    ),
    "payments_on_drawdown": Text(
        "Auszahlung nur auf angeordneten Mittelabruf", "Payments on ordered drawdowns only"
    ),
    "small_claim_cents": Text(
        "Kleinbetrag, der nicht zurückgefordert wird (unter)",
        "Small amount that is not reclaimed (below)",
    ),
    "interest_floor_cents": Text(
        "Zinsen, die nicht verlangt werden (unter)", "Interest that is not asked for (below)"
    ),
    "interest_limit_years": Text(
        "Verjährung von Zinsen nach Ablauf ihres Jahres", "Limit for interest after its year"
    ),
    "recovery_months": Text("Zahlungsfrist einer Rückforderung", "Period for paying a claim"),
    "most_instalments": Text("Höchstzahl der Raten", "Greatest number of instalments"),
    "deferral_months": Text("Längste Stundung", "Longest deferral"),
    "retention_years": Text("Aufbewahrung", "Retention"),
    "draft_retention_months": Text(
        "Aufbewahrung nie eingereichter Entwürfe", "Retention of drafts that were never submitted"
    ),
    "receipts_years": Text(
        "Aufbewahrung der Belege bei der Kommune", "Keeping of receipts by the municipality"
    ),
    "archive_months": Text("Antwort des Staatsarchivs", "Answer of the State Archive"),
    "disposal_days": Text("Jeder Schritt der Aussonderung", "Each step of disposal"),
    "file_bytes": Text("Größte Datei", "Largest file"),
    "case_bytes": Text("Alle Dateien eines Antrags", "All files of an application"),
    "offers_from_cents": Text("Angebote nötig ab", "Offers needed from"),
    "funds_warning_percent": Text("Mittelwarnung: erste Schwelle", "Funds: first threshold"),
    "funds_scarce_percent": Text("Mittelwarnung: zweite Schwelle", "Funds: second threshold"),
    "outlook_decisions": Text(
        "Vorausschau: Entscheidungen, ab denen der Anteil gilt",
        "Outlook: decisions from which the share counts",
    ),
    "funds_gone_percent": Text("Mittelwarnung: ausgeschöpft", "Funds: used up"),
}
RULE_NAMES |= {
    f"weight_{code}": Text(
        f"Gewicht des Kriteriums „{one.name.de}“", f"Weight of the criterion “{one.name.en}”"
    )
    for code, one in CRITERIA.items()
}
RULE_UNITS |= {
    f"weight_{code}": (Text("Teil", "part"), Text("Teile", "parts")) for code in CRITERIA
}
