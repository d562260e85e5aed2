"""Why steps after the decision are not possible."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

SPENDING: dict[str, ReasonWords] = {
    "notice_dated": ReasonWords(
        Text(
            "Datum des Bescheids, Tag der Bekanntgabe oder Nachweis fehlen oder "
            "passen zeitlich nicht zusammen.",
            "The date of the notice, the day of notification or the evidence is "
            "missing, or the dates do not fit together.",
        ),
        Text(
            "Tragen Sie beide Tage, den Weg und den Nachweis der Bekanntgabe ein. Der Bescheid "
            "liegt nicht vor der Entscheidung, die Bekanntgabe nicht vor dem Bescheid.",
            "Enter both days, the channel and the evidence of notification. The notice cannot "
            "come before the decision, nor notification before the notice.",
        ),
        "case:notice",
    ),
    "notified": ReasonWords(
        Text(
            "Der Bescheid ist noch nicht bekannt gegeben.", "The notice has not been notified yet."
        ),
        Text(
            "Erfassen Sie den Bescheid und den Tag der Bekanntgabe.",
            "Record the notice and the day of its notification.",
        ),
        "case:notice",
    ),
    "remedy_open": ReasonWords(
        Text(
            "Der Bescheid ist schon bestandskräftig.",
            "The notice is final already.",
        ),
        Text(
            "Sie müssen nicht mehr verzichten; Mittel können Sie abrufen.",
            "There is nothing left to waive; you can draw money.",
        ),
        "",
    ),
    "notice_final": ReasonWords(
        Text("Der Bescheid ist noch nicht bestandskräftig.", "The notice is not final yet."),
        Text(
            "Warten Sie das Ende der Rechtsbehelfsfrist ab oder erfassen Sie den "
            "Verzicht der Kommune.",
            "Wait for the end of the remedy period, or record the municipality's waiver.",
        ),
        "case:notice",
    ),
    "period_begun": ReasonWords(
        Text(
            "Der Bewilligungszeitraum hat noch nicht begonnen.",
            "The project period has not begun yet.",
        ),
        Text(
            "Warten Sie den Beginn des Bewilligungszeitraums ab.",
            "Wait for the start of the project period.",
        ),
        "",
    ),
    "period_over": ReasonWords(
        Text(
            "Der Bewilligungszeitraum ist noch nicht beendet.",
            "The project period has not ended yet.",
        ),
        Text(
            "Warten Sie das Ende des Bewilligungszeitraums ab. Entwürfe des "
            "Nachweises bleiben gespeichert.",
            "Wait for the end of the project period. Drafts of the proof are kept.",
        ),
        "",
    ),
    "within_commitment": ReasonWords(
        Text(
            "Zahlungsbetrag oder Wertstellung passen nicht. Auszuzahlen sind "
            "höchstens noch {rest}; zurückgezahlt werden kann nur, was ausgezahlt "
            "ist.",
            "The amount or the value date does not fit. At most {rest} can still be "
            "paid; only what was paid can be repaid.",
        ),
        Text(
            "Prüfen Sie den Betrag und tragen Sie ein Datum ein, das nicht in der Zukunft und "
            "nicht vor der Bestandskraft des Bescheids liegt.",
            "Check the amount, and enter a date that is neither in the future nor before the "
            "notice became final.",
        ),
        "budget",
    ),
    "nothing_paid": ReasonWords(
        Text(
            "Es ist schon Geld ausgezahlt. Ein Verzicht ist deshalb hier nicht mehr möglich.",
            "Money has already been paid. The grant can therefore no longer be renounced here.",
        ),
        Text(
            "Rechnen Sie das Vorhaben mit dem Verwendungsnachweis ab oder rufen Sie uns an.",
            "Settle the project by the proof of use, or call us.",
        ),
        "proof",
    ),
    "proof_complete": ReasonWords(
        Text(
            "Der Verwendungsnachweis ist noch nicht vollständig.",
            "The proof of use is not complete yet.",
        ),
        Text(
            "Schreiben Sie den Sachbericht, sagen Sie zu jedem Ziel, was erreicht ist, geben "
            "Sie zu jeder Position die Ausgaben an und begründen Sie Abweichungen; bestätigen "
            "Sie dann die Angaben.",
            "Write the report, say of each goal what was reached, enter what was spent on each "
            "line and explain deviations; then confirm the information.",
        ),
        "proof",
    ),
    "audit_noted": ReasonWords(
        Text(
            "Der Prüfvermerk fehlt, oder die anerkannten Ausgaben sind höher als die "
            "nachgewiesenen.",
            "The audit note is missing, or the expenditure recognised exceeds what was proved.",
        ),
        Text(
            "Schreiben Sie den Prüfvermerk und geben Sie die anerkannten Ausgaben an.",
            "Write the audit note and enter the expenditure recognised.",
        ),
        "proof",
    ),
    "nothing_overpaid": ReasonWords(
        Text(
            "Es ist zu viel ausgezahlt. Die endgültige Zuwendung beträgt {final}; "
            "zurückzuzahlen sind {repay}.",
            "Too much has been paid. The final grant is {final}; {repay} has to be repaid.",
        ),
        Text(
            "Fordern Sie die Rückzahlung an und erfassen Sie sie, sobald sie eingegangen ist.",
            "Claim the repayment, and record it as soon as it has come in.",
        ),
        "budget",
    ),
    "final_notice": ReasonWords(
        Text(
            "Datum des Schlussbescheids, Tag der Bekanntgabe oder Nachweis fehlen "
            "oder passen zeitlich nicht zusammen.",
            "The date of the final notice, the day of notification or the evidence is "
            "missing, or the dates do not fit together.",
        ),
        Text(
            "Tragen Sie beide Tage und den Nachweis der Bekanntgabe ein.",
            "Enter both days and the evidence of notification.",
        ),
        "case:notice",
    ),
    "final_noticed": ReasonWords(
        Text(
            "Es gibt keinen Schlussbescheid, der gilt.",
            "There is no final notice that stands.",
        ),
        Text(
            "Ohne Schlussbescheid ist keine Abrechnung neu aufzunehmen.",
            "Without a final notice there is no settlement to take up again.",
        ),
        "",
    ),
    "all_paid": ReasonWords(
        Text(
            "Die endgültige Zuwendung ist noch nicht vollständig ausgezahlt. Offen sind {rest}.",
            "The final grant has not been paid in full yet. {rest} is outstanding.",
        ),
        Text(
            "Die Kommune ruft den Rest ab; erinnern Sie sie daran.",
            "The municipality has to draw the rest; remind it.",
        ),
        "",
    ),
    "last_notice_final": ReasonWords(
        Text(
            "Der letzte Bescheid ist noch nicht bestandskräftig.",
            "The last notice is not final yet.",
        ),
        Text(
            "Warten Sie das Ende der Rechtsbehelfsfrist ab.",
            "Wait for the end of the remedy period.",
        ),
        "",
    ),
}
