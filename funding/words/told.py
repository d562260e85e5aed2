"""How it is said what owed a notice, where its address is from, and what became of it."""

from __future__ import annotations

from funding.words.text import Text

# Acts on a case that are no step of it.
ACTS: dict[str, Text] = {
    "fill_part": Text("Partner hat seinen Anteil geändert", "Partner has changed its part"),
    "score": Text("Zweite Bewertung abgeschlossen", "Second assessment finished"),
    "declare_bias": Text("Befangenheit erklärt", "Bias declared"),
    "note": Text("Notiz geschrieben", "Note written"),
    "write_to_town": Text("Nachricht an die Kommune geschrieben", "Message to the town written"),
    "write_to_office": Text("Nachricht an das Amt geschrieben", "Message to the office written"),
    "recovery_reminded": Text(
        "Eine Woche vor dem Tag der Rückzahlung", "A week before the day of the repayment"
    ),
    "draw_reminded": Text("Ein Mittelabruf wartet weiter", "A drawdown goes on waiting"),
    "retrieval_reminded": Text("Ein Bescheid ist nicht abgerufen", "A notice is not retrieved"),
    "task": Text("Tag einer Aufgabe gekommen", "Day of a task has come"),
    "opinions_complete": Text("Letzte Stellungnahme beendet", "Last opinion has ended"),
    "opinion_reminded": Text(
        "Drei Arbeitstage vor dem Tag der Stellungnahme",
        "Three working days before the day of the opinion",
    ),
}
CAUSES: dict[str, Text] = {
    "step": Text("Schritt „{name}“ am {at}", "Step “{name}” on {at}"),
    "act": Text("„{name}“ am {at}", "“{name}” on {at}"),
    "failed": Text(
        "Eine andere Mail zu diesem Vorgang war nicht zustellbar",
        "Another mail about this case could not be delivered",
    ),
    "deadline": Text(
        "Frist „{name}“ bis {due}: {threshold}", "Deadline “{name}” until {due}: {threshold}"
    ),
    "deadline_moved": Text(
        "Frist „{name}“, inzwischen verlegt: {threshold}",
        "Deadline “{name}”, moved since: {threshold}",
    ),
}
INSTEAD = Text(
    "An die Administration, weil niemand erreichbar war, den die Regel meint",
    "To administration, because nobody whom the rule means could be told",
)
# A threshold with its number of days, one and many.
THRESHOLDS: dict[str, tuple[Text, Text]] = {
    "before": (
        Text("{days} Tag vor dem letzten Tag", "{days} day before the last day"),
        Text("{days} Tage vor dem letzten Tag", "{days} days before the last day"),
    ),
    "on": (Text("am letzten Tag", "on the last day"), Text("am letzten Tag", "on the last day")),
    "after": (
        Text("{days} Tag nach dem letzten Tag", "{days} day after the last day"),
        Text("{days} Tage nach dem letzten Tag", "{days} days after the last day"),
    ),
    "after_working": (
        Text("{days} Arbeitstag nach dem letzten Tag", "{days} working day after the last day"),
        Text("{days} Arbeitstage nach dem letzten Tag", "{days} working days after the last day"),
    ),
    "from_start": (
        Text("{days} Tag nach dem Beginn", "{days} day after the start"),
        Text("{days} Tage nach dem Beginn", "{days} days after the start"),
    ),
}
SOURCES: dict[str, Text] = {
    "account_office": Text("aus dem Zugang im Portal", "from the account in the portal"),
    "account_town": Text(
        "aus dem Zugang der Kommune im Portal", "from the municipality's account in the portal"
    ),
    "contact": Text(
        "Kontaktadresse des Partners, von der federführenden Kommune im Antrag angegeben",
        "contact address of the partner, given by the lead municipality in the application",
    ),
    "former_contact": Text(
        "bisherige Ansprechperson, aus den Angaben der Kommune",
        "contact person until then, from the entries of the municipality",
    ),
    "expert": Text(
        "aus dem Zugang, mit dem zur Stellungnahme eingeladen wurde",
        "from the account with which the expert was invited",
    ),
}
CONTACT_ROLE = Text("Kontaktadresse ohne Zugang", "Contact address without an account")
GONE: dict[str, Text] = {
    "moved_or_ended": Text(
        "Nicht mehr gesendet: die Frist war inzwischen verlegt oder beendet.",
        "Not sent any more: the deadline had moved or ended meanwhile.",
    ),
    "recalled": Text(
        "Nicht gesendet: die Entscheidung wurde rechtzeitig zurückgenommen.",
        "Not sent: the decision was undone in time.",
    ),
    "other": Text("Nicht mehr gesendet.", "Not sent any more."),
}
MISSING: dict[str, Text] = {
    "pdf": Text(
        "Ging ohne das PDF des Antrags: es war nicht rechtzeitig fertig.",
        "Went without the PDF of the application: it was not ready in time.",
    ),
}
SECRET = Text(
    "Ein geheimer Link steht nur in der Mail, nicht in diesem Text.",
    "A secret link stands in the mail only, not in this text.",
)
PRIVATE = Text(
    "Den Text sieht nur die Kommune: er ist aus der Zeit vor der Einreichung.",
    "Only the municipality sees the text: it is from before the submission.",
)
ADDRESS_CORRECTED = Text("E-Mail-Adresse", "e-mail address")
