"""Words for changes after the decision: kinds, states and steps."""

from __future__ import annotations

from funding.words.text import Text, TriggerWords

CHANGE_KINDS: dict[str, Text] = {
    "period": Text("Späteres Ende des Vorhabens", "Later end of the project"),
    "shift": Text("Verschiebung zwischen Ausgaben", "Shift between expenditure lines"),
    "less": Text("Weniger Ausgaben", "Less expenditure"),
    "partner": Text("Partnerwechsel", "Change of partners"),
}
CHANGE_HINTS: dict[str, Text] = {
    "period": Text(
        "Sie brauchen mehr Zeit. Das Ende verschiebt sich erst mit unserer Zustimmung.",
        "You need more time. The end moves only with our consent.",
    ),
    "shift": Text(
        "Sie geben an einer Stelle mehr und an einer anderen weniger aus; die Summe steigt nicht.",
        "You spend more in one place and less in another; the sum does not rise.",
    ),
    "less": Text(
        "Sie werden weniger ausgeben als geplant. Wir nehmen es zur Kenntnis oder senken die "
        "Zuwendung auf das, was sich daraus ergibt.",
        "You will spend less than planned. We note it, or lower the grant to what follows from it.",
    ),
    "partner": Text(
        "Eine Partnerkommune scheidet aus, oder eine Kommune kommt hinzu. Alle beteiligten "
        "Kommunen und wir müssen zustimmen.",
        "A partner leaves, or a municipality joins. All municipalities concerned and we have to "
        "agree.",
    ),
}
CHANGE_PARTS: dict[str, Text] = {
    "stays": Text("bleibt", "stays"),
    "leaves": Text("scheidet aus", "leaves"),
    "joins": Text("kommt hinzu", "joins"),
}
CHANGE_STATES: dict[str, Text] = {
    "drafted": Text("Entwurf", "Draft"),
    "requested": Text("In Prüfung", "Being assessed"),
    "questioned": Text("Rückfrage des Amts", "Question of the office"),
    "assessed": Text("Entscheidung wird vorbereitet", "Decision being prepared"),
    "granted": Text("Zugestimmt", "Granted"),
    "refused": Text("Abgelehnt", "Refused"),
    "noted": Text("Zur Kenntnis genommen", "Noted"),
    "withdrawn": Text("Zurückgezogen", "Withdrawn"),
}
CHANGE_BADGES = {
    "drafted": "info",
    "requested": "info",
    "questioned": "warning",
    "assessed": "info",
    "granted": "success",
    "refused": "danger",
    "noted": "success",
}
# Whose turn it is, as town and office read it.
CHANGE_BALL: dict[str, Text] = {
    "drafted": Text("Die Kommune", "The municipality"),
    "requested": Text("Sachbearbeitung im Amt", "The reviewer in the office"),
    "questioned": Text("Die Kommune: Rückfrage beantworten", "The municipality: answer a question"),
    "assessed": Text("Entscheidung und Zeichnung im Amt", "The approver in the office"),
}
CHANGE_PROPOSALS: dict[str, Text] = {
    "grant": Text("Der Änderung zustimmen", "Grant the change"),
    "refuse": Text("Die Änderung ablehnen", "Refuse the change"),
}
LOWER_AWARD = Text("Die Zuwendung senken", "Lower the award")
CHANGE_TRIGGERS: dict[str, TriggerWords] = {
    "ask_partners": TriggerWords(
        Text("Um Zustimmung bitten", "Ask for agreement"),
        Text("Um Zustimmung gebeten", "Asked for agreement"),
    ),
    "agree": TriggerWords(
        Text("Dem Partnerwechsel zustimmen", "Agree to the change of partners"),
        Text("Kommune hat dem Partnerwechsel zugestimmt", "Municipality has agreed"),
    ),
    "decline": TriggerWords(
        Text("Nicht zustimmen", "Do not agree"),
        Text("Kommune hat dem Partnerwechsel nicht zugestimmt", "Municipality has not agreed"),
    ),
    "request": TriggerWords(
        Text("Änderung unterschreiben und senden", "Sign and send the change"),
        Text("Änderung gesendet", "Change sent"),
    ),
    "ask": TriggerWords(
        Text("Rückfrage senden", "Send question"),
        Text("Rückfrage zur Änderung gesendet", "Question about the change sent"),
    ),
    "lapse": TriggerWords(
        Text("Ohne Antwort weiterbearbeiten", "Go on without an answer"),
        Text("Frist der Rückfrage abgelaufen", "Period of the question passed"),
    ),
    "note": TriggerWords(
        Text("Zur Kenntnis nehmen", "Note the change"), Text("Änderung vermerkt", "Change noted")
    ),
    "assess": TriggerWords(
        Text("Vorschlag vorlegen", "Submit proposal"),
        Text("Änderung zur Entscheidung vorgelegt", "Change submitted for decision"),
    ),
    "grant": TriggerWords(
        Text("Der Änderung zustimmen", "Grant the change"),
        Text("Änderung zugestimmt", "Change granted"),
    ),
    "refuse": TriggerWords(
        Text("Änderung ablehnen", "Refuse the change"),
        Text("Änderung abgelehnt", "Change refused"),
    ),
    "send_back": TriggerWords(
        Text("An die Sachbearbeitung zurückgeben", "Send back to the reviewer"),
        Text("Änderung an die Sachbearbeitung zurückgegeben", "Change sent back to the reviewer"),
    ),
    "record": TriggerWords(
        Text("Bescheid erfassen", "Record the notice"),
        Text("Bescheid zur Änderung erfasst", "Notice on the change recorded"),
    ),
    "serve": TriggerWords(
        Text("Bescheid zur Änderung bekannt geben", "Notify the notice on the change"),
        Text("Bescheid zur Änderung bekannt gegeben", "Notice on the change notified"),
    ),
    "withdraw": TriggerWords(
        Text("Änderung zurückziehen", "Withdraw the change"),
        Text("Änderung zurückgezogen", "Change withdrawn"),
    ),
}
