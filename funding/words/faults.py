"""What is wrong with a value that was typed."""

from __future__ import annotations

from funding.words.bank_details import BANK_FAULTS
from funding.words.bodies import BODY_FAULTS
from funding.words.faults_changes import CHANGE_FAULTS
from funding.words.faults_desk import DESK_FAULTS
from funding.words.faults_files import FILE_FAULTS
from funding.words.faults_law import LAW_FAULTS
from funding.words.faults_office import OFFICE_FAULTS
from funding.words.faults_receipts import RECEIPT_FAULTS
from funding.words.faults_team import TEAM_FAULTS
from funding.words.faults_texts import TEXT_FAULTS
from funding.words.funds import FUND_FAULTS
from funding.words.text import Text

FAULTS: dict[str, Text] = {
    "unknown_field": Text(
        "Dieses Feld gibt es nicht. Laden Sie die Seite neu.",
        "There is no such field. Reload the page.",
    ),
    "unknown_section": Text(
        "Diesen Abschnitt gibt es nicht. Laden Sie die Seite neu.",
        "There is no such section. Reload the page.",
    ),
    "field_not_offered": Text(
        "Dieses Handlungsfeld wird in diesem Förderaufruf nicht angeboten.",
        "This action field is not offered in this call.",
    ),
    "no_such_place": Text(
        "„{key}“ ist keine Angabe dieses Antrags. Klicken Sie in der Akte auf „Nachfragen“, oder "
        "schreiben Sie die Frage ohne diese Kennung.",
        "“{key}” is no entry of this application. Click “Ask about it” in the file, or write the "
        "question without this key.",
    ),
    "unknown_municipality": Text(
        "Diese Kommune ist nicht bekannt. Geben Sie ihren achtstelligen Gemeindeschlüssel an.",
        "This municipality is not known. Give its municipality key of eight digits.",
    ),
    "view_name": Text(
        "Geben Sie der Ansicht einen Namen mit höchstens {most} Zeichen.",
        "Give the view a name of at most {most} characters.",
    ),
    "views_too_many": Text(
        "Mehr als {most} eigene Ansichten sind nicht möglich. Löschen Sie zuerst eine.",
        "More than {most} views of your own are not possible. Delete one first.",
    ),
    "call_known": Text(
        "Diesen Förderaufruf gibt es schon. Wählen Sie eine andere Bezeichnung.",
        "This call exists already. Choose another code.",
    ),
    "unknown_action_field": Text(
        "Dieses Handlungsfeld gibt es nicht. Nehmen Sie eines aus dem Programm.",
        "There is no such action field. Take one of the programme.",
    ),
    "administration_exists": Text(
        "Es gibt schon eine Administration. Lassen Sie sich von ihr einladen.",
        "There is an administration already. Have it invite you.",
    ),
    "own_role": Text(
        "Sich selbst können Sie keine Rolle geben. Lassen Sie das eine andere Person tun.",
        "You cannot give a role to yourself. Have another person do it.",
    ),
    "partner_is_lead": Text(
        "Ihre eigene Kommune kann nicht Partnerin sein.",
        "Your own municipality cannot be a partner.",
    ),
    "partner_twice": Text(
        "Diese Kommune ist bereits als Partnerin eingetragen.",
        "This municipality is already entered as a partner.",
    ),
    "not_your_municipality": Text(
        "Sie handeln nicht für diese Kommune.", "You do not act for this municipality."
    ),
    "no_municipality_for_role": Text(
        "Diese Rolle gehört zu keiner Kommune. Lassen Sie das Feld leer.",
        "This role does not belong to a municipality. Leave the field empty.",
    ),
    "reason_missing": Text("Geben Sie den Grund an.", "Give the reason."),
    "limit_too_early": Text(
        "Ab {since} gilt schon eine Zeichnungsbefugnis. Nennen Sie einen späteren Tag.",
        "A signing limit holds since {since} already. Name a later day.",
    ),
    "points_out_of_range": Text("Vergeben Sie 0 bis 5 Punkte.", "Give 0 to 5 points."),
    "share_too_large": Text(
        "Ein Anteil liegt zwischen 0 und 100 Prozent.", "A share lies between 0 and 100 percent."
    ),
    "points_missing": Text(
        "Vergeben Sie für dieses Kriterium Punkte.", "Give points for this criterion."
    ),
    "extreme_needs_reason": Text(
        "Begründen Sie 0, 1 oder 5 Punkte in mindestens einem Satz.",
        "Explain 0, 1 or 5 points in at least one sentence.",
    ),
    "unknown_verdict": Text(
        "Wählen Sie, ob der Punkt erfüllt, nicht erfüllt oder offen ist.",
        "Choose whether the point is met, not met or open.",
    ),
    "amount_unreadable": Text(
        "Geben Sie den Betrag in Euro ein, zum Beispiel 1.234,50.",
        "Enter the amount in euros, for example 1,234.50.",
    ),
    "amount_empty": Text(
        "Hier fehlt der Betrag. Geben Sie ihn in Euro ein, zum Beispiel 1.234,50.",
        "The amount is missing here. Enter it in euros, for example 1,234.50.",
    ),
    "amount_missing": Text(
        "Geben Sie einen Betrag über 0 Euro ein, zum Beispiel 1.234,50.",
        "Enter an amount of more than 0 euros, for example 1,234.50.",
    ),
    "amount_decimal_mark": Text(
        "Schreiben Sie Cent nach einem Komma, zum Beispiel 12,50.",
        "Write cents after a point, for example 12.50.",
    ),
    "amount_decimals": Text(
        "Geben Sie höchstens zwei Stellen für Cent ein, zum Beispiel 12,50.",
        "Enter at most two digits for cents, for example 12.50.",
    ),
    "amount_negative": Text(
        "Der Betrag darf nicht negativ sein. Geben Sie 0 oder mehr ein, zum Beispiel 12,50.",
        "The amount must not be negative. Enter 0 or more, for example 12.50.",
    ),
    "amount_too_large": Text(
        "Der Betrag ist zu groß. Möglich sind höchstens {limit}.",
        "The amount is too large. At most {limit} is possible.",
    ),
    "amount_too_long": Text(
        "Der Betrag ist zu groß. Möglich sind höchstens {limit}.",
        "The amount is too large. At most {limit} is possible.",
    ),
    "part_over": Text(
        "Der zuwendungsfähige Betrag ist höher als der Betrag der Position. Möglich sind "
        "höchstens {limit}.",
        "The eligible amount is higher than the amount of the line. At most {limit} is possible.",
    ),
    "number_unreadable": Text(
        "Geben Sie eine ganze Zahl ein, zum Beispiel 4.870.",
        "Enter a whole number, for example 4,870.",
    ),
    "decimal_unreadable": Text(
        "Geben Sie eine Zahl mit höchstens {digits} Stellen nach dem Komma ein, zum Beispiel 0,5.",
        "Enter a number with at most {digits} digits after the point, for example 0.5.",
    ),
    "number_too_large": Text(
        "Die Zahl ist zu groß. Prüfen Sie die Einheit.",
        "The number is too large. Check the unit.",
    ),
    "date_unreadable": Text(
        "Geben Sie Tag, Monat und Jahr in Ziffern ein, zum Beispiel 15 10 2026.",
        "Enter day, month and year in figures, for example 15 10 2026.",
    ),
    "date_impossible": Text(
        "Den Tag {typed} gibt es nicht. Prüfen Sie Tag und Monat.",
        "There is no day {typed}. Check day and month.",
    ),
    "date_far": Text(
        "Geben Sie das Jahr mit vier Ziffern ein, von {first} bis {last}.",
        "Enter the year with four digits, from {first} to {last}.",
    ),
    "extension_day": Text(
        "Wählen Sie einen Tag nach dem bisherigen Ende ({old}): frühestens den {first}, längstens "
        "den {last}.",
        "Choose a day after the present end ({old}): {first} at the earliest, {last} at the "
        "latest.",
    ),
    "date_missing": Text("Geben Sie das Datum an.", "Enter the date."),
    "too_long": Text(
        "Der Text ist zu lang: {length} von höchstens {most} Zeichen.",
        "The text is too long: {length} of at most {most} characters.",
    ),
    "kind_unknown": Text(
        "Die Ausgabenart „{text}“ gibt es nicht. Schreiben Sie sie so wie in der Auswahl.",
        "There is no kind of expenditure “{text}”. Write it as in the choice.",
    ),
    "unit_unknown": Text(
        "Die Einheit „{text}“ gibt es nicht. Möglich sind: {known}.",
        "There is no unit “{text}”. Possible are: {known}.",
    ),
    "quantity_nought": Text(
        "Die Menge muss größer als 0 sein.", "The quantity must be more than 0."
    ),
    "quantity_differs": Text(
        "Menge mal Einzelbetrag ergibt {computed}, als Betrag steht hier {given}. Übernommen wird "
        "der Betrag {given} pauschal.",
        "Quantity times unit price is {computed}, but the amount here is {given}. The amount of "
        "{given} is taken over as a lump sum.",
    ),
    "quantity_left": Text(
        "Menge, Einheit und Einzelbetrag sind nicht vollständig zu lesen. Übernommen wird der "
        "Betrag {given} pauschal.",
        "Quantity, unit and unit price cannot be read completely. The amount of {given} is taken "
        "over as a lump sum.",
    ),
    "flat_needs_amount": Text(
        "Bei „pauschal“ zählt nur der Betrag. Geben Sie ihn ein, oder wählen Sie eine andere "
        "Einheit.",
        "With “lump sum” only the amount counts. Enter it, or choose another unit.",
    ),
    "amount_or_this": Text(
        "Ohne Betrag braucht die Zeile Menge und Einzelbetrag. Ergänzen Sie diese Angabe.",
        "Without an amount the row needs quantity and unit price. Add this one.",
    ),
    "year_outside": Text(
        "Das Jahr muss von {first} bis {last} reichen.",
        "The year must be from {first} to {last}.",
    ),
    "yes_or_no": Text(
        "Schreiben Sie ja oder nein statt „{text}“.",
        "Write yes or no instead of “{text}”.",
    ),
    "sheet_unknown": Text(
        "Diese Datei ist keine Tabelle. Speichern Sie sie als XLSX oder CSV.",
        "This file is no spreadsheet. Save it as XLSX or CSV.",
    ),
    "sheet_unreadable": Text(
        "Die Tabelle kann nicht gelesen werden. Speichern Sie sie neu, ohne Kennwort, oder fügen "
        "Sie die Zeilen ein.",
        "The spreadsheet cannot be read. Save it again, without a password, or paste the rows.",
    ),
    "sheet_too_large": Text(
        "Die Tabelle ist zu groß. Speichern Sie nur das Blatt mit den Positionen, höchstens 2 MB "
        "und 1.000 Zeilen.",
        "The spreadsheet is too large. Save only the sheet with the lines, at most 2 MB and 1,000 "
        "rows.",
    ),
    "no_such_source": Text(
        "Diesen Antrag gibt es bei der gewählten Kommune nicht. Wählen Sie einen anderen.",
        "The chosen municipality has no such application. Choose another one.",
    ),
    "sum_row": Text(
        "Summenzeilen werden nicht übernommen; das Portal rechnet selbst.",
        "Rows of sums are not taken over; the portal computes them itself.",
    ),
    "no_lines": Text(
        "Hier ist keine Position zu lesen. Fügen Sie mindestens Bezeichnung und Betrag ein.",
        "No line can be read here. Paste at least a label and an amount.",
    ),
    "rows_too_many": Text(
        "Mehr als {most} Einträge sind hier nicht möglich. Fassen Sie Einträge zusammen.",
        "More than {most} entries are not possible here. Combine some.",
    ),
    "lines_too_many": Text(
        "Mehr als {most} Positionen hat ein Plan nicht. Fassen Sie Positionen zusammen.",
        "A plan has at most {most} lines. Combine some of them.",
    ),
    "required": Text("Füllen Sie dieses Feld aus.", "Fill in this field."),
    "email_unreadable": Text(
        "Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@stadt.example.",
        "Enter an e-mail address, for example name@town.example.",
    ),
    "file_empty": Text(
        "Die Datei ist leer. Wählen Sie eine andere Datei.",
        "The file is empty. Choose another file.",
    ),
    "way_differs": Text(
        "Sie haben Weg oder Anschrift geändert; gezeichnet ist der Bescheid für den Weg oben. "
        "Wählen Sie zuerst den anderen Weg, dann tragen Sie den Versand ein.",
        "You have changed way or address; the notice is signed for the way above. Choose the other "
        "way first, then enter the dispatch.",
    ),
    "address_missing": Text(
        "Geben Sie die Anschrift an, in der letzten Zeile mit Postleitzahl und Ort.",
        "Enter the address, with post code and place in its last line.",
    ),
    "address_too_large": Text(
        "Kürzen Sie die Anschrift auf höchstens {lines} Zeilen mit je {signs} Zeichen.",
        "Shorten the address to at most {lines} lines of {signs} characters each.",
    ),
    "choose": Text("Wählen Sie eine der Möglichkeiten.", "Choose one of the options."),
    "password_wrong": Text("Das Passwort stimmt nicht.", "The password is not correct."),
    "password_short": Text(
        "Das Passwort ist zu kurz. Es muss mindestens {shortest} Zeichen haben.",
        "The password is too short. It must have at least {shortest} characters.",
    ),
    "sign_in_wrong": Text(
        "E-Mail-Adresse oder Passwort stimmen nicht. Verbleibende Versuche: {left}.",
        "E-mail address or password is not correct. Attempts left: {left}.",
    ),
    "line_above_envelope": Text(
        "Der Höchstbetrag eines Handlungsfelds darf nicht über dem Gesamtbudget liegen.",
        "The limit of an action field must not exceed the total budget.",
    ),
    "link_expired": Text(
        "Der Link ist abgelaufen oder wurde schon benutzt. Fordern Sie einen neuen an.",
        "The link has expired or has already been used. Request a new one.",
    ),
    **FILE_FAULTS,
    **OFFICE_FAULTS,
    **BODY_FAULTS,
    **DESK_FAULTS,
    **FUND_FAULTS,
    **BANK_FAULTS,
    **TEAM_FAULTS,
    **RECEIPT_FAULTS,
    **CHANGE_FAULTS,
    **TEXT_FAULTS,
    **LAW_FAULTS,
}
