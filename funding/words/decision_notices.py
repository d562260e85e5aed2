"""Words for notices that the portal issues: their states, steps, and why a step is refused."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

ISSUE_STATES: dict[str, Text] = {
    "drafted": Text("In Bearbeitung", "Being drafted"),
    "to_sign": Text("Zur Zeichnung", "To be signed"),
    "provided": Text("Liegt zum Abruf bereit", "Ready for retrieval"),
    "retrieved": Text("Abgerufen", "Retrieved"),
    "void": Text("Nicht abgerufen", "Not retrieved"),
    "withdrawn": Text("Zurückgezogen", "Taken back"),
}
ISSUE_BADGES = {
    "drafted": "info",
    "to_sign": "warning",
    "provided": "info",
    "retrieved": "success",
    "void": "danger",
}
ISSUE_TRIGGERS: dict[str, TriggerWords] = {
    "freeze": TriggerWords(
        Text("Bescheid zur Zeichnung vorlegen", "Submit notice for signature"),
        Text("Bescheid zur Zeichnung vorgelegt", "Notice submitted for signature"),
    ),
    "send_back": TriggerWords(
        Text("Bescheid zurückgeben", "Send notice back"),
        Text("Bescheid zurückgegeben", "Notice sent back"),
    ),
    "sign": TriggerWords(
        Text("Bescheid zeichnen und bereitstellen", "Sign and provide notice"),
        Text("Bescheid gezeichnet und bereitgestellt", "Notice signed and provided"),
    ),
    "retrieve": TriggerWords(
        Text("Bescheid jetzt abrufen", "Retrieve the notice now"),
        Text("Bescheid abgerufen", "Notice retrieved"),
    ),
    "lapse": TriggerWords(
        Text("Bereitstellung beenden", "End provision"),
        Text("Bescheid nicht abgerufen, Bereitstellung beendet", "Not retrieved, provision ended"),
    ),
    "withdraw": TriggerWords(
        Text("Bescheidentwurf verwerfen", "Drop draft notice"),
        Text("Bescheidentwurf verworfen", "Draft notice dropped"),
    ),
    "recall": TriggerWords(
        Text("Bereitgestellten Bescheid zurückziehen", "Take back the provided notice"),
        Text("Bereitgestellter Bescheid zurückgezogen", "Provided notice taken back"),
    ),
    "overtake": TriggerWords(
        Text("Bescheid zur Entscheidung verwerfen", "Drop the notice with its decision"),
        Text("Bescheid mit der Entscheidung verworfen", "Notice dropped with its decision"),
    ),
}
ISSUE_REASONS: dict[str, ReasonWords] = {
    "no_notice_open": ReasonWords(
        Text(
            "Für diese Entscheidung gibt es schon einen Bescheid im Portal.",
            "There is a notice of this decision in the portal already.",
        ),
        Text(
            "Solange er nicht abgerufen ist, können Sie ihn verwerfen oder zurückziehen lassen.",
            "As long as it is not retrieved, drop it or have it taken back.",
        ),
        "case:portal",
    ),
    "none_on_its_way": ReasonWords(
        Text(
            "Ein Bescheid an die bisherige federführende Kommune ist in Arbeit oder liegt bereit.",
            "A notice to the lead so far is being made or lies ready.",
        ),
        Text(
            "Lassen Sie ihn zuerst verwerfen oder zurückziehen; danach ergeht er an die "
            "Rechtsnachfolgerin.",
            "Have it dropped or taken back first; afterwards it goes to the successor.",
        ),
        "case:portal",
    ),
    "notice_fetched": ReasonWords(
        Text("Es liegt kein Bescheid zum Abruf bereit.", "No notice is ready to be retrieved."),
        Text("Fragen Sie die Geschäftsstelle.", "Ask the office."),
        "",
    ),
    "still_decided": ReasonWords(
        Text(
            "Die Entscheidung ist nicht mehr dieselbe, oder ihr Bescheid ist schon erfasst.",
            "The decision is no longer the same, or its notice is recorded already.",
        ),
        Text("Sehen Sie den Vorgang neu an.", "Look at the case again."),
        "",
    ),
    "electronic_agreed": ReasonWords(
        Text(
            "Die Kommune hat der elektronischen Bekanntgabe nicht zugestimmt.",
            "The municipality has not agreed to be notified electronically.",
        ),
        Text(
            "Versenden Sie den Bescheid auf anderem Weg und erfassen Sie ihn.",
            "Send the notice another way, and record it.",
        ),
        "",
    ),
    "retrievable": ReasonWords(
        Text("Die Zeit für den Abruf ist vorbei.", "The time for retrieving it is over."),
        Text(
            "Der Bescheid kommt auf anderem Weg, in der Regel mit der Post.",
            "The notice comes another way, usually by post.",
        ),
        "",
    ),
    "retrieval_over": ReasonWords(
        Text("Die Zeit für den Abruf läuft noch.", "The time for retrieving it still runs."),
        Text("Warten Sie ihr Ende ab.", "Wait for its end."),
        "",
    ),
}
