"""Words for what becomes of a case that has ended: kept, offered to the archive, deleted."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

DISPOSAL_STATES: dict[str, Text] = {
    "kept": Text("In Aufbewahrung", "Kept"),
    "due": Text("Frist abgelaufen", "Period over"),
    "offered": Text("Dem Archiv angeboten", "Offered to the archive"),
    "taken_over": Text("Vom Archiv übernommen", "Taken over by the archive"),
    "declined": Text("Nicht archivwürdig", "Not of archival value"),
    "unanswered": Text("Archiv hat nicht geantwortet", "No answer of the archive"),
    "proposed": Text("Löschung vorgeschlagen", "Deletion proposed"),
    "deleted": Text("Gelöscht", "Deleted"),
}
DISPOSAL_BADGES = {
    "due": "warning",
    "offered": "info",
    "taken_over": "success",
    "declined": "info",
    "unanswered": "warning",
    "proposed": "warning",
}
KEEPERS = Text("Datenschutz oder Administration", "Data protection or administration")
# Who has the ball, and what comes next.
DISPOSAL_BALL: dict[str, Text] = {
    "kept": Text("Niemand: die Frist läuft", "Nobody: the period is running"),
    "due": KEEPERS,
    "offered": Text("Sächsisches Staatsarchiv", "Saxon State Archive"),
    "taken_over": KEEPERS,
    "declined": KEEPERS,
    "unanswered": KEEPERS,
    "proposed": Text(
        "Datenschutz oder Administration, eine andere Person",
        "Data protection or administration, another person",
    ),
}
DISPOSAL_NEXT: dict[str, Text] = {
    "kept": Text("Dem Staatsarchiv anbieten", "Offer to the State Archive"),
    "due": Text(
        "Dem Staatsarchiv anbieten und den Tag eintragen",
        "Offer to the State Archive and enter the day",
    ),
    "offered": Text("Antwort des Staatsarchivs eintragen", "Enter the answer of the State Archive"),
    "taken_over": Text("Löschung vorschlagen", "Propose the deletion"),
    "declined": Text("Löschung vorschlagen", "Propose the deletion"),
    "unanswered": Text("Löschung vorschlagen", "Propose the deletion"),
    "proposed": Text("Löschung bestätigen oder zurückgeben", "Confirm or return the deletion"),
}
# What comes next for what the office never had.
DRAFT_NEXT: dict[str, Text] = {
    "kept": Text("Löschung vorschlagen", "Propose the deletion"),
    "due": Text("Löschung vorschlagen", "Propose the deletion"),
}
DISPOSAL_TRIGGERS: dict[str, TriggerWords] = {
    "fall_due": TriggerWords(
        Text("Aufbewahrung beenden", "End the retention"),
        Text("Aufbewahrungsfrist abgelaufen", "Retention period over"),
    ),
    "offer": TriggerWords(
        Text("Anbietung eintragen", "Enter the offer"),
        Text("Dem Staatsarchiv angeboten", "Offered to the State Archive"),
    ),
    "take_over": TriggerWords(
        Text("Übernahme eintragen", "Enter that it was taken over"),
        Text("Vom Staatsarchiv übernommen", "Taken over by the State Archive"),
    ),
    "decline": TriggerWords(
        Text("„Nicht archivwürdig“ eintragen", "Enter “not of archival value”"),
        Text("Vom Staatsarchiv nicht übernommen", "Declined by the State Archive"),
    ),
    "lapse": TriggerWords(
        Text("Frist des Archivs beenden", "End the period of the archive"),
        Text("Frist des Staatsarchivs ohne Antwort verstrichen", "Period of the archive lapsed"),
    ),
    "propose": TriggerWords(
        Text("Löschung vorschlagen", "Propose the deletion"),
        Text("Löschung vorgeschlagen", "Deletion proposed"),
    ),
    "return_proposal": TriggerWords(
        Text("Vorschlag zurückgeben", "Return the proposal"),
        Text("Vorschlag zur Löschung zurückgegeben", "Proposal of deletion returned"),
    ),
    "confirm": TriggerWords(
        Text("Endgültig löschen", "Delete for good"), Text("Gelöscht", "Deleted")
    ),
    "hold": TriggerWords(
        Text("Löschung anhalten", "Hold the deletion"),
        Text("Löschung angehalten", "Deletion held"),
    ),
    "lift": TriggerWords(
        Text("Anhalten beenden", "Lift the hold"), Text("Anhalten beendet", "Hold lifted")
    ),
}
DISPOSAL_REASONS: dict[str, ReasonWords] = {
    "retention_over": ReasonWords(
        Text(
            "Die Aufbewahrungsfrist läuft noch, bis {until}.",
            "The period of retention is still running, until {until}.",
        ),
        Text(
            "Warten Sie, bis sie abgelaufen ist; das Portal erinnert daran.",
            "Wait until it is over; the portal reminds you.",
        ),
        "",
    ),
    "not_held": ReasonWords(
        Text("Die Löschung ist angehalten: {reason}", "The deletion is held: {reason}"),
        Text(
            "Beenden Sie das Anhalten, wenn der Grund entfallen ist.",
            "Lift the hold once its reason is gone.",
        ),
        "",
    ),
    "is_held": ReasonWords(
        Text("Die Löschung ist nicht angehalten.", "The deletion is not held."),
        Text("Es ist nichts zu tun.", "There is nothing to do."),
        "",
    ),
    "offer_dated": ReasonWords(
        Text(
            "Der Tag der Anbietung liegt nach dem Ende der Aufbewahrung ({until}) und nicht in der "
            "Zukunft.",
            "The day of the offer is after the end of retention ({until}) and not in the future.",
        ),
        Text("Tragen Sie den Tag der Anbietung ein.", "Enter the day of the offer."),
        "",
    ),
    "answer_dated": ReasonWords(
        Text(
            "Der Tag der Antwort liegt nicht vor der Anbietung und nicht in der Zukunft.",
            "The day of the answer is not before the offer and not in the future.",
        ),
        Text("Tragen Sie den Tag der Antwort ein.", "Enter the day of the answer."),
        "",
    ),
    "archive_reference": ReasonWords(
        Text(
            "Zur Übernahme gehört das Zeichen des Staatsarchivs.",
            "To what was taken over belongs the reference of the State Archive.",
        ),
        Text("Tragen Sie das Zeichen ein.", "Enter the reference."),
        "",
    ),
    "answer_overdue": ReasonWords(
        Text(
            "Das Staatsarchiv hat noch Zeit für seine Antwort.",
            "The State Archive still has time to answer.",
        ),
        Text("Warten Sie die Frist ab.", "Wait until the period is over."),
        "",
    ),
    "offer_not_needed": ReasonWords(
        Text(
            "Der Vorgang ist zuerst dem Sächsischen Staatsarchiv anzubieten (§ 5 SächsArchivG).",
            "The case must first be offered to the Saxon State Archive (section 5 SächsArchivG).",
        ),
        Text(
            "Bieten Sie ihn an, und tragen Sie den Tag ein.",
            "Offer it, and enter the day.",
        ),
        "",
    ),
}
DISPOSAL_VIEWS: dict[str, Text] = {
    "open": Text("Zu erledigen", "To do"),
    "offered": Text("Beim Archiv", "With the archive"),
    "held": Text("Angehalten", "Held"),
    "kept": Text("In Aufbewahrung", "Kept"),
    "deleted": Text("Gelöscht", "Deleted"),
}
# What a deletion leaves nothing of, by the name of its table.
GONE: dict[str, Text] = {
    "answers": Text("Angaben im Antrag", "Answers in the application"),
    "submission": Text("Eingereichte Fassungen", "Submitted versions"),
    "stored_file": Text("Dateien", "Files"),
    "notice": Text("Mitteilungen und E-Mails", "Notices and e-mails"),
    "message": Text("Nachrichten zwischen Amt und Kommune", "Messages between office and town"),
    "note": Text("Notizen des Amts", "Notes of the office"),
    "request_item": Text("Fragen und Antworten", "Questions and answers"),
    "score": Text("Bewertungen", "Marks"),
    "opinion": Text("Stellungnahmen", "Opinions"),
    "decision_notice": Text("Texte der Bescheide", "Texts of decision notices"),
    "change": Text("Texte von Änderungen", "Texts of changes"),
    "drawdown": Text("Angaben und Konten der Mittelabrufe", "Words and accounts of drawdowns"),
    "proof": Text("Sachberichte", "Reports on the use"),
    "receipt": Text("Angaben der Belege", "Words of receipts"),
    "audit_entry": Text("Begründungen im Protokoll", "Reasons in the audit"),
    "account": Text("Zugänge von Sachverständigen", "Accounts of experts"),
}
