"""What each placeholder in the text of a notice stands for, and each way of writing it."""

from __future__ import annotations

from funding.words.text import Text

PLACEHOLDERS: dict[str, Text] = {
    "reference": Text("Aktenzeichen", "Reference"),
    "title": Text("Titel des Vorhabens", "Title of the project"),
    "municipality": Text(
        "Kommune, im Vorgang die federführende", "Municipality; of a case its lead"
    ),
    "call": Text("Förderaufruf", "Call"),
    "actor": Text("wer gehandelt hat", "Who acted"),
    "reason": Text("Grund, wie er eingegeben wurde", "Reason as it was typed"),
    "why": Text("warum der Vorgang bei dieser Person liegt", "Why the case is with this person"),
    "annex": Text("Name der Unterlage", "Name of the document"),
    "change": Text("Art der Änderung", "Kind of change"),
    "relief": Text(
        "Stundung, Raten, Erlass oder Niederschlagung", "Deferral, instalments, waiver or write-off"
    ),
    "claim": Text("Rückforderung oder Zinsforderung", "Claim, or claim of interest"),
    "repayment": Text("Rückzahlung oder Zinszahlung", "Repayment, or payment of interest"),
    "contact_name": Text("Ansprechperson im Amt", "Contact person in the office"),
    "contact_phone": Text("deren Telefonnummer", "Their telephone number"),
    "deadline": Text("Bezeichnung der Frist", "Name of the deadline"),
    "content_sha256": Text("Prüfsumme des Eingereichten", "Checksum of what was submitted"),
    "field": Text("Handlungsfeld", "Action field"),
    "to_field": Text("Handlungsfeld, das Mittel erhält", "Action field that gets the funds"),
    "partner": Text("Partnerkommune, um die es geht", "Partner municipality concerned"),
    "partners": Text("alle Partnerkommunen", "All partner municipalities"),
    "unable": Text("Partner ohne zeichnungsberechtigte Person", "Partners without a signatory"),
    "role": Text("Aufgabe der eingeladenen Person", "Task of the person invited"),
    "inviter": Text("wer eingeladen hat", "Who invited"),
    "what": Text("was am Zugang geändert wurde", "What was changed of the account"),
    "address": Text("Adresse, teilweise verdeckt", "Address, partly masked"),
    "subject_line": Text("Titel der nicht zugestellten Nachricht", "Title of what did not arrive"),
    "due": Text("Frist, letzter Tag", "Deadline, last day"),
    "subject_due": Text("Frist, an die erinnert wird", "Deadline of the reminder"),
    "new_due": Text("neuer Termin", "New date"),
    "reminded_on": Text("Tag der Erinnerung", "Day of the reminder"),
    "threatened_on": Text("Tag der Androhung des Widerrufs", "Day of the threat of revocation"),
    "wanted_on": Text("gewünschter letzter Tag", "Last day asked for"),
    "claim_on": Text("bis wann die Prüfung beginnt", "Until when the check begins"),
    "decision_on": Text("voraussichtlicher Tag der Entscheidung", "Expected day of the decision"),
    "begins_on": Text("Beginn des Bewilligungszeitraums", "Start of the project period"),
    "ends_on": Text("Ende des Bewilligungszeitraums", "End of the project period"),
    "issued_on": Text("Datum des Bescheids", "Date of the notice"),
    "notified_on": Text("Tag der Bekanntgabe", "Day of notification"),
    "final_on": Text("Tag der Bestandskraft", "Day on which it is final"),
    "remedy_ends_on": Text("Ende der Rechtsbehelfsfrist", "End of the period for remedies"),
    "waived_on": Text("Tag des Verzichts auf Rechtsbehelfe", "Day of the waiver of remedies"),
    "value_date": Text("Wertstellung", "Value date"),
    "keep_until": Text("Ende der Aufbewahrung", "End of retention"),
    "closes_on": Text("Antragsschluss", "Application deadline"),
    "at": Text("Zeitpunkt des Ereignisses", "When it happened"),
    "valid_until": Text("bis wann der Link gilt", "Until when the link is valid"),
    "signed_on": Text("Zeitpunkt der Mitzeichnung", "When it was co-signed"),
    "amount": Text("Betrag", "Amount"),
    "amount_requested": Text("beantragter Betrag", "Amount applied for"),
    "amount_proposed": Text("vorgeschlagener Betrag", "Amount proposed"),
    "amount_approved": Text("bewilligter Betrag", "Amount granted"),
    "amount_final": Text("endgültig festgesetzter Betrag", "Final amount"),
    "amount_paid": Text("ausgezahlter Betrag", "Amount paid"),
    "amount_open": Text("noch nicht ausgezahlter Betrag", "Amount not paid yet"),
    "available": Text("verfügbare Mittel", "Funds available"),
    "total": Text("Mittelansatz", "Funds planned"),
    "open_cents": Text("beantragt und nicht entschieden", "Applied for and not decided"),
    "contribution": Text("Beitrag der eigenen Kommune", "Contribution of one's own municipality"),
    "days": Text("Zahl der Tage", "Number of days"),
    "year": Text("Haushaltsjahr", "Budget year"),
    "percent": Text("Ausschöpfung in Prozent", "Percentage used"),
    "places": Text("Zahl der geänderten Stellen", "Number of places changed"),
    "open_cases": Text("Zahl der offenen Anträge", "Number of open applications"),
    "partner_count": Text("Zahl der Partnerkommunen", "Number of partners"),
    "signed_count": Text("davon haben mitgezeichnet", "How many of them have co-signed"),
    "bank_account": Text("Konto, teilweise verdeckt", "Account, partly masked"),
    "draw_number": Text("Nummer des Mittelabrufs", "Number of the drawdown"),
    "points": Text("Bewertung in Punkten", "Points of the assessment"),
    "url": Text("Link in das Portal", "Link into the portal"),
    # Parts that the portal words, because they depend on the case.
    "day_count": Text("Zahl der Tage mit dem Wort", "Number of days with its word"),
    "promises": Text(
        "Absatz: was zugesagt ist und bis wann", "Paragraph: what was promised, until when"
    ),
    "enclosures": Text(
        "Absatz: was der E-Mail beiliegt oder fehlt",
        "Paragraph: what is attached to the e-mail or missing",
    ),
    "pot": Text("Handlungsfeld oder Gesamtbudget", "Action field or total budget"),
    "in_pot": Text("„Im Handlungsfeld …“ oder „Im Gesamtbudget“", "The same within a sentence"),
    "thresholds_reached": Text(
        "Absatz: welche Schwellen erreicht sind", "Paragraph: which thresholds are reached"
    ),
    "open_case_count": Text(
        "Zahl der Anträge mit dem Wort", "Number of applications with its word"
    ),
    "amount_meant": Text("Betrag der Bewilligung", "Amount of the grant"),
    "amount_repaid": Text("zurückgezahlter Betrag", "Amount repaid"),
    "amount_rest": Text("Betrag der Restzahlung", "Amount left to pay"),
    "reason_clause": Text(
        "Grund nach einem Doppelpunkt, mit Satzende", "Reason after a colon, with its full stop"
    ),
    "closing_day": Text("letzter Tag für den Antrag", "Last day for the application"),
    "late_reply": Text(
        "Absatz: nur wenn die Frist schon vorbei ist", "Paragraph: only once the deadline is over"
    ),
    "items_counted": Text(
        "wie viele Angaben, passend zum Satz", "How many items, worded for the sentence"
    ),
    "item_list": Text("Absatz: die Punkte, nummeriert", "Paragraph: the items, numbered"),
    "changed_places": Text(
        "Absatz: wie viele Stellen die Kommune betreffen",
        "Paragraph: how many places concern the municipality",
    ),
    "corrected": Text(
        "Zusatz, nur wenn Daten berichtigt sind", "Addition, only where dates are corrected"
    ),
    "decided": Text(
        "Absatz: es ist entschieden, oder Daten sind berichtigt",
        "Paragraph: it is decided, or dates are corrected",
    ),
    "notification": Text(
        "Absatz: wann der Bescheid als bekannt gegeben gilt",
        "Paragraph: when the notice counts as notified",
    ),
    "remedy": Text(
        "Absatz: Rechtsbehelfsfrist oder Verzicht", "Paragraph: period for remedies, or waiver"
    ),
    "purpose": Text(
        "Absatz: Verwendung, nur vor der Abrechnung", "Paragraph: use, only before settlement"
    ),
    "take_over": Text(
        "Absatz: bis wann zu übernehmen ist", "Paragraph: until when it is to be taken over"
    ),
    "opinion_day": Text("letzter Tag für die Bewertung", "Last day of the assessment"),
    "opinion_day_short": Text("derselbe Tag in Ziffern", "The same day in figures"),
    "outcome": Text(
        "Absatz: Betrag, nur nach der Bekanntgabe", "Paragraph: amount, only once notified"
    ),
    "standing": Text("„überfällig“ oder „Frist läuft ab“", "“overdue” or “deadline ending”"),
    "escalation": Text(
        "Absatz: wann auch die Leitung erfährt", "Paragraph: when the lead is told as well"
    ),
}
FORMATS_IN_WORDS: dict[str, Text] = {
    "": Text("", ""),
    "short": Text("in Ziffern", "in figures"),
    "day": Text("nur der Tag", "the day only"),
    "second": Text("auf die Sekunde", "to the second"),
}
