"""What the deadlines are called."""

from __future__ import annotations

from funding.words.text import Text

DEADLINES: dict[str, Text] = {
    "call": Text("Antragsschluss", "Application deadline"),
    "cosign": Text("Mitzeichnung", "Co-signing"),
    "claim": Text("Übernahme des Vorgangs", "Taking over the case"),
    "vwgo75": Text("Bearbeitungsdauer nach § 75 VwGO", "Processing time under section 75 VwGO"),
    "check": Text("Formale Prüfung", "Formal check"),
    "assess": Text("Fachliche Bewertung", "Assessment"),
    "opinion": Text("Zweite Bewertung", "Second assessment"),
    "answer": Text("Antwort auf die Nachforderung", "Reply to the request for information"),
    "extension": Text(
        "Entscheidung über die Fristverlängerung", "Decision on the extension of the period"
    ),
    "approve1": Text("Erste Freigabe", "First approval"),
    "approve2": Text("Zweite Freigabe", "Second approval"),
    "list_end": Text("Ende der Warteliste", "End of the waiting list"),
    "issue": Text("Bescheid erlassen und erfassen", "Issuing and recording the notice"),
    "notice_issue": Text(
        "Änderungs- oder Zinsbescheid erlassen", "Issuing the notice on a change or interest"
    ),
    "begin": Text("Beginn des Bewilligungszeitraums", "Start of the project period"),
    "remedy": Text("Rechtsbehelfsfrist", "Period for legal remedies"),
    "notice_remedy": Text(
        "Rechtsbehelfsfrist zum Schluss-, Änderungs- oder Zinsbescheid",
        "Period for legal remedies against the final, change or interest notice",
    ),
    "period_end": Text("Ende des Bewilligungszeitraums", "End of the project period"),
    "interim": Text("Zwischennachweis", "Interim proof"),
    "interim_check": Text("Durchsicht des Zwischennachweises", "Looking through the interim proof"),
    "proof": Text("Verwendungsnachweis", "Proof of use"),
    "last_draw": Text("Letzter Mittelabruf des Jahres", "Last payment request of the year"),
    "audit": Text("Prüfung des Verwendungsnachweises", "Audit of the proof of use"),
    "hearing": Text("Äußerung zur Anhörung", "Comment in the hearing"),
    "interest_hearing": Text("Äußerung zu Zinsen", "Comment on interest"),
    "interest_weigh": Text("Äußerung zu Zinsen würdigen", "Weigh the comment on interest"),
    "interest_sign": Text("Entscheidung über Zinsen", "Decision on interest"),
    "interest_limit": Text("Verjährung der Zinsen", "Limit for claiming interest"),
    "weigh": Text("Auswertung der Anhörung", "Weighing the hearing"),
    "revocation_year": Text(
        "Jahresfrist für den Widerruf (§§ 48, 49 VwVfG)",
        "Year for revoking the notice (sections 48, 49 VwVfG)",
    ),
    "sign_notice": Text("Zeichnung des Bescheids", "Signing the notice"),
    "notice_sign": Text(
        "Zeichnung des Änderungs- oder Zinsbescheids",
        "Signing the notice on a change or interest",
    ),
    "sign_final": Text("Zeichnung der Abrechnung", "Signing the settlement"),
    "recovery": Text("Rückzahlung", "Repayment"),
    "settle": Text("Abrechnung", "Settlement"),
    "change_assess": Text("Prüfung einer Änderung", "Assessment of a change"),
    "change_approve": Text("Entscheidung über eine Änderung", "Decision on a change"),
    "change_consent": Text(
        "Zustimmung zu einem Partnerwechsel", "Agreement to a change of partners"
    ),
    "change_answer": Text("Antwort zu einer Änderung", "Reply about a change"),
    "retention": Text("Aufbewahrungsfrist", "Retention period"),
    "disposal": Text("Aussonderung des Vorgangs", "Disposal of the case"),
    "archive_answer": Text("Antwort des Staatsarchivs", "Answer of the State Archive"),
    "transfer": Text("Freigabe der Umschichtung", "Release of the transfer"),
    "drawdown": Text("Bearbeitung des Mittelabrufs", "Working on the drawdown"),
    "bank_details": Text("Bestätigung der Bankverbindung", "Confirming bank details"),
    "court": Text("Nach dem Stand der Klage fragen", "Ask where the action stands"),
    "retrieval": Text("Abruf des Bescheids", "Retrieval of the notice"),
    "notice_retrieval": Text(
        "Abruf des Änderungs- oder Zinsbescheids",
        "Retrieval of the notice on a change or interest",
    ),
    "draw_answer": Text("Rückfrage zum Mittelabruf", "Question about the drawdown"),
    "use": Text("Verwendungsfrist", "Use period"),
    "year_end": Text("Ende des Haushaltsjahres", "End of the budget year"),
    "opening": Text("Beginn der Antragsfrist", "Opening of the call"),
    "closing": Text("Ende der Antragsfrist", "Closing of the call"),
    "settlement": Text("Abschluss des Förderaufrufs", "Settlement of the call"),
    "annex_resolution": Text("Zugesagt: Ratsbeschluss", "Promised: council resolution"),
    "annex_agreement": Text(
        "Zugesagt: Kooperationsvereinbarung", "Promised: cooperation agreement"
    ),
    "annex_job": Text("Zugesagt: Stellenbeschreibung", "Promised: job description"),
    "annex_degree": Text(
        "Zugesagt: Nachweis Bildungsabschluss", "Promised: proof of qualification"
    ),
    "annex_offers": Text("Zugesagt: Angebote", "Promised: offers"),
    "annex_supervision": Text(
        "Zugesagt: Stellungnahme der Rechtsaufsicht",
        "Promised: statement of the supervisory authority",
    ),
    "annex_passing_on": Text(
        "Zugesagt: Weiterleitungsvertrag", "Promised: contract on passing on funds"
    ),
}
