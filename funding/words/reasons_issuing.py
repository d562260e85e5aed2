"""Why a step of a notice that the portal issues, or one that waits for it, is refused."""

from __future__ import annotations

from funding.words.text import ReasonWords, Text

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
    "unsigned": ReasonWords(
        Text(
            "Der Bescheid ist schon gezeichnet und kein Entwurf mehr.",
            "The notice is signed already and no draft any more.",
        ),
        Text(
            "Bitten Sie eine Person, die zeichnen darf, ihn vor der Bekanntgabe zurückzuziehen; "
            "sie nennt den Grund.",
            "Ask somebody who may sign to take it back before it is notified, with a reason.",
        ),
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
            "Klären Sie mit der Leitung, was dann gilt. Ein Schlussbescheid wird mit „Abrechnung "
            "neu aufnehmen“ durch die Entscheidung ersetzt; ein späterer Zugang eines "
            "Zuwendungsbescheids lässt sich dort berichtigen, wo er erfasst ist.",
            "Clarify with the lead what then holds. A final notice is replaced by an approver "
            "with “Take the settlement up again”; a later arrival of a notice of award is "
            "corrected where it is recorded.",
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
    "fit_to_sign": ReasonWords(
        Text(
            "Wer zeichnet oder geprüft hat, ist befangen oder gehört zu einer beteiligten Kommune.",
            "Who signs or has audited is biased or belongs to a municipality of the case.",
        ),
        Text("Lassen Sie jemand anderen zeichnen.", "Have somebody else sign."),
        "",
    ),
    "no_notice_under_way": ReasonWords(
        Text(
            "Ein Bescheid zu einer Änderung oder über Zinsen ist in Arbeit, unterwegs oder noch "
            "einmal zu versenden.",
            "A notice on a change or about interest is being made, on its way, or to be sent "
            "once more.",
        ),
        Text("Geben Sie ihn bekannt oder verwerfen Sie ihn.", "Notify it, or drop it."),
        "case:changes",
    ),
    "no_final_open": ReasonWords(
        Text(
            "Der Schlussbescheid ist im Portal schon in Arbeit, liegt bereit oder ist unterwegs.",
            "The final notice is being made in the portal, lies ready or is on its way.",
        ),
        Text(
            "Lassen Sie ihn zuerst verwerfen oder zurückziehen.",
            "Have it dropped or taken back first.",
        ),
        "",
    ),
    "no_change_notice_open": ReasonWords(
        Text(
            "Der Bescheid zur Änderung ist im Portal schon in Arbeit, liegt bereit oder ist "
            "unterwegs.",
            "The notice on the change is being made in the portal, lies ready or is on its way.",
        ),
        Text(
            "Lassen Sie ihn zuerst verwerfen oder zurückziehen.",
            "Have it dropped or taken back first.",
        ),
        "",
    ),
    "no_interest_notice_open": ReasonWords(
        Text(
            "Der Zinsbescheid ist im Portal schon in Arbeit, liegt bereit oder ist unterwegs.",
            "The notice about interest is being made in the portal, lies ready or is on its way.",
        ),
        Text(
            "Lassen Sie ihn zuerst verwerfen oder zurückziehen.",
            "Have it dropped or taken back first.",
        ),
        "",
    ),
    "final_served": ReasonWords(
        Text(
            "Der Kommune ist der Schlussbescheid noch nicht bekannt gegeben.",
            "The municipality is not notified of the final notice yet.",
        ),
        Text(
            "Das geschieht mit dem Abruf oder dem Versand.",
            "That happens when it is retrieved or sent.",
        ),
        "",
    ),
    "change_served": ReasonWords(
        Text(
            "Der Kommune ist der Bescheid zur Änderung noch nicht bekannt gegeben.",
            "The municipality is not notified of the notice on the change yet.",
        ),
        Text(
            "Das geschieht mit dem Abruf oder dem Versand.",
            "That happens when it is retrieved or sent.",
        ),
        "",
    ),
    "interest_served": ReasonWords(
        Text(
            "Der Kommune ist der Zinsbescheid noch nicht bekannt gegeben.",
            "The municipality is not notified of the notice about interest yet.",
        ),
        Text(
            "Das geschieht mit dem Abruf oder dem Versand.",
            "That happens when it is retrieved or sent.",
        ),
        "",
    ),
}
