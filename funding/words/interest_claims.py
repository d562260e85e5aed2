"""Words for interest that is asked for: states, steps, what it runs on, why a step is refused."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text, TriggerWords

INTEREST_STATES: dict[str, Text] = {
    "hearing": Text("Anhörung läuft", "Hearing under way"),
    "heard": Text("Äußerung zu würdigen", "Comment to be weighed"),
    "proposed": Text("Bescheid zur Zeichnung", "Notice to be signed"),
    "giving_up": Text("Verzicht zu bestätigen", "Giving up to be confirmed"),
    "signed": Text("Gefordert", "Claimed"),
    "given_up": Text("Nicht gefordert", "Not claimed"),
    "returned": Text("Zurückgegeben", "Returned"),
    "withdrawn": Text("Zurückgezogen", "Withdrawn"),
}
# To the town everything is one matter until it has a notice.
INTEREST_TOWN: dict[str, Text] = {
    "hearing": Text("Sie können sich äußern", "You can comment"),
    "heard": Text("Wird geprüft", "Being considered"),
    "proposed": Text("Wird geprüft", "Being considered"),
    "giving_up": Text("Wird geprüft", "Being considered"),
    "signed": Text("Gefordert", "Claimed"),
    "given_up": Text("Nicht gefordert", "Not claimed"),
    "returned": Text("Wird geprüft", "Being considered"),
    "withdrawn": Text("Erledigt", "Dropped"),
}
INTEREST_BADGES = {
    "hearing": "info",
    "heard": "warning",
    "proposed": "warning",
    "giving_up": "warning",
    "signed": "success",
}
INTEREST_TRIGGERS: dict[str, TriggerWords] = {
    "propose": TriggerWords(
        Text("Zinsen vorschlagen", "Propose interest"), Text("Zinsen vorgeschlagen", "Proposed")
    ),
    "comment": TriggerWords(
        Text("Äußerung absenden", "Send the comment"),
        Text("Kommune hat sich geäußert", "Municipality has commented"),
    ),
    "lapse": TriggerWords(
        Text("Anhörung beenden", "End the hearing"),
        Text("Frist zur Äußerung abgelaufen", "Period for a comment over"),
    ),
    "weigh": TriggerWords(
        Text("Würdigung abschließen", "Finish the weighing"),
        Text("Äußerung gewürdigt", "Comment weighed"),
    ),
    "sign": TriggerWords(
        Text("Zinsbescheid zeichnen", "Sign the notice about interest"),
        Text("Zinsbescheid gezeichnet", "Notice about interest signed"),
    ),
    "serve": TriggerWords(
        Text("Zinsbescheid bekannt geben", "Notify the notice about interest"),
        Text("Zinsbescheid bekannt gegeben", "Notice about interest notified"),
    ),
    "propose_giving_up": TriggerWords(
        Text("Verzicht vorschlagen", "Propose to give it up"),
        Text("Verzicht vorgeschlagen", "Giving up proposed"),
    ),
    "confirm_giving_up": TriggerWords(
        Text("Verzicht bestätigen", "Confirm giving it up"),
        Text("Auf Zinsen verzichtet", "Interest given up"),
    ),
    "give_up_small": TriggerWords(
        Text("Als Kleinbetrag nicht fordern", "Not claim so little"),
        Text("Kleinbetrag nicht gefordert", "Small amount not claimed"),
    ),
    "return": TriggerWords(
        Text("Zurückgeben", "Return"), Text("Vorschlag zurückgegeben", "Proposal returned")
    ),
    "withdraw": TriggerWords(
        Text("Vorschlag zurückziehen", "Withdraw the proposal"),
        Text("Vorschlag zurückgezogen", "Proposal withdrawn"),
    ),
    "overtake": TriggerWords(
        Text("Mit dem Schlussbescheid beenden", "End with the final notice"),
        Text("Zinsen mit dem Schlussbescheid entfallen", "Interest ended with the final notice"),
    ),
}
# What waits for the town while the office settles: whose turn it is, and what comes after.
TOWNS_TURN: dict[str, tuple[Text, Text]] = {
    "comment": (
        Text("Sie, wenn Sie sich zu Zinsen äußern möchten", "You, if you want to comment"),
        Text("Danach entscheiden wir über die Zinsen.", "After that we decide on the interest."),
    ),
    "pay": (
        Text("Sie: Zinsen sind zu zahlen", "You: interest has to be paid"),
        Text(
            "Sind die Zinsen bezahlt, schließen wir den Vorgang ab.",
            "Once the interest is paid, we close the case.",
        ),
    ),
    "court": (
        Text("das Gericht", "the court"),
        Text(
            "Das Gericht entscheidet über die Klage gegen den Zinsbescheid. Bis dahin müssen Sie "
            "die Zinsen nicht zahlen.",
            "The court decides on the action against the notice about interest. Until then you "
            "need not pay the interest.",
        ),
    ),
}
# What interest runs on.
SOURCES: dict[str, Text] = {
    "claim": Text(
        "Zurückgeforderte Zuwendung (§ 49a Abs. 3 VwVfG)",
        "Grant that is reclaimed (section 49a(3) VwVfG)",
    ),
    "use": Text(
        "Verspätet verwendete Auszahlung (§ 49a Abs. 4 VwVfG)",
        "Payment that was used late (section 49a(4) VwVfG)",
    ),
}
INTEREST_REASONS: dict[str, ReasonWords] = {
    "interest_computed": ReasonWords(
        Text(
            "Die Zinsen lassen sich nicht berechnen: Der Basiszinssatz ab {date} fehlt.",
            "The interest cannot be computed: the base rate from {date} on is missing.",
        ),
        Text(
            "Lassen Sie den Basiszinssatz in der Administration eintragen.",
            "Have the base rate entered in administration.",
        ),
        "case:interest",
    ),
    "interest_settled": ReasonWords(
        Text(
            "Zinsen von {amount} sind weder gefordert noch aufgegeben; ab {floor} ist darüber zu "
            "entscheiden.",
            "Interest of {amount} is neither claimed nor given up; from {floor} on it has to be "
            "decided.",
        ),
        Text(
            "Lassen Sie die Nachweisprüfung die Zinsen vorschlagen oder darauf verzichten.",
            "Have the proof auditor propose the interest, or propose to give it up.",
        ),
        "case:interest",
    ),
    "interest_ended": ReasonWords(
        Text(
            "Über Zinsen ist noch zu entscheiden, oder sie sind noch nicht bezahlt: {rest}.",
            "Interest is still undecided or not paid yet: {rest}.",
        ),
        Text(
            "Warten Sie Entscheidung und Zahlung ab, oder lassen Sie über einen Erlass "
            "entscheiden.",
            "Wait for decision and payment, or have a waiver decided.",
        ),
        "case:interest",
    ),
    "claim_gone": ReasonWords(
        Text(
            "Die Abrechnung, auf der die Zinsen beruhen, steht noch.",
            "The settlement on which the interest rests still stands.",
        ),
        Text(
            "Ziehen Sie den Vorschlag zurück oder nehmen Sie die Abrechnung neu auf.",
            "Withdraw the proposal, or take the settlement up again.",
        ),
        "case:interest",
    ),
    "case_settles": ReasonWords(
        Text(
            "Über Zinsen wird entschieden, wenn die Abrechnung gezeichnet ist.",
            "Interest is decided once the settlement is signed.",
        ),
        Text("Schließen Sie zuerst die Abrechnung ab.", "Finish the settlement first."),
        "case:settle",
    ),
    "interest_final": ReasonWords(
        Text(
            "Es steht noch nicht fest, bis wann die Zinsen laufen: Die Rückforderung ist offen, "
            "oder eine Verwendung ist nicht bestätigt.",
            "It is not known yet until when the interest runs: the claim is open, or a use is not "
            "confirmed.",
        ),
        Text(
            "Warten Sie die Zahlung oder die Bestätigung ab.",
            "Wait for the payment or the confirmation.",
        ),
        "case:recovery",
    ),
    "interest_due": ReasonWords(
        Text(
            "Zu fordern sind {amount}; Zinsen unter {floor} werden nicht verlangt.",
            "{amount} could be claimed; interest below {floor} is not asked for.",
        ),
        Text("Es ist nichts zu tun.", "Nothing has to be done."),
        "",
    ),
    "interest_small": ReasonWords(
        Text(
            "Zu fordern sind {amount}; als Kleinbetrag gilt nur, was unter {floor} liegt.",
            "{amount} could be claimed; only what is below {floor} is a small amount.",
        ),
        Text("Schlagen Sie die Zinsen oder den Verzicht vor.", "Propose it, or to give it up."),
        "",
    ),
    "no_interest_open": ReasonWords(
        Text("Ein Vorschlag zu Zinsen ist noch offen.", "A proposal about interest is undecided."),
        Text(
            "Warten Sie die Entscheidung ab, oder ziehen Sie ihn zurück.",
            "Wait for the decision, or withdraw it.",
        ),
        "",
    ),
    "none_claimed": ReasonWords(
        Text(
            "In diesem Vorgang sind Zinsen gefordert und noch nicht bezahlt.",
            "Interest was claimed in this case and is not paid yet.",
        ),
        Text(
            "Warten Sie, bis sie bezahlt oder erlassen sind, oder schlagen Sie vor, auf den Rest "
            "zu verzichten.",
            "Wait until it is paid or waived, or propose to give up the rest.",
        ),
        "",
    ),
    "heard_before": ReasonWords(
        Text(
            "Die Kommune ist dazu noch nicht angehört.",
            "The municipality was not heard about it yet.",
        ),
        Text("Hören Sie die Kommune an.", "Hear the municipality."),
        "",
    ),
    "not_heard": ReasonWords(
        Text("Die Kommune ist dazu schon angehört.", "The municipality was heard about it."),
        Text("Legen Sie den Vorschlag zur Zeichnung vor.", "Submit it for signature."),
        "",
    ),
    "interest_comment": ReasonWords(
        Text("Die Äußerung fehlt.", "The comment is missing."),
        Text("Schreiben Sie, was zu berücksichtigen ist.", "Write what should be considered."),
        "",
    ),
    "comment_weighed": ReasonWords(
        Text(
            "Es steht noch nicht da, wie die Äußerung gewürdigt wird.",
            "It is not written yet how the comment is weighed.",
        ),
        Text(
            "Schreiben Sie, was Sie von der Äußerung berücksichtigen und warum.",
            "Write what of the comment you take into account, and why.",
        ),
        "",
    ),
    "comment_overdue": ReasonWords(
        Text(
            "Die Kommune kann sich bis {date} äußern.",
            "The municipality can comment until {date}.",
        ),
        Text("Warten Sie diesen Tag ab.", "Wait for that day."),
        "",
    ),
    "figures_stand": ReasonWords(
        Text(
            "Die Zinsen haben sich seit dem Vorschlag geändert: vorgeschlagen {given}, heute "
            "{amount}.",
            "The interest has changed since it was proposed: {given} then, {amount} now.",
        ),
        Text(
            "Geben Sie den Vorschlag zurück; die Nachweisprüfung schlägt neu vor.",
            "Return the proposal; the proof auditor proposes anew.",
        ),
        "",
    ),
    "interest_dated": ReasonWords(
        Text(
            "Datum des Bescheids, Bekanntgabe und Nachweis passen nicht zusammen, oder der "
            "Bescheid läge vor dem Vorschlag.",
            "Date of issue, notification and evidence do not fit together, or the notice would be "
            "older than the proposal.",
        ),
        Text("Berichtigen Sie die Tage.", "Correct the days."),
        "",
    ),
}
