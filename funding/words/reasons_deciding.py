"""Why steps of the decision are not possible."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

DECIDING: dict[str, ReasonWords] = {
    "budget_year_open": ReasonWords(
        Text(
            "Das Haushaltsjahr dieses Förderaufrufs ist abgelaufen.",
            "The budget year of this call is over.",
        ),
        Text(
            "Die Kommune kann im nächsten Förderaufruf einen neuen Antrag stellen.",
            "The municipality can apply again in the next call.",
        ),
        "budget",
    ),
    "budget_year_over": ReasonWords(
        Text(
            "Das Haushaltsjahr dieses Förderaufrufs läuft noch.",
            "The budget year of this call is still running.",
        ),
        Text(
            "Dieser Schritt ist erst nach Ablauf des Haushaltsjahres möglich.",
            "This step is possible only after the budget year has ended.",
        ),
        "budget",
    ),
    "undo_over": ReasonWords(
        Text(
            "Die Entscheidung kann noch zurückgenommen werden: {minutes} Minuten lang nach der "
            "letzten Freigabe. Bis dahin geht kein Bescheid hinaus.",
            "The decision can still be undone, for {minutes} minutes after the last approval. "
            "Until then no notice goes out.",
        ),
        Text(
            "Erfassen Sie den Bescheid, wenn diese Minuten vorbei sind.",
            "Record the notice when these minutes are over.",
        ),
        "",
    ),
    "notice_unrecorded": ReasonWords(
        Text(
            "Über diesen Antrag liegt schon ein Bescheid vor.",
            "There is a notice about this application already.",
        ),
        Text(
            "Lesen Sie im Bescheid, was daraus folgt; auf eine Bewilligung können Sie verzichten.",
            "Read in the notice what follows from it; you can renounce a grant.",
        ),
        "case:show",
    ),
    "undo_in_time": ReasonWords(
        Text(
            "Eine Entscheidung kann nur die Person zurücknehmen, die sie als zweite "
            "getroffen hat, und nur innerhalb von {minutes} Minuten, solange kein "
            "Bescheid erfasst ist und die Mittel reichen.",
            "Only the person who decided second can undo a decision, within {minutes} "
            "minutes, as long as no notice is recorded and there is enough money.",
        ),
        Text(
            "Nehmen Sie den Vorgang mit einer Begründung wieder auf, wenn neu zu entscheiden ist.",
            "Reopen the case with a reason if a new decision has to be taken.",
        ),
        "case:notice",
    ),
    "proposal_is_grant": ReasonWords(
        Text(
            "Vorgeschlagen ist die Ablehnung, nicht die Bewilligung.",
            "The proposal is a rejection, not a grant.",
        ),
        Text(
            "Zeichnen Sie die Ablehnung oder geben Sie den Vorschlag zurück.",
            "Sign the rejection, or return the proposal.",
        ),
        "case:proposal",
    ),
    "reservation_stands": ReasonWords(
        Text(
            "Der vorgeschlagene Betrag ist nicht reserviert.",
            "The amount proposed is not reserved.",
        ),
        Text(
            "Geben Sie den Vorschlag zurück, damit die Mittel neu reserviert werden.",
            "Return the proposal so that the money is reserved again.",
        ),
        "budget",
    ),
    "within_limit": ReasonWords(
        Text(
            "{amount} sind mehr als Ihre Zeichnungsbefugnis von {limit}. "
            "Statt Ihrer freigeben können: {others}.",
            "{amount} is more than your signing limit of {limit}. "
            "Instead of you these can approve: {others}.",
        ),
        Text(
            "Bitten Sie eine Person mit höherer Zeichnungsbefugnis.",
            "Ask a person with a higher signing limit.",
        ),
        "",
    ),
    "above_limit": ReasonWords(
        Text(
            "{amount} sind mehr als Ihre Zeichnungsbefugnis von {limit}.",
            "{amount} is more than your signing limit of {limit}.",
        ),
        Text(
            "Wer freigeben kann, steht auf der Seite der Entscheidung.",
            "The page of the decision names who can approve it.",
        ),
        "",
    ),
    "approval_follows": ReasonWords(
        Text("Diese Freigabe ist die letzte.", "This approval is the last."),
        Text("Mit ihr ist entschieden.", "It decides."),
        "",
    ),
    "approval_is_last": ReasonWords(
        Text("Nach dieser Freigabe fehlt noch eine.", "After this approval one more is needed."),
        Text("Bitten Sie eine weitere Person um ihre.", "Ask another person for theirs."),
        "",
    ),
    "unchanged": ReasonWords(
        Text(
            "Der Vorgang wurde nach dem Vorschlag geändert; was vorher unterschrieben wurde, "
            "gilt dafür nicht.{changes}",
            "The case has been changed since it was proposed; what was signed before does not "
            "hold for it.{changes}",
        ),
        Text(
            "Geben Sie den Vorschlag zurück, damit die Sachbearbeitung die Änderung prüft.",
            "Return the proposal so that the reviewer can check the change.",
        ),
        "case:proposal",
    ),
    "decided_alone": ReasonWords(
        Text(
            "Eine Ablehnung oder Schlusszeichnung braucht eine eigene Prüfung und Begründung.",
            "A rejection or a settlement needs a look and reasons of its own.",
        ),
        Text("Entscheiden Sie diesen Vorgang einzeln.", "Decide this case by itself."),
        "case:decision",
    ),
    "not_together": ReasonWords(
        Text(
            "Der Vorgang wartet zurzeit nicht auf eine Freigabe.",
            "The case does not wait for an approval at present.",
        ),
        Text("Sehen Sie den Vorgang an.", "Look at the case."),
        "case:decision",
    ),
    "not_known": ReasonWords(
        Text(
            "Diesen Vorgang gibt es nicht, oder er ist nicht für Sie.",
            "There is no such case, or it is not yours to know.",
        ),
        Text("Lassen Sie ihn weg.", "Leave it out."),
        "",
    ),
    "outdated": ReasonWords(
        Text(
            "Jemand anderes hat den Vorgang inzwischen geändert oder entschieden.",
            "Somebody else has changed or decided the case meanwhile.",
        ),
        Text("Sehen Sie den heutigen Stand an.", "Look at its present state."),
        "case:decision",
    ),
    "funds_released": ReasonWords(
        Text(
            "Der Haushalt hat die Mittel noch nicht bestätigt.",
            "The budget officer has not confirmed the funds yet.",
        ),
        Text(
            "Bitten Sie den Haushalt, die Mittel des Handlungsfelds zu bestätigen.",
            "Ask the budget officer to confirm the funds of the action field.",
        ),
        "budget",
    ),
    "new_decision_due": ReasonWords(
        Text(
            "Eine neue Entscheidung ist nur möglich, wenn der Bescheid aufgehoben "
            "wurde oder neu zu entscheiden ist.",
            "A new decision is possible only if the notice was set aside or the "
            "decision must be taken anew.",
        ),
        Text(
            "Bestätigen Sie, dass neu zu entscheiden ist, und nennen Sie den Grund.",
            "Confirm that a new decision is due, and give the reason.",
        ),
        "case:notice",
    ),
    "cessation_proposed": ReasonWords(
        Text(
            "Die Sachbearbeitung hat die Einstellung des Verfahrens noch nicht vorgeschlagen.",
            "The reviewer has not yet proposed to discontinue the proceedings.",
        ),
        Text("Bitten Sie die Sachbearbeitung um den Vorschlag.", "Ask the reviewer to propose it."),
        "case:proposal",
    ),
    "successor_named": ReasonWords(
        Text(
            "Das Gemeindeverzeichnis nennt für die Kommune keine oder eine andere Rechtsnachfolge.",
            "The register names no successor of the municipality, or a different one.",
        ),
        Text(
            "Prüfen Sie den Eintrag im Gemeindeverzeichnis.",
            "Check the entry in the register of municipalities.",
        ),
        "",
    ),
    "successor_agreed": ReasonWords(
        Text(
            "Eine zeichnungsberechtigte Person der Rechtsnachfolgerin hat noch nicht zugestimmt.",
            "An authorised signatory of the successor has not yet agreed.",
        ),
        Text(
            "Wählen Sie eine zeichnungsberechtigte Person der neuen Kommune.",
            "Choose an authorised signatory of the new municipality.",
        ),
        "",
    ),
}
