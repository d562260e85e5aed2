"""Why a town is not heard yet, cannot comment, or nothing can be reclaimed from it."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

HEARING: dict[str, ReasonWords] = {
    "ground_named": ReasonWords(
        Text(
            "Es fehlt, warum der Bescheid aufgehoben werden soll.",
            "It is missing why the notice is to be taken back.",
        ),
        Text("Wählen Sie den Grund.", "Choose the ground."),
        "",
    ),
    "facts_noted": ReasonWords(
        Text(
            "Der Sachverhalt oder die anerkannten Ausgaben fehlen.",
            "The facts or the expenditure recognised are missing.",
        ),
        Text(
            "Schreiben Sie, was der Kommune vorgehalten wird, und geben Sie die anerkannten "
            "Ausgaben an.",
            "Write what the municipality is confronted with, and enter the expenditure recognised.",
        ),
        "case:audit",
    ),
    "claim_found": ReasonWords(
        Text(
            "Es gibt nichts zurückzufordern: Ausgezahlt sind {paid}, die endgültige Zuwendung "
            "beträgt {final}.",
            "There is nothing to reclaim: {paid} has been paid, the final grant is {final}.",
        ),
        Text(
            "Schließen Sie die Prüfung ohne Anhörung ab.",
            "Finish the audit without a hearing.",
        ),
        "case:audit",
    ),
    "proof_threatened": ReasonWords(
        Text(
            "Der Widerruf muss der Kommune zuerst angedroht werden; danach muss sie Zeit gehabt "
            "haben. Eine Anhörung zum fehlenden Verwendungsnachweis ist ab {date} möglich.",
            "The municipality has to be threatened with revocation first, and given time. A "
            "hearing about the missing proof of use is possible from {date}.",
        ),
        Text(
            "Warten Sie diesen Tag ab; erinnern und androhen lässt das Portal selbst.",
            "Wait for that day; the portal reminds and threatens by itself.",
        ),
        "",
    ),
    "about_missing_proof": ReasonWords(
        Text(
            "Der Verwendungsnachweis ist eingereicht; angehört werden Sie zu seiner Prüfung.",
            "The proof of use is handed in; you are being heard about its audit.",
        ),
        Text("Äußern Sie sich in der Anhörung.", "Comment in the hearing."),
        "hearing",
    ),
    **{
        code: ReasonWords(
            Text(
                "Darüber entscheidet, woher die Anhörung kam und was ausgezahlt ist.",
                "That depends on where the hearing came from and what has been paid.",
            ),
            Text("Öffnen Sie den Vorgang neu.", "Open the case anew."),
            "",
        )
        for code in (
            "from_audit",
            "from_missing",
            "from_progress",
            "on_proof",
            "without_proof",
            "money_paid",
        )
    },
    "not_renounced": ReasonWords(
        Text(
            "Die Kommune hat auf die Zuwendung verzichtet; was ausgezahlt ist, ist zurückzuzahlen.",
            "The municipality has renounced the grant; what has been paid is to be paid back.",
        ),
        Text("Schließen Sie die Prüfung ab.", "Finish the audit."),
        "case:audit",
    ),
    "nothing_recognised": ReasonWords(
        Text(
            "Ohne Verwendungsnachweis werden keine Ausgaben anerkannt.",
            "Without a proof of use no expenditure is recognised.",
        ),
        Text(
            "Schließen Sie die Prüfung ohne anerkannte Ausgaben ab.",
            "Finish the audit without recognised expenditure.",
        ),
        "case:audit",
    ),
    "comment_given": ReasonWords(
        Text("Ihre Äußerung ist leer.", "Your comment is empty."),
        Text(
            "Schreiben Sie, was aus Ihrer Sicht zu berücksichtigen ist.",
            "Write what should be taken into account from your point of view.",
        ),
        "hearing",
    ),
    "hearing_over": ReasonWords(
        Text(
            "Die Frist für die Äußerung der Kommune läuft noch.",
            "The period for the municipality's comment is still running.",
        ),
        Text("Warten Sie das Ende der Frist ab.", "Wait for the end of the period."),
        "",
    ),
    "heard_first": ReasonWords(
        Text(
            "{claim} sind zu viel ausgezahlt und zurückzufordern; die Kommune ist dazu noch nicht "
            "angehört worden (§ 28 VwVfG).",
            "{claim} too much has been paid and is to be reclaimed; the municipality has not been "
            "heard about it yet (section 28 VwVfG).",
        ),
        Text(
            "Eröffnen Sie zuerst die Anhörung.",
            "Open the hearing first.",
        ),
        "case:audit",
    ),
    "within_hearing": ReasonWords(
        Text(
            "Zurückzufordern wären {claim}; angehört wurde die Kommune nur zu {heard}.",
            "{claim} would be reclaimed; the municipality was heard about {heard} only.",
        ),
        Text(
            "Sehen Sie von dieser Rückforderung ab und hören Sie die Kommune zum höheren Betrag "
            "neu an.",
            "Drop this claim, and hear the municipality anew about the higher amount.",
        ),
        "case:audit",
    ),
    "hearing_held": ReasonWords(
        Text(
            "Die Kommune ist zu dieser Prüfung nicht angehört worden.",
            "The municipality was not heard about this audit.",
        ),
        Text(
            "Geben Sie die Abrechnung in die Nachweisprüfung zurück.",
            "Return the settlement to the audit.",
        ),
        "",
    ),
    "no_hearing_held": ReasonWords(
        Text(
            "Die Kommune ist zu dieser Prüfung angehört worden.",
            "The municipality was heard about this audit.",
        ),
        Text(
            "Geben Sie die Abrechnung zur Auswertung der Anhörung zurück.",
            "Return the settlement to the weighing of the hearing.",
        ),
        "",
    ),
}
