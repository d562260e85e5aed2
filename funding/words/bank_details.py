"""Words for bank details of municipalities: states, steps, and why a step is refused."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

BANK_STATES: dict[str, Text] = {
    "new": Text("Neu", "New"),
    "proposed": Text("Eingetragen, noch nicht bestätigt", "Entered, not confirmed yet"),
    "confirmed": Text("Bestätigt, Rückruf steht aus", "Confirmed, call-back outstanding"),
    "active": Text("Gilt", "In force"),
    "replaced": Text("Ersetzt", "Replaced"),
    "refused": Text("Abgelehnt", "Refused"),
    "lapsed": Text("Nicht rechtzeitig bestätigt", "Not confirmed in time"),
}
BANK_BADGES = {
    "proposed": "warning",
    "confirmed": "info",
    "active": "success",
    "refused": "danger",
}
BANK_TRIGGERS: dict[str, TriggerWords] = {
    "propose": TriggerWords(
        Text("Bankverbindung eintragen", "Enter bank details"),
        Text("Bankverbindung eingetragen", "Bank details entered"),
    ),
    "confirm": TriggerWords(
        Text("Bankverbindung bestätigen", "Confirm bank details"),
        Text("Bankverbindung bestätigt", "Bank details confirmed"),
    ),
    "call_back": TriggerWords(
        Text("Rückruf festhalten und freigeben", "Note the call-back and release"),
        Text("Nach Rückruf freigegeben", "Released after the call-back"),
    ),
    "replace": TriggerWords(
        Text("Bankverbindung ersetzen", "Replace bank details"),
        Text("Bankverbindung ersetzt", "Bank details replaced"),
    ),
    "refuse": TriggerWords(
        Text("Bankverbindung ablehnen", "Refuse bank details"),
        Text("Bankverbindung abgelehnt", "Bank details refused"),
    ),
    "lapse": TriggerWords(
        Text("Bestätigung verfallen lassen", "Let the confirmation lapse"),
        Text("Bestätigung verfallen", "Confirmation lapsed"),
    ),
}
BANK_FAULTS: dict[str, Text] = {
    "account_holder_missing": Text(
        "Geben Sie an, auf wen das Konto lautet, mit höchstens {most} Zeichen.",
        "Say in whose name the account is, with at most {most} characters.",
    ),
    "iban_wrong": Text(
        "Diese IBAN gibt es nicht. Prüfen Sie jede Ziffer, zum Beispiel DE02 1203 0000 0000 2020 "
        "51.",
        "There is no such IBAN. Check every digit, for example DE02 1203 0000 0000 2020 51.",
    ),
    "iban_known": Text(
        "Diese Bankverbindung gilt schon.", "These bank details are in force already."
    ),
    "report_missing": Text(
        "Wählen Sie die Datei mit dem Statusbericht der Bank aus.",
        "Choose the file with the status report of the bank.",
    ),
    "report_unreadable": Text(
        "Die Datei ist kein Statusbericht der Bank (pain.002). Laden Sie ihn im Online-Banking "
        "neu herunter und wählen Sie ihn unverändert aus.",
        "The file is no status report of the bank (pain.002). Download it again from online "
        "banking and choose it unchanged.",
    ),
    "report_of_another": Text(
        "Der Statusbericht gehört zu einer anderen Zahlungsdatei. Öffnen Sie die Datei, deren "
        "Nummer er nennt.",
        "The status report is about another payment file. Open the file whose number it names.",
    ),
    "report_read": Text(
        "Dieser Statusbericht ist schon eingelesen; nichts wurde noch einmal gebucht.",
        "This status report has been read already; nothing was booked again.",
    ),
    "nothing_to_pay": Text(
        "Wählen Sie mindestens eine angeordnete Zahlung aus, die in keiner Datei steht.",
        "Choose at least one ordered payment that stands in no file.",
    ),
    "treasury_missing": Text(
        "Das Konto der Kasse ist nicht eingerichtet (TREASURY_IBAN, TREASURY_NAME). Wenden Sie "
        "sich an die Administration.",
        "The account of the treasury is not set up (TREASURY_IBAN, TREASURY_NAME). Ask "
        "administration.",
    ),
}
BANK_REASONS: dict[str, ReasonWords] = {
    "called_number": ReasonWords(
        Text(
            "Es ist nicht festgehalten, wer unter welcher Nummer angerufen wurde.",
            "It is not noted who was called under which number.",
        ),
        Text(
            "Rufen Sie unter einer Nummer an, die Sie schon kennen, und tragen Sie sie ein.",
            "Call a number that you know already, and enter it.",
        ),
        "",
    ),
    "bank_overdue": ReasonWords(
        Text("Die Frist zum Bestätigen läuft noch.", "The time for confirming is still running."),
        Text("Warten Sie ihr Ende ab.", "Wait for its end."),
        "",
    ),
    "one_account_open": ReasonWords(
        Text(
            "Für die Kommune ist schon eine neue Bankverbindung eingetragen.",
            "New bank details of the municipality have been entered already.",
        ),
        Text("Bestätigen Sie diese oder lehnen Sie sie ab.", "Confirm or refuse them."),
        "bank",
    ),
}
# What a bank says of a payment (ISO 20022, ExternalPaymentTransactionStatus).
# Why a bank sends a payment back (ISO 20022), as far as a town can mend it.
RETURN_CODES: dict[str, Text] = {
    "AC01": Text("die IBAN ist falsch", "the IBAN is wrong"),
    "AC04": Text("das Konto ist aufgelöst", "the account is closed"),
    "AC06": Text("das Konto ist gesperrt", "the account is blocked"),
    "AG01": Text("das Konto nimmt keine Überweisung an", "the account takes no transfer"),
    "BE01": Text("Name und Konto passen nicht zusammen", "name and account do not match"),
    "RC01": Text("die Bank ist so nicht bekannt", "the bank is not known by that"),
}
PAYMENT_CODES: dict[str, Text] = {
    "RJCT": Text("Abgelehnt", "Rejected"),
    "RCVD": Text("Eingegangen", "Received"),
    "PDNG": Text("In Bearbeitung", "Pending"),
    "ACTC": Text("Technisch geprüft", "Technically accepted"),
    "ACCP": Text("Angenommen", "Accepted"),
    "ACSP": Text("Angenommen, wird ausgeführt", "Accepted, being carried out"),
    "ACSC": Text("Ausgeführt", "Carried out"),
    "ACCC": Text("Ausgeführt", "Carried out"),
    "ACWC": Text("Mit Änderung angenommen", "Accepted with a change"),
    "PART": Text("Teilweise angenommen", "Partly accepted"),
    "other": Text("Rückmeldung", "Answer"),
}
