"""Words for interim proofs: states, steps, whose turn it is, and why a step is refused."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

INTERIM_STATES: dict[str, Text] = {
    "drafted": Text("Noch nicht eingereicht", "Not handed in yet"),
    "handed_in": Text("Eingereicht", "Handed in"),
    "in_audit": Text("Wird durchgesehen", "Being looked through"),
    "correction_asked": Text("Bitte ergänzen", "To be completed"),
    "accepted": Text("Angenommen", "Accepted"),
}
INTERIM_BADGES = {
    "handed_in": "info",
    "in_audit": "info",
    "correction_asked": "warning",
    "accepted": "success",
}
# Whose turn it is, as town and office read it.
INTERIM_BALL: dict[str, Text] = {
    "drafted": Text("Die Kommune", "The municipality"),
    "handed_in": Text("Sachbearbeitung im Amt", "The reviewer in the office"),
    "in_audit": Text("Sachbearbeitung im Amt", "The reviewer in the office"),
    "correction_asked": Text("Die Kommune: ergänzen", "The municipality: complete it"),
}
# How a goal stands at the end of the year.
GOAL_STANDINGS: dict[str, Text] = {
    "on_track": Text("auf gutem Weg", "on track"),
    "at_risk": Text("gefährdet", "at risk"),
    "missed": Text("nicht mehr erreichbar", "out of reach"),
}
INTERIM_TRIGGERS: dict[str, TriggerWords] = {
    "hand_in": TriggerWords(
        Text("Zwischennachweis einreichen", "Hand in the interim proof"),
        Text("Zwischennachweis eingereicht", "Interim proof handed in"),
    ),
    "take_up": TriggerWords(
        Text("Mit der Durchsicht beginnen", "Begin to look it through"),
        Text("Durchsicht des Zwischennachweises begonnen", "Looking through the interim proof"),
    ),
    "ask_correction": TriggerWords(
        Text("Zur Ergänzung zurückgeben", "Give back to be completed"),
        Text("Zwischennachweis zur Ergänzung zurückgegeben", "Interim proof given back"),
    ),
    "accept": TriggerWords(
        Text("Zwischennachweis annehmen", "Accept the interim proof"),
        Text("Zwischennachweis angenommen", "Interim proof accepted"),
    ),
}
INTERIM_REASONS: dict[str, ReasonWords] = {
    "interims_in": ReasonWords(
        Text(
            "Ein Zwischennachweis fehlt noch oder ist zu ergänzen: {years}.",
            "An interim proof is missing or has to be completed: {years}.",
        ),
        Text("Reichen Sie zuerst den Zwischennachweis ein.", "Hand in the interim proof first."),
        "case:show",
    ),
    "interim_owed": ReasonWords(
        Text(
            "Für dieses Jahr ist kein Zwischennachweis zu führen, oder das Vorhaben ist schon "
            "abgerechnet.",
            "No interim proof is owed of this year, or the project is settled already.",
        ),
        Text("Sehen Sie den Stand des Vorgangs an.", "See how the case stands."),
        "case:show",
    ),
    "interim_awaited": ReasonWords(
        Text("Der Vorgang ist abgerechnet.", "The case is settled."),
        Text(
            "Der Zwischennachweis bleibt, wie er eingereicht ist.",
            "The interim proof stays as it was handed in.",
        ),
        "",
    ),
    "interim_year_over": ReasonWords(
        Text("Das Haushaltsjahr {year} läuft noch.", "The budget year {year} is not over yet."),
        Text(
            "Sie können schon schreiben; einreichen können Sie nach dem 31. Dezember.",
            "You can write already; you can hand it in after 31 December.",
        ),
        "",
    ),
    "interim_complete": ReasonWords(
        Text(
            "Der Zwischennachweis ist noch nicht vollständig.",
            "The interim proof is not complete yet.",
        ),
        Text(
            "Schreiben Sie den Bericht, geben Sie zu jeder Position die Ausgaben des Jahres an "
            "und bestätigen Sie die Angaben.",
            "Write the report, enter what was spent on each line in the year, and confirm the "
            "information.",
        ),
        "",
    ),
}
