"""What the town declares with its application, sentence by sentence."""

from __future__ import annotations

from funding.words.text import Text

DECLARATIONS: dict[str, Text] = {
    "correct": Text(
        "Die Angaben in diesem Antrag sind richtig und vollständig.",
        "The information in this application is correct and complete.",
    ),
    "not_begun": Text(
        "Das Vorhaben wurde vor Eingang des Antrags nicht begonnen. Uns ist "
        "bekannt, dass ein Beginn nach Eingang auf eigenes Risiko erfolgt.",
        "The project was not begun before the application was received. We know "
        "that a start after receipt is at our own risk.",
    ),
    "financing_secured": Text(
        "Die Gesamtfinanzierung des Vorhabens ist mit der beantragten Zuwendung gesichert.",
        "With the grant applied for, the financing of the whole project is secured.",
    ),
    "no_double_funding": Text(
        "Für dieselben Ausgaben sind keine anderen als die angegebenen "
        "Fördermittel beantragt oder bewilligt; eine Doppelförderung findet nicht "
        "statt.",
        "No public funds other than those stated have been applied for or granted "
        "for the same expenditure; there is no double funding.",
    ),
    "duty_to_report": Text(
        "Uns ist bekannt, dass wir Änderungen, die für die Förderung von "
        "Bedeutung sind, unverzüglich mitteilen müssen.",
        "We know that we must report without delay any change that matters for the funding.",
    ),
    "subsidy_facts": Text(
        "Uns ist bekannt, dass Angaben, von denen die Bewilligung, Belassung oder "
        "Rückforderung der Zuwendung abhängt, subventionserheblich im Sinne des § "
        "264 des Strafgesetzbuchs sein können.",
        "We know that facts on which the granting, keeping or recovery of the "
        "grant depends may be relevant to subsidies within the meaning of section "
        "264 of the German Criminal Code.",
    ),
    "privacy": Text(
        "Wir haben die Hinweise zum Datenschutz gelesen und die betroffenen Personen informiert.",
        "We have read the privacy information and have informed the persons concerned.",
    ),
    "publication": Text(
        "Wir sind damit einverstanden, dass im Fall einer Bewilligung Titel, "
        "Kommune und Betrag veröffentlicht werden.",
        "We agree that title, municipality and amount are published if the grant is approved.",
    ),
}
