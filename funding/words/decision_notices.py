"""Words for notices that the portal issues: their states, ways and steps."""

from __future__ import annotations

from funding.words.issued_notices import ISSUED_KINDS
from funding.words.text import Text, TriggerWords

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
# What a notice is about, as the heading of its page says.
ABOUT: dict[str, Text] = {
    "decision": Text("Bescheid", "Notice"),
    **{kind: ISSUED_KINDS[kind] for kind in ("final", "change", "interest")},
}
# Whose turn it is while such a notice lies ready, and what comes after.
RETRIEVES = (
    Text("Sie: Ein Bescheid liegt zum Abruf bereit", "You: a notice is ready to be retrieved"),
    Text(
        "Was er regelt, lesen Sie nach dem Abruf; von da an laufen seine Fristen.",
        "What it says you read once you have retrieved it; its periods run from then on.",
    ),
)
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
