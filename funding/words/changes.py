"""Words for changes after the decision: kinds, states, steps, and why a step is refused."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

CHANGE_KINDS: dict[str, Text] = {
    "period": Text("Späteres Ende des Vorhabens", "Later end of the project"),
    "shift": Text("Verschiebung zwischen Ausgaben", "Shift between expenditure lines"),
    "less": Text("Weniger Ausgaben", "Less expenditure"),
    "partner": Text("Partnerwechsel", "Change of partners"),
}
CHANGE_HINTS: dict[str, Text] = {
    "period": Text(
        "Sie brauchen mehr Zeit. Das Ende verschiebt sich erst mit unserer Zustimmung.",
        "You need more time. The end moves only with our consent.",
    ),
    "shift": Text(
        "Sie geben an einer Stelle mehr und an einer anderen weniger aus; die Summe steigt nicht.",
        "You spend more in one place and less in another; the sum does not rise.",
    ),
    "less": Text(
        "Sie werden weniger ausgeben als geplant. Das teilen Sie uns nur mit.",
        "You will spend less than planned. You only tell us.",
    ),
    "partner": Text(
        "Eine Partnerkommune scheidet aus, oder eine Kommune kommt hinzu. Alle beteiligten "
        "Kommunen und wir müssen zustimmen.",
        "A partner leaves, or a municipality joins. All municipalities concerned and we have to "
        "agree.",
    ),
}
CHANGE_PARTS: dict[str, Text] = {
    "stays": Text("bleibt", "stays"),
    "leaves": Text("scheidet aus", "leaves"),
    "joins": Text("kommt hinzu", "joins"),
}
CHANGE_STATES: dict[str, Text] = {
    "drafted": Text("Entwurf", "Draft"),
    "requested": Text("In Prüfung", "Being assessed"),
    "questioned": Text("Rückfrage des Amts", "Question of the office"),
    "assessed": Text("Entscheidung wird vorbereitet", "Decision being prepared"),
    "granted": Text("Zugestimmt", "Granted"),
    "refused": Text("Abgelehnt", "Refused"),
    "noted": Text("Zur Kenntnis genommen", "Noted"),
    "withdrawn": Text("Zurückgezogen", "Withdrawn"),
}
CHANGE_BADGES = {
    "drafted": "info",
    "requested": "info",
    "questioned": "warning",
    "assessed": "info",
    "granted": "success",
    "refused": "danger",
    "noted": "success",
}
# Whose turn it is, as town and office read it.
CHANGE_BALL: dict[str, Text] = {
    "drafted": Text("Die Kommune", "The municipality"),
    "requested": Text("Sachbearbeitung im Amt", "The reviewer in the office"),
    "questioned": Text("Die Kommune: Rückfrage beantworten", "The municipality: answer a question"),
    "assessed": Text("Entscheidung und Zeichnung im Amt", "The approver in the office"),
}
CHANGE_PROPOSALS: dict[str, Text] = {
    "grant": Text("Der Änderung zustimmen", "Grant the change"),
    "refuse": Text("Die Änderung ablehnen", "Refuse the change"),
}
CHANGE_TRIGGERS: dict[str, TriggerWords] = {
    "ask_partners": TriggerWords(
        Text("Um Zustimmung bitten", "Ask for agreement"),
        Text("Um Zustimmung gebeten", "Asked for agreement"),
    ),
    "agree": TriggerWords(
        Text("Dem Partnerwechsel zustimmen", "Agree to the change of partners"),
        Text("Kommune hat dem Partnerwechsel zugestimmt", "Municipality has agreed"),
    ),
    "decline": TriggerWords(
        Text("Nicht zustimmen", "Do not agree"),
        Text("Kommune hat dem Partnerwechsel nicht zugestimmt", "Municipality has not agreed"),
    ),
    "request": TriggerWords(
        Text("Änderung unterschreiben und senden", "Sign and send the change"),
        Text("Änderung gesendet", "Change sent"),
    ),
    "ask": TriggerWords(
        Text("Rückfrage senden", "Send question"),
        Text("Rückfrage zur Änderung gesendet", "Question about the change sent"),
    ),
    "lapse": TriggerWords(
        Text("Ohne Antwort weiterbearbeiten", "Go on without an answer"),
        Text("Frist der Rückfrage abgelaufen", "Period of the question passed"),
    ),
    "note": TriggerWords(
        Text("Zur Kenntnis nehmen", "Note the change"), Text("Änderung vermerkt", "Change noted")
    ),
    "assess": TriggerWords(
        Text("Vorschlag vorlegen", "Submit proposal"),
        Text("Änderung zur Entscheidung vorgelegt", "Change submitted for decision"),
    ),
    "grant": TriggerWords(
        Text("Der Änderung zustimmen", "Grant the change"),
        Text("Änderung zugestimmt", "Change granted"),
    ),
    "refuse": TriggerWords(
        Text("Änderung ablehnen", "Refuse the change"),
        Text("Änderung abgelehnt", "Change refused"),
    ),
    "send_back": TriggerWords(
        Text("An die Sachbearbeitung zurückgeben", "Send back to the reviewer"),
        Text("Änderung an die Sachbearbeitung zurückgegeben", "Change sent back to the reviewer"),
    ),
    "record": TriggerWords(
        Text("Bescheid erfassen", "Record the notice"),
        Text("Bescheid zur Änderung erfasst", "Notice on the change recorded"),
    ),
    "withdraw": TriggerWords(
        Text("Änderung zurückziehen", "Withdraw the change"),
        Text("Änderung zurückgezogen", "Change withdrawn"),
    ),
}
HERE = "case:changes"
CHANGE_REASONS: dict[str, ReasonWords] = {
    "change_possible": ReasonWords(
        Text(
            "Im jetzigen Stand des Vorhabens ist diese Art der Änderung nicht möglich.",
            "This kind of change is not possible in the present state of the project.",
        ),
        Text(
            "Änderungen sind ab der Bekanntgabe des Bescheids und bis zum Ende des Vorhabens "
            "möglich, Verschiebungen bis zum Verwendungsnachweis.",
            "Changes are possible from the notification of the notice to the end of the project, "
            "shifts until the proof of use.",
        ),
        "",
    ),
    "later_period": ReasonWords(
        Text(
            "Das neue Ende fehlt, liegt nicht nach dem bisherigen ({now}) oder nach dem letzten "
            "möglichen Tag ({latest}).",
            "The new end is missing, not after the present one ({now}), or after the last "
            "possible day ({latest}).",
        ),
        Text("Ändern Sie das neue Ende.", "Change the new end."),
        "",
    ),
    "shift_sound": ReasonWords(
        Text(
            "Es ist noch nichts verschoben, die Summe eines Jahres steigt, oder der Plan hat sich "
            "inzwischen geändert.",
            "Nothing is shifted yet, the sum of a year rises, or the plan has changed meanwhile.",
        ),
        Text(
            "Was an einer Stelle dazukommt, muss an einer anderen desselben Jahres wegfallen.",
            "What is added in one place must be saved in another of the same year.",
        ),
        "",
    ),
    "less_sound": ReasonWords(
        Text(
            "Noch keine Ausgabe sinkt, oder eine steigt.", "No expenditure falls yet, or one rises."
        ),
        Text(
            "Senken Sie mindestens eine Ausgabe und erhöhen Sie keine.",
            "Lower at least one line and raise none.",
        ),
        "",
    ),
    "partner_sound": ReasonWords(
        Text(
            "Noch scheidet niemand aus und niemand kommt hinzu, oder die Partner haben sich "
            "inzwischen geändert.",
            "Nobody leaves or joins yet, or the partners have changed meanwhile.",
        ),
        Text(
            "Wählen Sie, wer ausscheidet oder hinzukommt, und speichern Sie.",
            "Choose who leaves or joins, and save.",
        ),
        "",
    ),
    "concerns_partners": ReasonWords(
        Text("Diese Änderung betrifft die Partner nicht.", "This change is not about partners."),
        Text("Senden Sie sie direkt an das Amt.", "Send it to the office directly."),
        "",
    ),
    "partners_asked": ReasonWords(
        Text(
            "Die Änderung ist nicht mehr so, wie Sie sie gelesen haben, oder es ist noch nicht um "
            "Zustimmung gebeten.",
            "The change is not any more as you have read it, or agreement is not asked for yet.",
        ),
        Text("Lesen Sie sie erneut.", "Read it again."),
        "",
    ),
    "not_agreed_yet": ReasonWords(
        Text("Ihre Kommune hat schon zugestimmt.", "Your municipality has agreed already."),
        Text("Es ist nichts weiter zu tun.", "There is nothing more to do."),
        "",
    ),
    "decline_worded": ReasonWords(
        Text("Der Grund fehlt noch.", "The reason is still missing."),
        Text("Schreiben Sie, was nicht stimmt.", "Write what is not right."),
        "",
    ),
    "all_agreed": ReasonWords(
        Text(
            "Es haben noch nicht alle Kommunen zugestimmt. Es fehlt: {missing}.",
            "Not all municipalities have agreed yet. Missing: {missing}.",
        ),
        Text(
            "Bitten Sie um Zustimmung, und warten Sie sie ab.",
            "Ask for their agreement, and wait for it.",
        ),
        "",
    ),
    "question_answered": ReasonWords(
        Text(
            "Die Rückfrage des Amts ist noch nicht beantwortet.",
            "The question of the office is not answered yet.",
        ),
        Text("Beantworten Sie die Rückfrage.", "Answer the question."),
        "",
    ),
    "question_worded": ReasonWords(
        Text("Die Rückfrage ist noch leer.", "The question is still empty."),
        Text("Schreiben Sie, was Sie wissen müssen.", "Write what you need to know."),
        "",
    ),
    "consent_needed": ReasonWords(
        Text("Diese Änderung braucht keine Zustimmung.", "This change does not need any consent."),
        Text("Nehmen Sie sie zur Kenntnis.", "Note it."),
        "",
    ),
    "consent_not_needed": ReasonWords(
        Text("Diese Änderung braucht eine Zustimmung.", "This change needs consent."),
        Text("Legen Sie einen Vorschlag zur Entscheidung vor.", "Submit a proposal for decision."),
        "",
    ),
    "change_overdue": ReasonWords(
        Text("Die Frist für die Antwort läuft noch.", "The period for the answer still runs."),
        Text("Warten Sie das Ende der Frist ab.", "Wait for the end of the period."),
        "",
    ),
    "change_notice_dated": ReasonWords(
        Text(
            "Datum des Bescheids, Tag der Bekanntgabe oder Nachweis fehlen, liegen vor der "
            "Entscheidung oder passen zeitlich nicht zusammen.",
            "The date of the notice, the day of notification or the evidence is missing, lies "
            "before the decision, or the dates do not fit together.",
        ),
        Text(
            "Tragen Sie beide Tage, den Weg und den Nachweis der Bekanntgabe ein.",
            "Enter both days, the channel and the evidence of notification.",
        ),
        "",
    ),
    "no_open_change": ReasonWords(
        Text(
            "Über eine Änderung ist noch nicht entschieden.", "A change has not been decided yet."
        ),
        Text(
            "Warten Sie die Entscheidung ab, oder die Kommune zieht die Änderung zurück.",
            "Wait for the decision, or the municipality withdraws the change.",
        ),
        HERE,
    ),
    "no_period_asked": ReasonWords(
        Text(
            "Über ein späteres Ende des Vorhabens ist noch nicht entschieden.",
            "A later end of the project has not been decided yet.",
        ),
        Text("Warten Sie die Entscheidung ab.", "Wait for the decision."),
        HERE,
    ),
}
