"""What notices are called that belong to no case: of calls, funds, accounts, and tests."""

from __future__ import annotations

from funding.words.notices import NOTICE_KINDS
from funding.words.text import Text

BESIDE_A_CASE: dict[str, Text] = {
    "invitation": Text("Einladung in das Portal", "Invitation to the portal"),
    "password_reset": Text("Passwort zurücksetzen", "Reset of the password"),
    "account_changed": Text("Zugang geändert", "Account changed"),
    "budget_warning": Text("Mittelwarnung", "Warning of scarce funds"),
    "transfer_proposed": Text("Umschichtung vorgeschlagen", "Transfer proposed"),
    "transfer_released": Text("Umschichtung freigegeben", "Transfer released"),
    "transfer_refused": Text("Umschichtung abgelehnt", "Transfer refused"),
    "transfer_withdrawn": Text("Umschichtung zurückgezogen", "Transfer withdrawn"),
    "funds_blocked": Text("Mittel gesperrt", "Funds blocked"),
    "funds_unblocked": Text("Sperre aufgehoben", "Block lifted"),
    "call_opened": Text("Förderaufruf geöffnet", "Call opened"),
    "call_closed": Text("Antragsfrist beendet", "Application period over"),
    "call_reopened": Text("Antragsfrist des Aufrufs verlängert", "Application period extended"),
    "call_settled": Text("Förderaufruf abgerechnet", "Call settled"),
    "call_cancelled": Text("Förderaufruf aufgehoben", "Call cancelled"),
    "bank_proposed": Text("Bankverbindung soll sich ändern", "Bank details about to change"),
    "bank_confirmed": Text("Bankverbindung bestätigt", "Bank details confirmed"),
    "bank_to_call": Text("Rückruf wegen Bankverbindung", "Call-back about bank details"),
    "bank_active": Text("Bankverbindung gilt", "Bank details in force"),
    "bank_replaced": Text("Bankverbindung ersetzt", "Bank details replaced"),
    "bank_refused": Text("Bankverbindung abgelehnt", "Bank details refused"),
    "bank_lapsed": Text("Bankverbindung nicht bestätigt", "Bank details not confirmed"),
    "retention_over": Text("Aufbewahrung abgelaufen", "Retention over"),
    "archive_offered": Text("Dem Staatsarchiv angeboten", "Offered to the State Archive"),
    "archive_answered": Text("Anbietung abgeschlossen", "Offer concluded"),
    "deletion_proposed": Text("Löschung bestätigen", "Confirm a deletion"),
    "deletion_returned": Text("Löschung zurückgegeben", "Deletion returned"),
    "case_deleted": Text("Vorgang gelöscht", "Case deleted"),
    "disposal_held": Text("Löschung angehalten", "Deletion held"),
    "disposal_resumed": Text("Anhalten der Löschung beendet", "Hold on a deletion lifted"),
    "text_test": Text("Probe eines Textes", "Test of a text"),
}
ALL_KINDS: dict[str, Text] = NOTICE_KINDS | BESIDE_A_CASE
# Who is told, where no rule of the catalogue says so.
BESIDE_THE_RULES: dict[str, Text] = {
    "invitation": Text("die eingeladene Person", "the person invited"),
    "password_reset": Text("wer ein neues Passwort anfordert", "who asks for a new password"),
    "account_changed": Text("wem der Zugang gehört", "whose account it is"),
    "delivery_failed": Text(
        "Administration und wer den Vorgang bearbeitet", "administration and who holds the case"
    ),
}
OTHER_AUDIENCES: dict[str, Text] = {
    "office": Text("das Amt", "the office"),
    "everybody_of_the_programme": Text("alle mit einem Zugang", "everybody with an account"),
    "other_keepers": Text(
        "Datenschutz und Administration, ohne wer gehandelt hat",
        "data protection and administration, without who has acted",
    ),
    "other_releasers": Text("wer Umschichtungen freigibt", "who releases transfers"),
    "proposer": Text("wer die Umschichtung vorgeschlagen hat", "who proposed the transfer"),
}
