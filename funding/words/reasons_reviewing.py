"""Why steps of check and assessment are not possible."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

REVIEWING: dict[str, ReasonWords] = {
    "items_given": ReasonWords(
        Text(
            "Die Nachforderung enthält noch keinen Punkt.",
            "The request does not contain any item yet.",
        ),
        Text(
            "Nennen Sie mindestens eine Angabe oder Unterlage.",
            "Name at least one piece of information or document.",
        ),
        "case:request",
    ),
    "all_answered": ReasonWords(
        Text(
            "Es sind noch nicht alle Punkte der Nachforderung beantwortet.",
            "Not all items of the request have been answered yet.",
        ),
        Text(
            "Beantworten Sie jeden Punkt mit Text oder Datei oder begründen Sie, "
            "warum das nicht geht.",
            "Answer each item with a text or a file, or explain why you cannot.",
        ),
        "case:request",
    ),
    "items_lapsed": ReasonWords(
        Text(
            "Es gibt keine abgelaufene Nachforderung, auf die noch eine Antwort fehlt.",
            "There is no lapsed request that still lacks a reply.",
        ),
        Text("Sie müssen hier nichts tun.", "You need not do anything here."),
        "case:request",
    ),
    "answer_overdue": ReasonWords(
        Text(
            "Die Frist für die Antwort der Kommune läuft noch.",
            "The period for the municipality's reply is still running.",
        ),
        Text(
            "Warten Sie die Antwort oder das Ende der Frist ab.",
            "Wait for the reply or for the end of the period.",
        ),
        "case:request",
    ),
    "claim_idle": ReasonWords(
        Text(
            "Der Vorgang wurde innerhalb der letzten {days} Arbeitstage bearbeitet.",
            "The case has been worked on within the last {days} working days.",
        ),
        Text(
            "Der Vorgang bleibt bei der Person, die ihn bearbeitet.",
            "The case stays with the person who works on it.",
        ),
        "",
    ),
    "points_judged": ReasonWords(
        Text(
            "Von {points} Prüfpunkten sind erst {judged} beurteilt.",
            "Only {judged} of {points} points of the check have been judged.",
        ),
        Text(
            "Beurteilen Sie alle Punkte der formalen Prüfung.",
            "Judge all points of the formal check.",
        ),
        "case:check",
    ),
    "nothing_open": ReasonWords(
        Text("Eine Nachforderung ist noch offen.", "A request for information is still open."),
        Text(
            "Warten Sie die Antwort oder das Ende der Frist ab.",
            "Wait for the reply or for the end of the period.",
        ),
        "case:request",
    ),
    "no_knockout": ReasonWords(
        Text(
            "Mindestens ein Punkt der formalen Prüfung ist nicht erfüllt.",
            "At least one point of the formal check is not met.",
        ),
        Text(
            "Fordern Sie Unterlagen nach oder schlagen Sie die Ablehnung vor.",
            "Request information, or propose rejection.",
        ),
        "case:check",
    ),
    "own_score": ReasonWords(
        Text(
            "Die erste Bewertung ist noch nicht abgeschlossen.",
            "The first assessment is not finished yet.",
        ),
        Text("Schließen Sie Ihre fachliche Bewertung ab.", "Finish your assessment."),
        "case:assessment",
    ),
    "second_score": ReasonWords(
        Text(
            "Die zweite Bewertung durch eine andere Person fehlt noch.",
            "The second assessment, by another person, is still missing.",
        ),
        Text(
            "Bitten Sie die Zweitbewertung, ihre Bewertung abzuschließen.",
            "Ask the second scorer to finish the assessment.",
        ),
        "case:assessment",
    ),
    "both_scored": ReasonWords(
        Text(
            "Beide Bewertungen sind abgeschlossen; eine dritte zählt nicht.",
            "Both assessments are finished; a third does not count.",
        ),
        Text(
            "Lesen Sie die Bewertungen und bereiten Sie den Entscheidungsvorschlag vor.",
            "Read the assessments and prepare the proposal.",
        ),
        "case:assessment",
    ),
    "score_finished": ReasonWords(
        Text(
            "Ihre Bewertung ist abgeschlossen und kann nicht mehr geändert werden.",
            "Your assessment is finished and can no longer be changed.",
        ),
        Text(
            "Halten Sie neue Erkenntnisse im Entscheidungsvorschlag fest.",
            "Record new findings in the proposal.",
        ),
        "case:assessment",
    ),
    "window_over": ReasonWords(
        Text(
            "Die Antragsfrist läuft noch bis zum {closes_at}. Erst danach werden die "
            "Anträge verglichen.",
            "The application period still runs until {closes_at}. Applications are "
            "compared only after that.",
        ),
        Text("Warten Sie den Antragsschluss ab.", "Wait for the application deadline."),
        "call",
    ),
    "rules_kept": ReasonWords(
        Text(
            "Der Ausgaben- und Finanzierungsplan hält Fördersatz, Eigenanteil, "
            "Mindestbetrag oder Ausgleich nicht ein.",
            "The plan of expenditure and financing does not keep rate, own share, "
            "minimum or balance.",
        ),
        Text(
            "Lassen Sie den Plan durch eine Nachforderung berichtigen.",
            "Have the plan corrected by a request for information.",
        ),
        "case:request",
    ),
    "within_rate": ReasonWords(
        Text(
            "Der Betrag muss größer als null sein. Er darf weder {highest} ({rate} % "
            "der zuwendungsfähigen Ausgaben) noch den beantragten Betrag übersteigen.",
            "The amount must be more than zero. It must exceed neither {highest} "
            "({rate} % of the eligible expenditure) nor the amount applied for.",
        ),
        Text("Ändern Sie den vorgeschlagenen Betrag.", "Change the amount proposed."),
        "case:proposal",
    ),
    "cuts_reasoned": ReasonWords(
        Text(
            "Der vorgeschlagene Betrag liegt unter dem beantragten. Die Kürzung ist "
            "noch nicht begründet.",
            "The amount proposed is less than the amount applied for. No reason is "
            "given for the cut yet.",
        ),
        Text("Begründen Sie die Kürzung.", "Give the reason for the cut."),
        "case:proposal",
    ),
    "ground_given": ReasonWords(
        Text("Der Grund der Ablehnung fehlt.", "The ground of the rejection is missing."),
        Text(
            "Wählen Sie einen Grund: unzulässig, fachlich nicht förderfähig, keine Mittel.",
            "Choose one of the grounds: inadmissible, not eligible, or no funds.",
        ),
        "case:proposal",
    ),
    "facts_put": ReasonWords(
        Text(
            "Die Kommune konnte sich zu den Gründen der Ablehnung noch nicht äußern.",
            "The municipality has not yet been heard on the reasons for the rejection.",
        ),
        Text(
            "Hören Sie die Kommune an und bestätigen Sie das im Vorschlag.",
            "Hear the municipality and confirm this in the proposal.",
        ),
        "case:proposal",
    ),
    "money_left": ReasonWords(
        Text(
            "Die Mittel reichen nicht aus. Es fehlen {missing}; verfügbar sind {available}.",
            "There is not enough money. {missing} is missing; {available} is available.",
        ),
        Text(
            "Kürzen Sie den Betrag, setzen Sie den Antrag auf die Warteliste oder "
            "lassen Sie Mittel umschichten.",
            "Reduce the amount, put the application on the waiting list, or have "
            "money transferred.",
        ),
        "budget",
    ),
    "money_short": ReasonWords(
        Text(
            "Die Mittel reichen für diesen Antrag aus. Verfügbar sind {available}.",
            "There is enough money for this application. {available} is available.",
        ),
        Text("Schlagen Sie die Bewilligung vor.", "Propose the grant."),
        "case:proposal",
    ),
    "best_rank": ReasonWords(
        Text(
            "Auf der Warteliste steht in diesem Handlungsfeld ein besser bewerteter Antrag.",
            "An application with a better score is on the waiting list of this action field.",
        ),
        Text(
            "Lassen Sie zuerst den besser bewerteten Antrag nachrücken.",
            "Let the application with the better score move up first.",
        ),
        "budget",
    ),
    "check_finished": ReasonWords(
        Text(
            "Die formale Prüfung ist noch nicht abgeschlossen.",
            "The formal check is not finished yet.",
        ),
        Text("Schließen Sie die formale Prüfung ab.", "Finish the formal check."),
        "case:check",
    ),
    "check_unfinished": ReasonWords(
        Text(
            "Die formale Prüfung ist schon abgeschlossen.", "The formal check is already finished."
        ),
        Text("Setzen Sie die fachliche Bewertung fort.", "Continue with the assessment."),
        "case:assessment",
    ),
    "from_check": ReasonWords(
        Text(
            "Die Nachforderung stammt nicht aus der formalen Prüfung.",
            "The request was not sent during the formal check.",
        ),
        Text(
            "Laden Sie die Seite neu und sehen Sie sich den aktuellen Stand an.",
            "Reload the page and look at the current state.",
        ),
        "case:request",
    ),
    "from_assessment": ReasonWords(
        Text(
            "Die Nachforderung stammt nicht aus der fachlichen Bewertung.",
            "The request was not sent during the assessment.",
        ),
        Text(
            "Laden Sie die Seite neu und sehen Sie sich den aktuellen Stand an.",
            "Reload the page and look at the current state.",
        ),
        "case:request",
    ),
}
