"""What the machine finds out about points of the formal check."""

from __future__ import annotations

from funding.words.text import Text

HINTS: dict[str, Text] = {
    "eligible": Text(
        "{town} steht im amtlichen Verzeichnis (Schlüssel {key}).",
        "{town} is in the official register (key {key}).",
    ),
    "eligible_ended": Text(
        "{town} ist im amtlichen Verzeichnis nur bis {date} geführt.",
        "{town} is in the official register only until {date}.",
    ),
    "purpose": Text(
        "Gewählt ist das Handlungsfeld „{field}“; der Förderaufruf bietet es an.",
        "The action field chosen is “{field}”; the call offers it.",
    ),
    "purpose_not_offered": Text(
        "Das gewählte Handlungsfeld „{field}“ bietet der Förderaufruf nicht an.",
        "The call does not offer the action field chosen, “{field}”.",
    ),
    "place": Text(
        "Im amtlichen Verzeichnis des Freistaats stehen alle Beteiligten: {towns}.",
        "All who take part are in the official register of the Free State: {towns}.",
    ),
    "place_ended": Text(
        "Im amtlichen Verzeichnis nicht mehr geführt: {towns}.",
        "No longer in the official register: {towns}.",
    ),
    "on_time": Text(
        "Eingegangen am {submitted_at}, Antragsschluss {closes_at}.",
        "Received on {submitted_at}, deadline {closes_at}.",
    ),
    "signed": Text(
        "Eingereicht von {name} als zeichnungsberechtigte Person.",
        "Submitted by {name} as authorised signatory.",
    ),
    "advised": Text(
        "Beratung am {date} durch {adviser}, Eingang des Antrags am {submitted_at}.",
        "Advice on {date} by {adviser}, application received on {submitted_at}.",
    ),
    "not_begun": Text(
        "Die Kommune erklärt, dass noch nicht begonnen wurde; Beginn am {date}.",
        "The municipality declares that it has not begun; start on {date}.",
    ),
    "begun": Text(
        "Die Kommune gibt an, dass schon begonnen wurde.",
        "The municipality states that it has already begun.",
    ),
    "description": Text(
        "Alle Felder der Beschreibung sind ausgefüllt; Kurzbeschreibung mit {length} Zeichen.",
        "All fields of the description are filled in; summary of {length} characters.",
    ),
    "plan": Text(
        "Ausgaben {amount} und Finanzierung sind gleich. Zahl der Positionen: {count}.",
        "Expenditure {amount} and financing are equal. Number of lines: {count}.",
    ),
    "all_eligible": Text(
        "Alle Positionen sind als zuwendungsfähig angegeben. Zahl der Positionen: {count}.",
        "All lines are stated as eligible. Number of lines: {count}.",
    ),
    "some_not_eligible": Text(
        "Als nicht zuwendungsfähig ausgenommene Positionen: {count}.",
        "Lines left out as not eligible: {count}.",
    ),
    "limits": Text(
        "Beantragt {amount}, höchstens möglich {highest} ({rate} %).",
        "Applied for {amount}, at most {highest} ({rate} %).",
    ),
    "exception": Text(
        "Bis {floor} nur ausnahmsweise möglich; ein Ausnahmegrund ist angegeben.",
        "Up to {floor} only by exception; an exception is given.",
    ),
    "declarations": Text(
        "Alle Erklärungen sind abgegeben. Zahl der Partner: {partners}.",
        "All declarations are given. Partners: {partners}.",
    ),
    "agreement_planned": Text(
        "Die Vereinbarung der Partner soll nachgereicht werden.",
        "The partners' agreement is to follow.",
    ),
}

VERDICTS: dict[str, Text] = {
    "met": Text("Erfüllt", "Met"),
    "failed": Text("Nicht erfüllt", "Not met"),
    "open": Text("Nachfordern", "Ask for it"),
}
LOOKS: dict[str, Text] = {
    "success": Text("Automatisch geprüft: in Ordnung", "Checked automatically: in order"),
    "warning": Text("Automatisch geprüft: bitte ansehen", "Checked automatically: please look"),
    "danger": Text("Automatisch geprüft: Verstoß", "Checked automatically: violation"),
}
