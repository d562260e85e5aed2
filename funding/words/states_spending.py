"""Words for the states of an application from its decision on."""

from __future__ import annotations

from funding.words.text import StateWords, Text

SPENDING: dict[str, StateWords] = {
    "approved": StateWords(
        Text("Bewilligt", "Granted"),
        Text("Bewilligt", "Granted"),
        "success",
        "warning",
        Text("Niemand", "Nobody"),
        Text(
            "Das Vorhaben beginnt zum bewilligten Termin; ist der Bescheid "
            "bestandskräftig, kann ausgezahlt werden.",
            "The project begins on the date granted; once the notice is final, money can be paid.",
        ),
    ),
    "rejected": StateWords(
        Text("Nicht bewilligt", "Not granted"),
        Text("Abgelehnt", "Rejected"),
        "danger",
        "warning",
        Text("Niemand", "Nobody"),
        Text(
            "Die Gründe und Ihren Rechtsbehelf nennt der Bescheid.",
            "The notice states the reasons and the remedy open to you.",
        ),
    ),
    "in_progress": StateWords(
        Text("Vorhaben läuft", "Project running"),
        Text("Durchführung", "In progress"),
        "success",
        "info",
        Text("Sie", "You"),
        Text(
            "Sie führen das Vorhaben durch und schreiben nach dessen Ende den Verwendungsnachweis.",
            "You carry out the project and write the proof of use after it has ended.",
        ),
    ),
    "report_due": StateWords(
        Text("Nachweis steht aus", "Proof of use due"),
        Text("Verwendungsnachweis ausstehend", "Proof of use outstanding"),
        "warning",
        "info",
        Text("Sie", "You"),
        Text(
            "Bitte reichen Sie den Verwendungsnachweis bis zur genannten Frist ein.",
            "Please hand in the proof of use by the date given.",
        ),
    ),
    "reported": StateWords(
        Text("Nachweis wird geprüft", "Proof being audited"),
        Text("Nachweisprüfung", "Audit of the proof"),
        "info",
        "warning",
        Text("Geschäftsstelle", "The office"),
        Text(
            "Wir prüfen Ihren Verwendungsnachweis und melden uns mit dem Ergebnis.",
            "We audit your proof of use and will tell you the result.",
        ),
    ),
    "hearing": StateWords(
        Text("Sie können sich äußern", "You can comment"),
        Text("Anhörung läuft", "Hearing under way"),
        "warning",
        "info",
        Text("Sie", "You"),
        Text(
            "Wir beabsichtigen, die Zuwendung ganz oder zum Teil aufzuheben. Vorher können Sie "
            "sich dazu äußern.",
            "We intend to take back all or part of the grant. Before that you can comment on it.",
        ),
    ),
    "heard": StateWords(
        Text("Ihre Äußerung wird geprüft", "Your comment is being considered"),
        Text("Anhörung auswerten", "Weigh the hearing"),
        "info",
        "warning",
        Text("Geschäftsstelle", "The office"),
        Text(
            "Wir prüfen, was vorliegt, und entscheiden danach.",
            "We consider what there is and then decide.",
        ),
    ),
    "audited": StateWords(
        Text("Nachweis wird geprüft", "Proof being audited"),
        Text("Abrechnung zur Zeichnung", "Settlement to be signed"),
        "info",
        "warning",
        Text("Geschäftsstelle", "The office"),
        Text(
            "Eine zweite Person zeichnet die Entscheidung; danach erhalten Sie den Bescheid.",
            "A second person signs the decision; then you will receive the notice.",
        ),
    ),
    "recovering": StateWords(
        Text("Rückzahlung offen", "Repayment open"),
        Text("Rückforderung läuft", "Claim under way"),
        "warning",
        "info",
        Text("Sie", "You"),
        Text(
            "Es ist Geld zurückzuzahlen. Betrag und Tag stehen bei der Rückforderung.",
            "Money has to be repaid. Amount and day are given with the claim.",
        ),
    ),
    "settling": StateWords(
        Text("Abrechnung läuft", "Being settled"),
        Text("Abrechnung (bis Bestandskraft)", "Settlement (until final)"),
        "info",
        "info",
        Text("Geschäftsstelle", "The office"),
        Text(
            "Sobald alles gezahlt und der letzte Bescheid bestandskräftig ist, "
            "schließen wir den Vorgang ab.",
            "Once everything is paid and the last notice is final, we close the case.",
        ),
    ),
    "closed": StateWords(
        Text("Abgeschlossen", "Closed"),
        Text("Abgeschlossen", "Case closed"),
        "",
        "",
        Text("Niemand", "Nobody"),
        Text(
            "Bitte bewahren Sie die Belege bis zum genannten Tag auf.",
            "Please keep the receipts until the date given.",
        ),
    ),
    "withdrawn": StateWords(
        Text("Zurückgezogen", "Withdrawn"),
        Text("Zurückgezogen", "Withdrawn by the municipality"),
        "",
        "",
        Text("Niemand", "Nobody"),
        Text(
            "Die Bearbeitung ist beendet. Ihre Angaben können Sie hier weiter nachlesen.",
            "Processing has ended. You can still read your answers here.",
        ),
    ),
    "expired": StateWords(
        Text("Nicht eingereicht", "Not submitted"),
        Text("Nicht eingereichter Entwurf", "Draft that was not submitted"),
        "",
        "",
        Text("Niemand", "Nobody"),
        Text(
            "Der Entwurf wird nicht geprüft. Ihre Angaben können Sie hier weiter nachlesen.",
            "The draft is not reviewed. You can still read your answers here.",
        ),
    ),
}
