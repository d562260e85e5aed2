"""What is wrong with rows of a list of receipts."""

from __future__ import annotations

from funding.words.text import Text

RECEIPT_FAULTS: dict[str, Text] = {
    "receipt_date": Text(
        "„{text}“ ist kein Tag. Schreiben Sie zum Beispiel 14.03.2027.",
        "“{text}” is no day. Write for example 14.03.2027 or 2027-03-14.",
    ),
    "receipt_outside": Text(
        "Zahlungen zählen vom {first} bis {last}, dem Zeitraum des Vorhabens. Streichen Sie "
        "diese Zahlung.",
        "Payments count from {first} to {last}, the period of the project. Take this one out.",
    ),
    "receipt_to_come": Text(
        "Dieser Tag liegt in der Zukunft. Tragen Sie ein, was schon gezahlt ist.",
        "This day is yet to come. Enter what has been paid already.",
    ),
    "receipt_negative": Text(
        "Der Betrag muss größer als null sein. Ziehen Sie Gutschriften vom zugehörigen Beleg ab.",
        "The amount must be above zero. Take a credit note off its receipt.",
    ),
    "receipt_line": Text(
        "Diese Position hat der Plan nicht, oder für sie gibt es keine Belege. Nennen Sie die "
        "Nummer der Position.",
        "The plan has no such line, or one that no receipts show. Give the number of the line.",
    ),
    "receipt_twice": Text(
        "Dieser Beleg steht schon in Zeile {row}. Streichen Sie einen davon.",
        "This receipt stands in row {row} already. Take one of them out.",
    ),
    "receipts_too_many": Text(
        "Mehr als {most} Belege hat eine Liste nicht. Fassen Sie kleine Belege zusammen.",
        "A list has at most {most} receipts. Combine small ones.",
    ),
    "receipts_too_large": Text(
        "Die Tabelle ist zu groß. Speichern Sie nur das Blatt mit den Belegen, höchstens 2 MB und "
        "{most} Belege.",
        "The spreadsheet is too large. Save only the sheet with the receipts, at most 2 MB and "
        "{most} receipts.",
    ),
    "receipts_wrong": Text(
        "Die Belegliste wurde nicht gespeichert (fehlerhafte Zeilen: {count}). Die "
        "Hinweise dazu stehen unter der Liste.",
        "Not saved, rows with faults: {count}. What they lack is said below the list.",
    ),
    "receipt_of_another": Text(
        "Diesen Beleg hat die Belegliste dieses Nachweises nicht. Laden Sie die Seite neu.",
        "The list of this proof has no such receipt. Load the page again.",
    ),
    "cut_too_high": Text(
        "Gekürzt werden kann dieser Beleg um höchstens {highest} und nicht um weniger als null.",
        "This receipt can be cut by {highest} at most, and by no less than nought.",
    ),
    "cut_unreasoned": Text(
        "Schreiben Sie die Feststellung auf: Warum wird gekürzt?",
        "Write the finding down: why is this cut?",
    ),
    "cut_missing": Text(
        "Tragen Sie ein, um welchen Betrag gekürzt wird, oder erkennen Sie den Beleg an.",
        "Enter the amount to be cut, or accept the receipt.",
    ),
}
