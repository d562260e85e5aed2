"""Words for the steps of applications and calls: on the button, and in the history."""

from __future__ import annotations

from funding.words.recoveries import CLAIM_TRIGGERS
from funding.words.text import Text, TriggerWords

TRIGGERS: dict[str, TriggerWords] = {
    "open_draft": TriggerWords(
        Text("Neuen Antrag beginnen", "Begin a new application"),
        Text("Entwurf angelegt", "Draft created"),
    ),
    "set_rights": TriggerWords(
        Text("Rechte speichern", "Save rights"),
        Text("Rechte am Entwurf geändert", "Rights on the draft changed"),
    ),
    "ask_cosign": TriggerWords(
        Text("Zur Mitzeichnung geben", "Ask partners to co-sign"),
        Text("Partnerkommunen um Mitzeichnung gebeten", "Partners asked to co-sign"),
    ),
    "cosign": TriggerWords(
        Text("Mitzeichnen", "Co-sign"),
        Text("Partnerkommune hat mitgezeichnet", "Partner has co-signed"),
    ),
    "cosign_last": TriggerWords(
        Text("Als letzte Partnerkommune mitzeichnen", "Co-sign as the last partner"),
        Text("Letzte Partnerkommune hat mitgezeichnet", "Last partner has co-signed"),
    ),
    "decline_cosign": TriggerWords(
        Text("Mitzeichnung ablehnen", "Decline to co-sign"),
        Text("Partnerkommune hat nicht mitgezeichnet", "Partner has declined to co-sign"),
    ),
    "change_after_cosign": TriggerWords(
        Text("Änderung vornehmen", "Make a change"),
        Text("Antrag zur Änderung zurückgenommen", "Application taken back for a change"),
    ),
    "discard": TriggerWords(
        Text("Entwurf verwerfen", "Discard draft"), Text("Entwurf verworfen", "Draft discarded")
    ),
    "expire": TriggerWords(
        Text("Nicht eingereichten Entwurf beenden", "End draft that was not submitted"),
        Text("Antragsschluss verstrichen, nicht eingereicht", "Deadline passed, not submitted"),
    ),
    "extend": TriggerWords(
        Text("Antragsfrist verlängern", "Extend application deadline"),
        Text("Antragsfrist verlängert", "Application deadline extended"),
    ),
    "submit": TriggerWords(
        Text("Verbindlich einreichen", "Submit bindingly"),
        Text("Antrag eingereicht", "Application submitted"),
    ),
    "claim": TriggerWords(
        Text("Vorgang übernehmen", "Take over case"), Text("Vorgang übernommen", "Case taken over")
    ),
    "assign": TriggerWords(
        Text("Vorgang zuweisen", "Assign case"), Text("Vorgang zugewiesen", "Case assigned")
    ),
    "give_back": TriggerWords(
        Text("Vorgang zurückgeben", "Give case back"),
        Text("Vorgang in den Arbeitsvorrat zurückgegeben", "Case given back to the queue"),
    ),
    "claim_lapsed": TriggerWords(
        Text("Unbearbeiteten Vorgang zurücklegen", "Put idle case back"),
        Text(
            "Vorgang ohne Bearbeitung in den Arbeitsvorrat zurückgelegt",
            "Idle case put back into the queue",
        ),
    ),
    "hand_over": TriggerWords(
        Text("Vorgang übergeben", "Hand case over"), Text("Vorgang übergeben", "Case handed over")
    ),
    "request_info": TriggerWords(
        Text("Nachforderung senden", "Send request for information"),
        Text("Angaben oder Unterlagen nachgefordert", "Information requested"),
    ),
    "ask_extension": TriggerWords(
        Text("Um Fristverlängerung bitten", "Ask for a longer period"),
        Text("Um Fristverlängerung gebeten", "Longer period asked for"),
    ),
    "grant_extension": TriggerWords(
        Text("Frist verlängern", "Extend the period"),
        Text("Frist für die Antwort verlängert", "Period for the reply extended"),
    ),
    "refuse_extension": TriggerWords(
        Text("Fristverlängerung ablehnen", "Refuse the extension"),
        Text("Fristverlängerung abgelehnt", "Extension of the period refused"),
    ),
    "answer": TriggerWords(
        Text("Antwort absenden", "Send reply"),
        Text("Nachforderung beantwortet", "Request answered"),
    ),
    "answer_lapsed": TriggerWords(
        Text("Ohne Antwort fortfahren", "Continue without reply"),
        Text("Frist für die Antwort abgelaufen", "Period for the reply lapsed"),
    ),
    "answer_late": TriggerWords(
        Text("Antwort nachreichen", "Send late reply"),
        Text("Antwort nachgereicht", "Reply handed in late"),
    ),
    "deliver_annex": TriggerWords(
        Text("Unterlage nachreichen", "Hand in the document"),
        Text("Zugesagte Unterlage nachgereicht", "Promised document handed in"),
    ),
    "change_contact": TriggerWords(
        Text("Ansprechperson ändern", "Change the contact person"),
        Text("Ansprechperson geändert", "Contact person changed"),
    ),
    "accept_complete": TriggerWords(
        Text("Vollständigkeit feststellen", "Confirm completeness"),
        Text("Vollständigkeit festgestellt", "Completeness confirmed"),
    ),
    "recommend": TriggerWords(
        Text("Bewilligung vorschlagen", "Propose grant"),
        Text("Bewilligung vorgeschlagen, Mittel reserviert", "Grant proposed, money reserved"),
    ),
    "recommend_rejection": TriggerWords(
        Text("Ablehnung vorschlagen", "Propose rejection"),
        Text("Ablehnung vorgeschlagen", "Rejection proposed"),
    ),
    "put_on_waitlist": TriggerWords(
        Text("Auf die Warteliste setzen", "Put on the waiting list"),
        Text("Auf die Warteliste gesetzt", "Placed on the waiting list"),
    ),
    "move_up": TriggerWords(
        Text("Von der Warteliste nachrücken lassen", "Move up from the waiting list"),
        Text("Von der Warteliste nachgerückt", "Moved up from the waiting list"),
    ),
    "list_closed": TriggerWords(
        Text("Warteliste schließen", "Close waiting list"),
        Text("Warteliste geschlossen", "Waiting list closed"),
    ),
    "approve_first": TriggerWords(
        Text("Erste Freigabe erteilen", "Give first approval"),
        Text("Erste Freigabe erteilt", "First approval given"),
    ),
    "approve_second": TriggerWords(
        Text("Zweite Freigabe erteilen", "Give second approval"),
        Text("Zweite Freigabe erteilt: bewilligt", "Second approval given: granted"),
    ),
    "reject_first": TriggerWords(
        Text("Ablehnung als erste Person zeichnen", "Sign rejection as first person"),
        Text("Ablehnung von der ersten Person gezeichnet", "Rejection signed by the first person"),
    ),
    "reject_second": TriggerWords(
        Text("Ablehnung als zweite Person zeichnen", "Sign rejection as second person"),
        Text(
            "Ablehnung von der zweiten Person gezeichnet: abgelehnt",
            "Rejection signed by the second person: rejected",
        ),
    ),
    "return_case": TriggerWords(
        Text("Vorschlag zurückgeben", "Return proposal"),
        Text("Vorschlag zurückgegeben", "Proposal returned"),
    ),
    "undo_decision": TriggerWords(
        Text("Entscheidung zurücknehmen", "Undo decision"),
        Text("Entscheidung zurückgenommen", "Decision undone"),
    ),
    "year_over": TriggerWords(
        Text(
            "Nach Ablauf des Haushaltsjahres zurückgeben", "Return after the end of the budget year"
        ),
        Text(
            "Haushaltsjahr abgelaufen, neue Bewertung nötig",
            "Budget year over, new assessment needed",
        ),
    ),
    "withdraw": TriggerWords(
        Text("Antrag zurückziehen", "Withdraw application"),
        Text("Antrag zurückgezogen", "Application withdrawn"),
    ),
    "propose_cessation": TriggerWords(
        Text("Einstellung vorschlagen", "Propose to discontinue"),
        Text("Einstellung vorgeschlagen", "Discontinuation proposed"),
    ),
    "discontinue": TriggerWords(
        Text("Verfahren einstellen", "Discontinue proceedings"),
        Text("Verfahren eingestellt", "Proceedings discontinued"),
    ),
    "succeed": TriggerWords(
        Text("Auf die Rechtsnachfolge übertragen", "Pass to the legal successor"),
        Text("Auf die Rechtsnachfolge übergegangen", "Passed to the legal successor"),
    ),
    "record_notice": TriggerWords(
        Text("Bescheid erfassen", "Record notice"), Text("Bescheid erfasst", "Notice recorded")
    ),
    "retrieve_notice": TriggerWords(
        Text("Bescheid jetzt abrufen", "Retrieve the notice now"),
        Text("Bescheid abgerufen", "Notice retrieved"),
    ),
    "record_payment": TriggerWords(
        Text("Zahlung erfassen", "Record payment"), Text("Zahlung erfasst", "Payment recorded")
    ),
    "start": TriggerWords(
        Text("Bewilligungszeitraum beginnen", "Begin project period"),
        Text("Bewilligungszeitraum begonnen", "Project period begun"),
    ),
    "waive_remedy": TriggerWords(
        Text("Auf Rechtsbehelfe verzichten", "Waive legal remedies"),
        Text("Auf Rechtsbehelfe verzichtet", "Legal remedies waived"),
    ),
    "renounce": TriggerWords(
        Text("Auf die Zuwendung verzichten", "Renounce grant"),
        Text("Auf die Zuwendung verzichtet", "Grant renounced"),
    ),
    "period_ended": TriggerWords(
        Text("Bewilligungszeitraum beenden", "End project period"),
        Text("Bewilligungszeitraum beendet", "Project period ended"),
    ),
    "report": TriggerWords(
        Text("Verwendungsnachweis einreichen", "Hand in proof of use"),
        Text("Verwendungsnachweis eingereicht", "Proof of use handed in"),
    ),
    "open_hearing": TriggerWords(
        Text("Kommune anhören", "Hear the municipality"),
        Text("Anhörung eröffnet", "Hearing opened"),
    ),
    "comment": TriggerWords(
        Text("Äußerung abgeben", "Send the comment"),
        Text("Äußerung der Kommune eingegangen", "Comment of the municipality received"),
    ),
    "hearing_lapsed": TriggerWords(
        Text("Anhörung ohne Äußerung beenden", "End the hearing without a comment"),
        Text("Anhörung ohne Äußerung beendet", "Hearing ended without a comment"),
    ),
    "drop_claim": TriggerWords(
        Text("Anhörung ohne Folgen beenden", "End the hearing without consequences"),
        Text("Anhörung ohne Folgen beendet", "Hearing ended without consequences"),
    ),
    "finish_audit": TriggerWords(
        Text("Nachweisprüfung abschließen", "Finish audit"),
        Text("Nachweisprüfung abgeschlossen", "Audit finished"),
    ),
    "return_audit": TriggerWords(
        Text("Abrechnung zurückgeben", "Return settlement"),
        Text("Abrechnung an die Nachweisprüfung zurückgegeben", "Settlement returned to the audit"),
    ),
    "settle": TriggerWords(
        Text("Abrechnung zeichnen", "Sign settlement"),
        Text("Abrechnung gezeichnet", "Settlement signed"),
    ),
    **CLAIM_TRIGGERS,
    "close": TriggerWords(
        Text("Vorgang abschließen", "Close case"), Text("Vorgang abgeschlossen", "Case closed")
    ),
    "close_rejected": TriggerWords(
        Text("Abgelehnten Vorgang abschließen", "Close rejected case"),
        Text("Abgelehnter Vorgang abgeschlossen", "Rejected case closed"),
    ),
    "reopen": TriggerWords(
        Text("Vorgang wieder aufnehmen", "Reopen case"),
        Text("Vorgang wieder aufgenommen", "Case reopened"),
    ),
}

CALL_TRIGGERS: dict[str, TriggerWords] = {
    "open": TriggerWords(
        Text("Förderaufruf öffnen", "Open call"), Text("Förderaufruf geöffnet", "Call opened")
    ),
    "close": TriggerWords(
        Text("Förderaufruf schließen", "Close call"),
        Text("Förderaufruf geschlossen", "Call closed"),
    ),
    "reopen": TriggerWords(
        Text("Förderaufruf erneut öffnen", "Reopen call"),
        Text("Förderaufruf erneut geöffnet", "Call reopened"),
    ),
    "settle": TriggerWords(
        Text("Förderaufruf abrechnen", "Settle call"),
        Text("Förderaufruf abgerechnet", "Call settled"),
    ),
    "cancel": TriggerWords(
        Text("Förderaufruf aufheben", "Cancel call"),
        Text("Förderaufruf aufgehoben", "Call cancelled"),
    ),
}

# Acts that change no state.
EXTRA_ACTS: dict[str, TriggerWords] = {
    "edit": TriggerWords(
        Text("Antrag bearbeiten", "Edit application"),
        Text("Antrag bearbeitet", "Application edited"),
    ),
    "save_proof": TriggerWords(
        Text("Verwendungsnachweis bearbeiten", "Edit proof of use"),
        Text("Verwendungsnachweis bearbeitet", "Proof of use edited"),
    ),
    "judge_points": TriggerWords(
        Text("Formale Prüfung speichern", "Save formal check"),
        Text("Prüfpunkte beurteilt", "Points of the formal check judged"),
    ),
    "score_case": TriggerWords(
        Text("Bewertung speichern", "Save assessment"),
        Text("Bewertung gespeichert", "Assessment saved"),
    ),
    "answer": TriggerWords(
        Text("Antworten speichern", "Save replies"), Text("Antworten gespeichert", "Replies saved")
    ),
}
