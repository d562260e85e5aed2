"""Words for notices that the portal issues: their states, steps, and why a step is refused."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

ISSUE_STATES: dict[str, Text] = {
    "drafted": Text("In Bearbeitung", "Being drafted"),
    "to_sign": Text("Zur Zeichnung", "To be signed"),
    "provided": Text("Liegt zum Abruf bereit", "Ready for retrieval"),
    "retrieved": Text("Abgerufen", "Retrieved"),
    "void": Text("Nicht abgerufen", "Not retrieved"),
    "signed": Text("Gezeichnet, zu versenden", "Signed, to be sent"),
    "sent": Text("Versandt, Nachweis steht aus", "Sent, proof outstanding"),
    "served": Text("Versandt und erfasst", "Sent and recorded"),
    "returned": Text("Zurückgekommen", "Came back"),
    "withdrawn": Text("Zurückgezogen", "Taken back"),
}
ISSUE_BADGES = {
    "drafted": "info",
    "to_sign": "warning",
    "provided": "info",
    "retrieved": "success",
    "void": "danger",
    "signed": "warning",
    "sent": "info",
    "served": "success",
    "returned": "danger",
}
# Ways on which a notice of the portal can go, as the office chooses them.
WAYS: dict[str, Text] = {
    "portal": Text(
        "Abruf im Portal (mit Zustimmung der Kommune; gilt am Tag nach dem Abruf)",
        "Retrieval from the portal (with the municipality's consent; counts the day after)",
    ),
    "portal_receipt": Text(
        "Im Portal gegen Empfangsbekenntnis (gilt an dem Tag, an dem die Kommune den Empfang "
        "bestätigt)",
        "In the portal against acknowledgement of receipt (counts on the day on which the "
        "municipality confirms it)",
    ),
    "post": Text("Brief mit der Post", "Letter by post"),
    "registered": Text("Einschreiben", "Registered letter"),
    "receipt": Text(
        "Brief mit Empfangsbekenntnis auf Papier", "Letter with a paper acknowledgement of receipt"
    ),
    "deed": Text("Postzustellungsurkunde", "Deed of service by post"),
    "mailbox": Text(
        "Elektronisches Behördenpostfach (außerhalb des Portals eingestellt)",
        "Electronic government mailbox (provided outside the portal)",
    ),
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
    "sign_to_send": TriggerWords(
        Text("Bescheid zeichnen, zum Versand geben", "Sign notice and have it sent"),
        Text("Bescheid gezeichnet, zum Versand gegeben", "Notice signed, to be sent"),
    ),
    "acknowledge": TriggerWords(
        Text("Empfang bestätigen", "Confirm receipt"),
        Text("Empfang des Bescheids bestätigt", "Receipt of the notice confirmed"),
    ),
    "reroute": TriggerWords(
        Text("Anderen Weg wählen", "Choose another way"),
        Text("Anderer Weg für den Bescheid gewählt", "Another way chosen for the notice"),
    ),
    "dispatch": TriggerWords(
        Text("Versand eintragen", "Enter dispatch"),
        Text("Versand des Bescheids eingetragen", "Dispatch of the notice entered"),
    ),
    "arrive": TriggerWords(
        Text("Empfang laut Nachweis eintragen", "Enter receipt as proven"),
        Text("Empfang des Bescheids eingetragen", "Receipt of the notice entered"),
    ),
    "come_back": TriggerWords(
        Text("Rücklauf oder Verlust eintragen", "Enter that it came back or is lost"),
        Text(
            "Bescheid zurückgekommen oder verloren, nicht bekannt gegeben",
            "Notice came back or is lost, not notified",
        ),
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
        Text("Bescheid vor der Bekanntgabe zurückziehen", "Take the notice back unnotified"),
        Text("Bescheid vor der Bekanntgabe zurückgezogen", "Notice taken back unnotified"),
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
            "Ein Bescheid an die bisherige federführende Kommune ist in Arbeit, liegt bereit oder "
            "ist unterwegs.",
            "A notice to the lead so far is being made, lies ready or is on its way.",
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
            "Wählen Sie einen anderen Weg, zum Beispiel das Empfangsbekenntnis oder die Post.",
            "Choose another way, for example the acknowledgement of receipt, or post.",
        ),
        "",
    ),
    "names_lead": ReasonWords(
        Text(
            "Der Bescheid nennt noch die bisherige federführende Kommune.",
            "The notice still names the lead so far.",
        ),
        Text("Legen Sie ihn neu zur Zeichnung vor.", "Submit it for signature anew."),
        "",
    ),
    "addressed": ReasonWords(
        Text(
            "Die Anschrift fehlt, oder ihr fehlen Postleitzahl und Ort.",
            "The address is missing, or its post code and place are.",
        ),
        Text("Tragen Sie ein, wohin der Bescheid geht.", "Enter whereto the notice goes."),
        "",
    ),
    "goes_out": ReasonWords(
        Text(
            "Der Bescheid ist schon gezeichnet; im Portal läge er unter einem neuen Datum.",
            "The notice is signed already; in the portal it would bear a new date.",
        ),
        Text(
            "Wählen Sie einen Weg außerhalb des Portals, oder legen Sie ihn neu vor.",
            "Choose a way outside the portal, or submit it anew.",
        ),
        "",
    ),
    "dispatch_known": ReasonWords(
        Text(
            "Der Tag liegt nicht zwischen Zeichnung und heute, oder die Nummer der Sendung fehlt.",
            "The day is not between signature and today, or the number of the item is missing.",
        ),
        Text(
            "Berichtigen Sie den Tag. Einschreiben und Postfach brauchen Sendungs- oder "
            "Nachrichtennummer.",
            "Correct the day. Registered letters and the mailbox need the number of the item.",
        ),
        "",
    ),
    "after_sending": ReasonWords(
        Text(
            "Der Tag fehlt, liegt vor dem Versand oder in der Zukunft.",
            "The day is missing, before the dispatch, or in the future.",
        ),
        Text("Berichtigen Sie den Tag.", "Correct the day."),
        "",
    ),
    "nothing_built_on": ReasonWords(
        Text(
            "Seit der Bekanntgabe ist der Vorgang weitergegangen.",
            "Since the notification the case has gone on.",
        ),
        Text(
            "Klären Sie mit der Leitung, was dann gilt. Ein späterer Zugang lässt sich beim "
            "erfassten Bescheid berichtigen.",
            "Clarify with the lead what then holds. A later arrival is corrected with the "
            "recorded notice.",
        ),
        "case:notice",
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
