"""Words for the money of a call: transfers between lines, blocks, and what is booked."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

TRANSFER_STATES: dict[str, Text] = {
    "new": Text("Neu", "New"),
    "proposed": Text("Vorgeschlagen", "Proposed"),
    "released": Text("Freigegeben", "Released"),
    "refused": Text("Abgelehnt", "Refused"),
    "withdrawn": Text("Zurückgezogen", "Withdrawn"),
}
TRANSFER_BADGES = {"proposed": "warning", "released": "success", "refused": "danger"}
TRANSFER_TRIGGERS: dict[str, TriggerWords] = {
    "propose": TriggerWords(
        Text("Umschichtung vorschlagen", "Propose transfer"),
        Text("Umschichtung vorgeschlagen", "Transfer proposed"),
    ),
    "release": TriggerWords(
        Text("Umschichtung freigeben", "Release transfer"),
        Text("Umschichtung freigegeben", "Transfer released"),
    ),
    "refuse": TriggerWords(
        Text("Umschichtung ablehnen", "Refuse transfer"),
        Text("Umschichtung abgelehnt", "Transfer refused"),
    ),
    "withdraw": TriggerWords(
        Text("Vorschlag zurückziehen", "Withdraw proposal"),
        Text("Vorschlag zurückgezogen", "Proposal withdrawn"),
    ),
}
BLOCK_STATES: dict[str, Text] = {
    "new": Text("Neu", "New"),
    "standing": Text("Gesperrt", "Blocked"),
    "lifted": Text("Aufgehoben", "Lifted"),
}
BLOCK_BADGES = {"standing": "warning"}
BLOCK_TRIGGERS: dict[str, TriggerWords] = {
    "block": TriggerWords(
        Text("Mittel sperren", "Block funds"), Text("Mittel gesperrt", "Funds blocked")
    ),
    "lift": TriggerWords(
        Text("Sperre aufheben", "Lift block"), Text("Sperre aufgehoben", "Block lifted")
    ),
}
OPERATIONS: dict[str, Text] = {
    "reserve": Text("reserviert", "reserved"),
    "commit": Text("bewilligt", "awarded"),
    "release": Text("wieder frei", "free again"),
    "pay": Text("ausgezahlt", "paid"),
    "book_back": Text("zurückgezahlt", "paid back"),
    "transfer": Text("umgeschichtet", "transferred"),
    "block": Text("gesperrt", "blocked"),
    "unblock": Text("entsperrt", "unblocked"),
}
UNDONE = Text("Bewilligung zurückgenommen", "award undone")


def booked_as(operation: str, reserved_change: int) -> Text:
    """Name an entry of the ledger; a release that reserves (cents) undoes an award."""
    if operation == "release" and reserved_change > 0:  # nothing becomes free by it
        return UNDONE
    return OPERATIONS[operation]


MOST = (
    "Höchstens {highest} sind frei: Vom Ansatz {total} sind {reserved} reserviert, {committed} "
    "bewilligt und {blocked} gesperrt.",
    "At most {highest} is free: of the allocation of {total}, {reserved} is reserved, "
    "{committed} awarded and {blocked} blocked.",
)
LATER = (
    " Für spätere Jahre sind {later} verplant.",
    " {later} is planned for later years.",
)
FUND_FAULTS: dict[str, Text] = {
    "same_line": Text(
        "Wählen Sie ein anderes Handlungsfeld als das, von dem die Mittel kommen.",
        "Choose another action field than the one that the money comes from.",
    ),
    "transfer_too_high": Text(
        f"So viel lässt sich nicht umschichten. {MOST[0]}{LATER[0]}",
        f"So much cannot be moved. {MOST[1]}{LATER[1]}",
    ),
    "not_a_later_year": Text(
        "Wählen Sie eines der angebotenen Folgejahre.", "Choose one of the later years offered."
    ),
    "years_above_line": Text(
        "Für spätere Jahre lässt sich nicht mehr verplanen, als das Handlungsfeld hat: höchstens "
        "{highest} in diesem Jahr, vom Ansatz {total}.",
        "No more can be planned for later years than the action field holds: at most {highest} "
        "in this year, of the allocation of {total}.",
    ),
    "block_too_high": Text(
        f"So viel lässt sich nicht sperren. {MOST[0]}", f"So much cannot be blocked. {MOST[1]}"
    ),
}
FUND_REASONS: dict[str, ReasonWords] = {
    "line_covers": ReasonWords(
        Text(
            f"Das abgebende Handlungsfeld hat nicht genug. {MOST[0]}{LATER[0]}",
            f"The action field that gives has not enough. {MOST[1]}{LATER[1]}",
        ),
        Text("Schlagen Sie einen kleineren Betrag vor.", "Propose a smaller amount."),
        "budget",
    ),
    "line_free": ReasonWords(
        Text(f"So viel ist nicht verfügbar. {MOST[0]}", f"So much is not available. {MOST[1]}"),
        Text("Sperren Sie einen kleineren Betrag.", "Block a smaller amount."),
        "budget",
    ),
    "funds_year_open": ReasonWords(
        Text(
            "Das Haushaltsjahr dieses Förderaufrufs ist abgelaufen (§ 45 SäHO).",
            "The budget year of this call is over (section 45 SäHO).",
        ),
        Text(
            "Umschichten können Sie in einem Förderaufruf, dessen Haushaltsjahr läuft.",
            "Transfers are possible in a call whose budget year is running.",
        ),
        "budget",
    ),
    "own_proposal": ReasonWords(
        Text(
            "Zurückziehen kann nur, wer die Umschichtung vorgeschlagen hat.",
            "Only the person who proposed the transfer can withdraw it.",
        ),
        Text("Lehnen Sie die Umschichtung stattdessen ab.", "Refuse the transfer instead."),
        "budget",
    ),
}
