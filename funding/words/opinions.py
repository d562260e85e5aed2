"""Words for opinions on a case: states, steps, kinds, verdicts, and why a step is refused."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

OPINION_STATES: dict[str, Text] = {
    "new": Text("Neu", "New"),
    "invited": Text("Erbeten", "Requested"),
    "accepted": Text("Zugesagt", "Accepted"),
    "given": Text("Liegt vor", "Given"),
    "declined": Text("Abgelehnt", "Declined"),
    "lapsed": Text("Nicht rechtzeitig eingegangen", "Not received in time"),
    "recalled": Text("Nicht mehr nötig", "No longer needed"),
}
OPINION_BADGES = {"invited": "warning", "accepted": "info", "given": "success"}
OPINION_TRIGGERS: dict[str, TriggerWords] = {
    "invite": TriggerWords(
        Text("Stellungnahme erbitten", "Request opinion"),
        Text("Stellungnahme erbeten", "Opinion requested"),
    ),
    "accept": TriggerWords(Text("Zusagen", "Accept"), Text("Zugesagt", "Accepted")),
    "give": TriggerWords(
        Text("Stellungnahme abgeben", "Give opinion"),
        Text("Stellungnahme abgegeben", "Opinion given"),
    ),
    "give_late": TriggerWords(
        Text("Stellungnahme nachreichen", "Give opinion late"),
        Text("Stellungnahme nachgereicht", "Opinion given late"),
    ),
    "decline": TriggerWords(Text("Ablehnen", "Decline"), Text("Abgelehnt", "Declined")),
    "lapse": TriggerWords(
        Text("Frist verstreichen lassen", "Let the day pass"),
        Text("Frist der Stellungnahme verstrichen", "Day of the opinion passed"),
    ),
    "recall": TriggerWords(
        Text("Stellungnahme zurückziehen", "Call opinion off"),
        Text("Stellungnahme nicht mehr nötig", "Opinion no longer needed"),
    ),
}
OPINION_KINDS: dict[str, Text] = {
    "police": Text("Polizeidirektion", "Police directorate"),
    "professional": Text("Fachkraft des Landespräventionsrates", "Professional of the council"),
    "outside": Text("Von außen", "From outside"),
}
OPINION_VERDICTS: dict[str, Text] = {
    "for": Text("Ich befürworte die Förderung.", "I recommend the grant."),
    "with_conditions": Text(
        "Ich befürworte die Förderung mit Bedingungen.", "I recommend it with conditions."
    ),
    "against": Text("Ich rate von der Förderung ab.", "I advise against the grant."),
}
OPINION_REASONS: dict[str, ReasonWords] = {
    "case_assessed": ReasonWords(
        Text(
            "Der Vorgang wird zurzeit weder geprüft noch bewertet.",
            "The case is neither checked nor assessed at present.",
        ),
        Text(
            "Bitten Sie um Stellungnahmen während der Prüfung oder Bewertung.",
            "Ask for opinions during check or assessment.",
        ),
        "case:opinions",
    ),
    "expert_fit": ReasonWords(
        Text(
            "Diese Person ist befangen, gehört zu einer beteiligten Kommune oder war mit dem "
            "Vorgang schon befasst.",
            "This person is biased, belongs to a municipality of the case or has worked on it.",
        ),
        Text("Bitten Sie eine andere Person.", "Ask another person."),
        "case:opinions",
    ),
    "opinion_worded": ReasonWords(
        Text("Die Stellungnahme ist noch leer.", "The opinion is still empty."),
        Text("Wählen Sie ein Ergebnis und begründen Sie es.", "Choose a result and give reasons."),
        "case:opinions",
    ),
    "opinion_overdue": ReasonWords(
        Text("Die Frist läuft noch.", "The period still runs."),
        Text("Warten Sie das Ende der Frist ab.", "Wait for its end."),
        "case:opinions",
    ),
    "opinions_in": ReasonWords(
        Text("Eine erbetene Stellungnahme steht noch aus.", "A requested opinion is outstanding."),
        Text(
            "Warten Sie die Stellungnahme ab oder ziehen Sie die Bitte zurück.",
            "Wait for the opinion, or call it off.",
        ),
        "case:opinions",
    ),
}
