"""Why a step of a change after the decision is refused, and what helps."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

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
    "decision_needed": ReasonWords(
        Text(
            "Diese Änderung braucht keine Zustimmung und senkt die Zuwendung nicht.",
            "This change needs no consent, and does not lower the award.",
        ),
        Text("Nehmen Sie sie zur Kenntnis.", "Note it."),
        "",
    ),
    "lowering_sound": ReasonWords(
        Text(
            "Die vorgeschlagene Zuwendung ist nicht mehr das, was sich aus Plan und Bescheid "
            "ergibt.",
            "The award proposed is not any more what follows from plan and notice.",
        ),
        Text(
            "Geben Sie die Änderung zurück, damit neu gerechnet wird.",
            "Send the change back, so that it is computed anew.",
        ),
        "",
    ),
    "lowering_covered": ReasonWords(
        Text(
            "Die Zuwendung wäre mit {computed} geringer als das, was ausgezahlt und abgerufen "
            "ist ({total}).",
            "The award would be {computed}, less than what is paid and asked for ({total}).",
        ),
        Text(
            "Nehmen Sie die Änderung zur Kenntnis; abgerechnet wird mit dem Schlussbescheid.",
            "Note the change; it is settled by the final notice.",
        ),
        "",
    ),
    "to_be_refused": ReasonWords(
        Text(
            "Die Kommune teilt nur mit, dass sie weniger ausgibt; das lässt sich nicht ablehnen.",
            "The municipality only tells that it spends less; that cannot be refused.",
        ),
        Text(
            "Geben Sie die Änderung zurück, wenn die Zuwendung bleiben soll.",
            "Send the change back if the award shall stay.",
        ),
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
