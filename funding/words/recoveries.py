"""Words for recoveries: states, steps and reliefs, who has the ball, and why a step is refused."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

RECOVERY_STATES: dict[str, Text] = {
    "ordered": Text("Bescheid noch nicht bestandskräftig", "Notice not final yet"),
    "due": Text("Zu zahlen", "To be paid"),
    "deferred": Text("Gestundet", "Deferred"),
    "in_instalments": Text("In Raten", "In instalments"),
    "overdue": Text("Überfällig", "Overdue"),
    "enforced": Text("In der Vollstreckung", "Being enforced"),
    "paid": Text("Bezahlt", "Paid"),
    "waived": Text("Erlassen", "Waived"),
    "written_off": Text("Niedergeschlagen", "Written off"),
    "dropped": Text("Entfallen, Bescheid aufgehoben", "Ended, notice set aside"),
}
# A write-off is the office's own affair: to the town the claim stands as before.
TOWN_STATES: dict[str, Text] = RECOVERY_STATES | {
    "written_off": Text("Wird zurzeit nicht verfolgt", "Not pursued at present"),
}
# What is owed, by its kind, and what is paid for it.
CLAIM_NAMES: dict[str, Text] = {
    "grant": Text("Rückforderung", "claim"),
    "interest": Text("Zinsforderung", "claim of interest"),
}
PAYMENT_NAMES: dict[str, Text] = {
    "grant": Text("Rückzahlung", "Repayment"),
    "interest": Text("Zinszahlung", "Payment of interest"),
}
RECOVERY_BADGES = {
    "ordered": "info",
    "due": "warning",
    "deferred": "info",
    "in_instalments": "warning",
    "overdue": "danger",
    "enforced": "danger",
    "paid": "success",
}
# Whose turn it is, as the town is told.
RECOVERY_BALL: dict[str, Text] = {
    "ordered": Text(
        "Sie, sobald der Bescheid bestandskräftig ist", "you, once the notice is final"
    ),
    "due": Text("Sie", "you"),
    "deferred": Text("Sie, am Ende der Stundung", "you, at the end of the deferral"),
    "in_instalments": Text("Sie, Rate für Rate", "you, one instalment after the other"),
    "overdue": Text("Sie, sofort", "you, at once"),
    "enforced": Text("die Vollstreckungsstelle", "the enforcement office"),
}
RELIEFS: dict[str, Text] = {
    "deferral": Text("Stundung", "Deferral"),
    "instalments": Text("Raten", "Instalments"),
    "waiver": Text("Erlass", "Waiver"),
    "write_off": Text("Niederschlagung", "Write-off"),
}
# Steps of the case itself.
CLAIM_TRIGGERS: dict[str, TriggerWords] = {
    "open_revocation": TriggerWords(
        Text("Zur Aufhebung des Bescheids anhören", "Hear about taking the notice back"),
        Text("Anhörung zur Aufhebung des Bescheids eröffnet", "Hearing on the notice opened"),
    ),
    "settle_with_recovery": TriggerWords(
        Text("Abrechnung mit Rückforderung zeichnen", "Sign settlement with a claim"),
        Text("Abrechnung mit Rückforderung gezeichnet", "Settlement with a claim signed"),
    ),
    "serve_final": TriggerWords(
        Text("Schlussbescheid bekannt geben", "Notify the final notice"),
        Text("Schlussbescheid bekannt gegeben", "Final notice notified"),
    ),
    "serve_claim": TriggerWords(
        Text("Bescheid mit Rückforderung bekannt geben", "Notify the notice with a claim"),
        Text("Bescheid mit Rückforderung bekannt gegeben", "Notice with a claim notified"),
    ),
    "book_repayment": TriggerWords(
        Text("Rückzahlung buchen", "Book repayment"),
        Text("Rückzahlung gebucht", "Repayment booked"),
    ),
    "recovered": TriggerWords(
        Text("Rückforderung abschließen", "End the claim"),
        Text("Rückforderung erledigt", "Claim settled"),
    ),
    "redo_settlement": TriggerWords(
        Text("Abrechnung neu aufnehmen", "Take the settlement up again"),
        Text("Abrechnung neu aufgenommen", "Settlement taken up again"),
    ),
}
RECOVERY_TRIGGERS: dict[str, TriggerWords] = {
    "fall_due": TriggerWords(
        Text("Fällig stellen", "Let it fall due"),
        Text("Rückforderung fällig", "Claim fallen due"),
    ),
    "receive": TriggerWords(
        Text("Zahlung buchen", "Book payment"), Text("Zahlung gebucht", "Payment booked")
    ),
    "propose_relief": TriggerWords(
        Text("Vorschlagen", "Propose"), Text("Erleichterung vorgeschlagen", "Relief proposed")
    ),
    "grant_relief": TriggerWords(
        Text("Gewähren", "Grant"), Text("Erleichterung gewährt", "Relief granted")
    ),
    "refuse_relief": TriggerWords(
        Text("Nicht gewähren", "Refuse"), Text("Erleichterung nicht gewährt", "Relief refused")
    ),
    "resume": TriggerWords(
        Text("Stundung beenden", "End the deferral"),
        Text("Stundung ist zu Ende", "Deferral has ended"),
    ),
    "lapse": TriggerWords(
        Text("Als überfällig führen", "Treat as overdue"),
        Text("Rückforderung überfällig", "Claim overdue"),
    ),
    "enforce": TriggerWords(
        Text("Zur Vollstreckung geben", "Hand to enforcement"),
        Text("Zur Vollstreckung gegeben", "Handed to enforcement"),
    ),
    "drop": TriggerWords(
        Text("Mit dem Bescheid beenden", "End with its notice"),
        Text("Rückforderung mit dem Bescheid entfallen", "Claim ended with its notice"),
    ),
}
RECOVERY_REASONS: dict[str, ReasonWords] = {
    "claim_to_sign": ReasonWords(
        Text(
            "Es gibt nichts zurückzufordern.",
            "There is nothing to reclaim.",
        ),
        Text("Zeichnen Sie die Abrechnung ohne Rückforderung.", "Sign it without a claim."),
        "case:settle",
    ),
    "within_year": ReasonWords(
        Text(
            "Die Jahresfrist der §§ 48, 49 VwVfG endet am {date}; der Bescheid muss bis dahin "
            "bekannt gegeben sein.",
            "The year of sections 48 and 49 VwVfG ends on {date}; the notice must be notified by "
            "then.",
        ),
        Text(
            "Geben Sie den Bescheid früher bekannt oder lassen Sie die Forderung fallen.",
            "Notify it earlier, or drop the claim.",
        ),
        "case:settle",
    ),
    "on_claim": ReasonWords(
        Text(
            "Gebucht wird nur, was bei der Rückforderung eingegangen ist, und jeder Eingang nur "
            "einmal.",
            "Only what has come in with the claim is booked, and each just once.",
        ),
        Text("Buchen Sie die Zahlung bei der Rückforderung.", "Book it with the claim."),
        "case:recovery",
    ),
    "claim_ended": ReasonWords(
        Text("Von der Rückforderung sind noch {rest} offen.", "{rest} of the claim is still open."),
        Text(
            "Warten Sie die Zahlung ab, oder lassen Sie über Erlass oder Niederschlagung "
            "entscheiden.",
            "Wait for the payment, or have a waiver or write-off decided.",
        ),
        "case:recovery",
    ),
    "claim_final": ReasonWords(
        Text(
            "Der Bescheid wird erst am {date} bestandskräftig.",
            "The notice is final on {date} only.",
        ),
        Text("Warten Sie diesen Tag ab.", "Wait for that day."),
        "",
    ),
    "within_claim": ReasonWords(
        Text(
            "Der Betrag liegt nicht zwischen einem Cent und dem, was offen ist ({rest}).",
            "The amount is not between one cent and what is open ({rest}).",
        ),
        Text("Berichtigen Sie den Betrag.", "Correct the amount."),
        "",
    ),
    "received_dated": ReasonWords(
        Text(
            "Die Wertstellung liegt zwischen dem Bescheid ({date}) und heute.",
            "The value date lies between the notice ({date}) and today.",
        ),
        Text("Tragen Sie den Tag der Buchung ein.", "Enter the day of the booking."),
        "",
    ),
    "paid_in_full": ReasonWords(
        Text("Es bleibt etwas offen.", "Something remains open."),
        Text("Buchen Sie eine Teilzahlung.", "Book a part payment."),
        "",
    ),
    "paid_in_part": ReasonWords(
        Text("Es bleibt nichts offen.", "Nothing remains open."),
        Text("Buchen Sie die ganze Zahlung.", "Book the whole payment."),
        "",
    ),
    "relief_sound": ReasonWords(
        Text(
            "So geht es nicht: Gestundet wird bis zu einem Tag in den nächsten {months} Monaten; "
            "Raten sind monatlich, 2 bis {parts}, jede mindestens 1 €, die erste in den nächsten "
            "zwei Monaten; niedergeschlagen wird nur, was überfällig ist.",
            "This cannot be: a deferral ends within the next {months} months; instalments are "
            "monthly, 2 to {parts}, each 1 € at least, the first within two months; only what is "
            "overdue is written off.",
        ),
        Text("Berichtigen Sie die Angaben.", "Correct the terms."),
        "",
    ),
    "no_relief_asked": ReasonWords(
        Text("Über einen Vorschlag ist noch zu entscheiden.", "A proposal is still undecided."),
        Text("Warten Sie die Entscheidung ab.", "Wait for the decision."),
        "",
    ),
    "relief_asked": ReasonWords(
        Text("Es liegt kein Vorschlag vor.", "There is no proposal."),
        Text("Lassen Sie zuerst etwas vorschlagen.", "Have something proposed first."),
        "",
    ),
    "payment_late": ReasonWords(
        Text("Zu zahlen ist erst bis {date}.", "It is payable until {date} only."),
        Text("Warten Sie diesen Tag ab.", "Wait for that day."),
        "",
    ),
    "deferral_over": ReasonWords(
        Text("Gestundet ist bis {date}.", "It is deferred until {date}."),
        Text("Warten Sie diesen Tag ab.", "Wait for that day."),
        "",
    ),
    "notice_gone": ReasonWords(
        Text("Der Bescheid, der zurückfordert, gilt.", "The notice that reclaims stands."),
        Text(
            "Nehmen Sie die Abrechnung neu auf, wenn er aufgehoben ist.",
            "Take the settlement up again once it is set aside.",
        ),
        "",
    ),
    **{
        f"means_{kind}": ReasonWords(
            Text("Vorgeschlagen ist etwas anderes.", "Something else was proposed."),
            Text("Lesen Sie den Vorschlag neu.", "Read the proposal again."),
            "",
        )
        for kind in ("deferral", "instalments", "waiver", "write_off")
    },
}
