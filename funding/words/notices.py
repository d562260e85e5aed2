"""What the notices of a case are called, for those who look for one."""

from __future__ import annotations

from funding.words.text import Text

NOTICE_KINDS: dict[str, Text] = {
    "draft_created": Text("Entwurf angelegt", "Draft created"),
    "rights_changed": Text("Recht am Entwurf geändert", "Right on the draft changed"),
    "cosign_requested": Text("Bitte um Mitzeichnung", "Request to co-sign"),
    "cosign_again": Text("Bitte um erneute Mitzeichnung", "Request to co-sign again"),
    "cosign_contact": Text(
        "Bitte um Mitzeichnung an die Kontaktadresse", "Request to co-sign, to the contact address"
    ),
    "cosign_access_missing": Text(
        "Partnerkommune ohne zeichnungsberechtigte Person", "Partner without a signatory"
    ),
    "cosign_complete": Text("Alle Partner haben mitgezeichnet", "All partners have co-signed"),
    "cosigned_by": Text("Eine Partnerkommune hat mitgezeichnet", "A partner has co-signed"),
    "cosign_declined": Text(
        "Eine Partnerkommune hat nicht mitgezeichnet", "A partner has not co-signed"
    ),
    "cosign_reopened": Text("Gemeinsamer Antrag wird geändert", "Joint application is changed"),
    "draft_discarded": Text("Entwurf verworfen", "Draft discarded"),
    "draft_expired": Text("Antrag nicht eingereicht", "Application not submitted"),
    "deadline_extended": Text("Antragsfrist verlängert", "Application deadline extended"),
    "application_received": Text("Eingangsbestätigung", "Confirmation of receipt"),
    "application_received_partner": Text(
        "Eingangsbestätigung für Partner", "Confirmation of receipt for partners"
    ),
    "queue_new": Text("Neu eingegangen", "Newly received"),
    "check_begun": Text("Ansprechperson benannt", "Contact person named"),
    "case_assigned": Text("Vorgang zugewiesen", "Case assigned"),
    "queue_returned": Text("Vorgang wieder im Arbeitsvorrat", "Case back in the queue"),
    "claim_lapsed": Text("Übernahme verfallen", "Claim lapsed"),
    "contact_changed": Text("Andere Ansprechperson", "Another contact person"),
    "contact_changed_told": Text(
        "Angaben zur Ansprechperson geändert", "Entries of the contact person changed"
    ),
    "information_requested": Text("Nachforderung", "Request for information"),
    "information_requested_partner": Text(
        "Nachforderung (Partner)", "Request for information (partners)"
    ),
    "extension_asked": Text("Bitte um Fristverlängerung", "Request for a longer period"),
    "extension_granted": Text("Frist verlängert", "Period extended"),
    "extension_refused": Text("Fristverlängerung abgelehnt", "Extension refused"),
    "answer_received": Text("Eingang der Antwort", "Receipt of the reply"),
    "answer_available": Text("Antwort der Kommune liegt vor", "The municipality has replied"),
    "answer_lapsed": Text("Frist für die Antwort abgelaufen", "Reply deadline passed"),
    "answer_lapsed_office": Text("Keine Antwort der Kommune", "No reply from the municipality"),
    "annex_received": Text("Eingang einer zugesagten Unterlage", "Receipt of a promised document"),
    "annex_delivered": Text("Zugesagte Unterlage nachgereicht", "Promised document handed in"),
    "application_complete": Text("Antrag ist vollständig", "Application is complete"),
    "score_requested": Text("Bitte um Bewertung", "Request for an assessment"),
    "decision_requested": Text("Entscheidungsvorschlag liegt vor", "Proposal ready for decision"),
    "rejection_proposed": Text("Vorschlag zur Ablehnung", "Rejection proposed"),
    "waitlisted": Text("Auf der Warteliste", "On the waiting list"),
    "moved_up": Text("Antrag rückt nach", "Application moved up"),
    "waitlist_closed": Text("Warteliste geschlossen", "Waiting list closed"),
    "second_approval_requested": Text("Bitte um zweite Freigabe", "Second approval requested"),
    "further_approval_requested": Text("Bitte um weitere Freigabe", "Further approval requested"),
    "decided_grant": Text(
        "Bewilligung entschieden, Bescheid fertigen", "Grant decided, issue the notice"
    ),
    "decided_grant_told": Text("Bewilligung entschieden", "Grant decided"),
    "second_rejection_requested": Text(
        "Bitte um zweite Zeichnung der Ablehnung", "Second signature of the rejection requested"
    ),
    "decided_rejection": Text(
        "Ablehnung entschieden, Bescheid fertigen", "Rejection decided, issue the notice"
    ),
    "decided_rejection_told": Text("Ablehnung entschieden", "Rejection decided"),
    "proposal_returned": Text("Vorschlag zurückgegeben", "Proposal returned"),
    "decision_undone": Text("Entscheidung zurückgenommen", "Decision undone"),
    "year_over": Text("Haushaltsjahr abgelaufen", "Budget year over"),
    "withdrawn_town": Text(
        "Antrag zurückgezogen (Kommunen)", "Application withdrawn (municipalities)"
    ),
    "withdrawn_office": Text("Antrag zurückgezogen (Amt)", "Application withdrawn (office)"),
    "cessation_proposed": Text("Einstellung vorgeschlagen", "Discontinuation proposed"),
    "discontinued": Text("Verfahren eingestellt", "Proceedings discontinued"),
    "succeeded": Text("Vorgang geht über", "Case passes on"),
    "notice_granted": Text("Bescheid (Bewilligung)", "Decision notice (grant)"),
    "notice_rejected": Text("Bescheid (Ablehnung)", "Decision notice (rejection)"),
    "payment_made": Text("Auszahlung", "Payment"),
    "repayment_received": Text("Rückzahlung eingegangen", "Repayment received"),
    "period_started": Text("Beginn des Bewilligungszeitraums", "Start of the project period"),
    "renounced": Text("Verzicht auf die Zuwendung", "Grant renounced"),
    "annulment_hearing": Text("Anhörung zur Aufhebung", "Hearing on taking the notice back"),
    "annulment_hearing_office": Text(
        "Anhörung zur Aufhebung eröffnet", "Hearing on taking the notice back opened"
    ),
    "annulment_dropped": Text("Bescheid bleibt bestehen", "Notice remains in force"),
    "proof_due": Text("Verwendungsnachweis fällig", "Proof of use due"),
    "report_received": Text("Eingang des Verwendungsnachweises", "Receipt of the proof of use"),
    "report_available": Text("Verwendungsnachweis liegt vor", "Proof of use handed in"),
    "settlement_to_sign": Text("Abrechnung zur Zeichnung", "Settlement ready for signature"),
    "audit_returned": Text("Abrechnung zurückgegeben", "Settlement returned"),
    "settled": Text("Schlussbescheid", "Final notice"),
    "recovery_to_collect": Text("Rückforderung zu überwachen", "Claim to be watched"),
    "repayment_due": Text("Rückzahlung ist fällig", "Repayment is due"),
    "repayment_reminder": Text("Erinnerung an die Rückzahlung", "Reminder of the repayment"),
    "repayment_overdue": Text("Mahnung zur Rückzahlung", "Repayment overdue"),
    "repayment_overdue_office": Text(
        "Kommune hat nicht zurückgezahlt", "The municipality has not repaid"
    ),
    "claim_payment": Text("Zahlung auf eine Rückforderung", "Payment on a claim"),
    "relief_to_decide": Text(
        "Stundung, Raten oder Erlass beantragt", "Relief of a claim asked for"
    ),
    "relief_refused": Text("Erleichterung nicht gewährt", "Relief of a claim refused"),
    "deferral_granted": Text("Rückzahlung gestundet", "Repayment deferred"),
    "instalments_granted": Text("Rückzahlung in Raten", "Repayment in instalments"),
    "claim_waived": Text("Rückforderung erlassen", "Claim waived"),
    "claim_written_off": Text("Rückforderung niedergeschlagen", "Claim written off"),
    "claim_enforced": Text("Rückforderung wird vollstreckt", "Claim is being enforced"),
    "recovered": Text("Rückforderung erledigt", "Claim settled"),
    "interest_hearing": Text("Anhörung zu Zinsen", "Hearing about interest"),
    "interest_hearing_reminder": Text(
        "Erinnerung an die Äußerung zu Zinsen", "Reminder to comment on interest"
    ),
    "interest_to_sign": Text("Zinsbescheid zur Zeichnung", "Notice about interest to be signed"),
    "interest_commented": Text("Äußerung zu Zinsen liegt vor", "Comment on interest has come"),
    "interest_claimed": Text("Zinsbescheid", "Notice about interest"),
    "interest_to_collect": Text("Zinsforderung zu überwachen", "Interest claim to be watched"),
    "interest_to_give_up": Text("Verzicht auf Zinsen zu bestätigen", "Giving up interest"),
    "interest_given_up": Text("Auf Zinsen verzichtet", "Interest given up"),
    "interest_not_asked": Text("Zinsen werden nicht verlangt", "No interest is asked for"),
    "interest_returned": Text("Zinsvorschlag zurückgegeben", "Proposal of interest returned"),
    "interest_dropped": Text("Anhörung zu Zinsen erledigt", "Hearing about interest over"),
    "interest_withdrawn": Text("Zinsvorschlag zurückgezogen", "Proposal of interest withdrawn"),
    "interest_ending": Text("Zinsen drohen zu verjähren", "Interest about to lapse"),
    "rest_to_pay": Text("Restzahlung", "Rest to pay"),
    "case_closed": Text("Vorhaben abgeschlossen", "Project closed"),
    "case_closed_rejected": Text(
        "Vorgang nach Ablehnung abgeschlossen", "Case closed after rejection"
    ),
    "reopened": Text("Vorgang wird neu bearbeitet", "Case reconsidered"),
    "settlement_redone": Text("Abrechnung wird neu aufgenommen", "Settlement reconsidered"),
    "claim_ceased": Text("Forderung entfällt", "Claim ends"),
    "settlement_redone_office": Text("Abrechnung neu aufgenommen", "Settlement taken up again"),
    "partner_part_changed": Text(
        "Partner hat seinen Anteil geändert", "Partner has changed its part"
    ),
    "score_available": Text("Zweite Bewertung liegt vor", "Second assessment finished"),
    "holder_biased": Text("Befangenheit der bearbeitenden Person", "Bias of who holds the case"),
    "note_mentioned": Text("Notiz nennt jemanden", "A note names somebody"),
    "message_received": Text("Nachricht an die Kommune", "Message to the municipality"),
    "message_available": Text("Nachricht der Kommune", "Message from the municipality"),
    "task_due": Text("Aufgabe fällig", "Task due"),
    "interim_received": Text("Eingang eines Zwischennachweises", "Receipt of an interim proof"),
    "interim_available": Text(
        "Zwischennachweis der Kommune liegt vor", "Interim proof of the municipality"
    ),
    "interim_check_begun": Text(
        "Durchsicht eines Zwischennachweises", "Interim proof being looked through"
    ),
    "interim_questioned": Text("Zwischennachweis zu ergänzen", "Interim proof to be completed"),
    "interim_accepted": Text("Zwischennachweis angenommen", "Interim proof accepted"),
    "interim_reminder": Text(
        "Erinnerung an einen Zwischennachweis", "Reminder of an interim proof"
    ),
    "interim_overdue": Text("Zwischennachweis überfällig", "Interim proof overdue"),
    "change_consent_asked": Text(
        "Bitte um Zustimmung zu einem Partnerwechsel", "Request to agree to a change of partners"
    ),
    "change_consent_reminder": Text(
        "Erinnerung an die Zustimmung zu einem Partnerwechsel",
        "Reminder to agree to a change of partners",
    ),
    "change_consent_overdue": Text(
        "Antworten zu einem Partnerwechsel fehlen", "Answers about a change of partners are missing"
    ),
    "change_agreed": Text("Zustimmung zu einem Partnerwechsel", "Agreed to a change of partners"),
    "change_declined": Text(
        "Keine Zustimmung zu einem Partnerwechsel", "Not agreed to a change of partners"
    ),
    "change_partners_granted": Text(
        "Partnerwechsel zugestimmt (Partner)", "Change of partners granted (partners)"
    ),
    "change_partners_refused": Text(
        "Partnerwechsel abgelehnt (Partner)", "Change of partners refused (partners)"
    ),
    "change_received": Text("Eingang einer Änderung", "Receipt of a change"),
    "change_available": Text("Änderung der Kommune liegt vor", "Change of the municipality"),
    "change_questioned": Text("Rückfrage zu einer Änderung", "Question about a change"),
    "change_lapsed": Text("Rückfrage nicht beantwortet", "Question not answered"),
    "change_lapsed_office": Text(
        "Keine Antwort der Kommune zu einer Änderung",
        "No reply of the municipality about a change",
    ),
    "change_noted": Text("Änderung zur Kenntnis genommen", "Change noted"),
    "change_to_decide": Text("Änderung zur Entscheidung", "Change ready for decision"),
    "change_granted": Text("Änderung zugestimmt", "Change granted"),
    "change_award_lowered": Text("Zuwendung gesenkt", "Award lowered"),
    "change_refused": Text("Änderung abgelehnt", "Change refused"),
    "change_decided_office": Text(
        "Änderung entschieden, Bescheid fertigen", "Change decided, issue the notice"
    ),
    "change_notice_sent": Text("Bescheid über eine Änderung", "Notice on a change"),
    "change_sent_back": Text("Änderung zurückgegeben", "Change sent back"),
    "change_withdrawn": Text("Änderung zurückgezogen", "Change withdrawn"),
    "change_reminder": Text("Erinnerung an eine Rückfrage", "Reminder of a question"),
    "hearing_opened": Text("Anhörung zu einer Rückforderung", "Hearing about a claim"),
    "comment_received": Text("Eingang der Äußerung", "Receipt of the comment"),
    "comment_available": Text("Äußerung der Kommune liegt vor", "Comment of the municipality"),
    "revocation_hearing": Text("Anhörung zum Widerruf", "Hearing about a revocation"),
    "revocation_dropped": Text(
        "Anhörung zum Widerruf abgeschlossen", "Hearing about a revocation closed"
    ),
    "renunciation_to_weigh": Text("Verzicht nach Auszahlung", "Grant renounced after payment"),
    "revoked": Text("Widerruf, Rücknahme oder Erstattung", "Revocation, withdrawal or repayment"),
    "hearing_lapsed": Text("Frist der Anhörung abgelaufen", "Period of the hearing over"),
    "hearing_lapsed_office": Text("Keine Äußerung der Kommune", "No comment of the municipality"),
    "claim_dropped": Text("Anhörung abgeschlossen", "Hearing closed"),
    "hearing_reminder": Text("Erinnerung an die Anhörung", "Reminder of the hearing"),
    "revocation_ending": Text("Jahresfrist für den Widerruf", "Year for revoking the notice"),
    "opinion_requested": Text("Bitte um Stellungnahme", "Opinion requested"),
    "opinion_accepted": Text("Stellungnahme zugesagt", "Opinion accepted"),
    "opinion_given": Text("Stellungnahme liegt vor", "Opinion given"),
    "opinion_late": Text("Stellungnahme nachgereicht", "Opinion given late"),
    "opinion_declined": Text("Stellungnahme abgelehnt", "Opinion declined"),
    "opinion_lapsed": Text("Stellungnahme nicht eingegangen", "Opinion not received"),
    "opinion_lapsed_expert": Text("Frist der Stellungnahme vorbei", "Day of the opinion passed"),
    "opinion_recalled": Text("Stellungnahme nicht mehr nötig", "Opinion no longer needed"),
    "opinions_complete": Text("Keine Stellungnahme steht aus", "No opinion is outstanding"),
    "opinion_reminder": Text("Erinnerung an die Stellungnahme", "Reminder of the opinion"),
    "draft_reminder": Text(
        "Erinnerung an den Antragsschluss", "Reminder of the application deadline"
    ),
    "cosign_reminder": Text("Erinnerung an die Mitzeichnung", "Reminder to co-sign"),
    "task_overdue": Text("Aufgabe fällig oder überfällig", "Task due or overdue"),
    "legal_limit": Text(
        "Bearbeitungsdauer nach § 75 VwGO", "Processing time under section 75 VwGO"
    ),
    "answer_reminder": Text("Erinnerung an die Antwort", "Reminder to reply"),
    "approval_reminder": Text("Erinnerung an die Freigabe", "Reminder of the approval"),
    "waitlist_ending": Text("Warteliste endet bald", "Waiting list ends soon"),
    "remedy_ending": Text("Rechtsbehelfsfrist endet bald", "Period for remedies ends soon"),
    "remedy_waived": Text("Verzicht auf Rechtsbehelfe", "Waiver of legal remedies"),
    "remedy_waived_office": Text(
        "Verzicht auf Rechtsbehelfe (Amt)", "Waiver of legal remedies (office)"
    ),
    "notice_final": Text("Bescheid ist bestandskräftig", "Notice is final"),
    "period_ending": Text("Bewilligungszeitraum endet bald", "Project period ends soon"),
    "proof_reminder": Text("Erinnerung an den Verwendungsnachweis", "Reminder of the proof of use"),
    "proof_overdue": Text("Verwendungsnachweis überfällig", "Proof of use overdue"),
    "hearing_to_open": Text(
        "Anhörung zum fehlenden Nachweis", "Hearing about a missing proof of use"
    ),
    "proof_threat": Text(
        "Verwendungsnachweis fehlt, Widerruf möglich", "Proof of use missing, revocation possible"
    ),
    "drawdown_reminder": Text(
        "Erinnerung an den letzten Mittelabruf", "Reminder of the last payment request"
    ),
    "annex_reminder": Text(
        "Erinnerung an eine zugesagte Unterlage", "Reminder of a promised document"
    ),
    "notice_to_sign": Text("Bescheid zu zeichnen", "Notice to sign"),
    "notice_sent_back": Text("Bescheid nicht gezeichnet", "Notice not signed"),
    "notice_provided": Text("Bescheid liegt bereit", "Notice is ready"),
    "retrieval_reminder": Text("Bescheid noch nicht abgerufen", "Notice not retrieved yet"),
    "notice_retrieved": Text("Abruf des Bescheids", "Retrieval of the notice"),
    "notice_retrieved_office": Text("Bescheid abgerufen (Amt)", "Notice retrieved (office)"),
    "notice_to_send": Text("Bescheid zu versenden", "Notice to send"),
    "notice_sent": Text("Bescheid versandt (Amt)", "Notice sent (office)"),
    "notice_arrived": Text("Zugang eines Bescheids (Amt)", "Arrival of a notice (office)"),
    "notice_came_back": Text("Bescheid zurückgekommen", "Notice came back"),
    "notice_void": Text("Bescheid nicht abgerufen", "Notice not retrieved"),
    "notice_dropped": Text("Bescheidentwurf verworfen", "Draft notice dropped"),
    "notice_recalled": Text("Bescheid zurückgezogen", "Notice taken back"),
    "notice_recalled_office": Text("Bescheid zurückgezogen (Amt)", "Notice taken back (office)"),
    "notice_overtaken": Text("Bescheid überholt", "Notice overtaken"),
    "remedy_filed": Text("Klage eingegangen, Zahlungen ruhen", "Action filed, payments on hold"),
    "remedy_filed_office": Text("Klage erfasst (Amt)", "Action recorded (office)"),
    "remedy_inquired": Text("Stand einer Klage (Amt)", "Where an action stands (office)"),
    "remedy_ended": Text("Klageverfahren beendet", "Court proceedings ended"),
    "remedy_ended_office": Text("Klageverfahren beendet (Amt)", "Court proceedings ended (office)"),
    "remedy_won": Text("Bescheid vom Gericht aufgehoben", "Notice set aside by the court"),
    "remedy_won_office": Text("Bescheid aufgehoben (Amt)", "Notice set aside (office)"),
    "drawdown_received": Text("Eingang des Mittelabrufs", "Receipt of the drawdown"),
    "drawdown_to_check": Text("Mittelabruf prüfen", "Drawdown to check"),
    "drawdown_questioned": Text("Rückfrage zum Mittelabruf", "Question about the drawdown"),
    "drawdown_to_compute": Text(
        "Mittelabruf rechnerisch feststellen", "Drawdown to be found arithmetically right"
    ),
    "drawdown_to_order": Text("Zahlung anordnen", "Payment to order"),
    "drawdown_to_pay": Text("Angeordnete Zahlung", "Ordered payment"),
    "drawdown_paid": Text("Mittelabruf ausgezahlt", "Drawdown paid"),
    "drawdown_bounced": Text("Zahlung kam zurück", "Payment came back"),
    "drawdown_refused": Text("Mittelabruf abgelehnt", "Drawdown refused"),
    "drawdown_withdrawn": Text("Mittelabruf zurückgezogen", "Drawdown withdrawn"),
    "drawdown_repaid": Text("Mittelabruf zurückgezahlt", "Drawdown paid back"),
    "use_to_confirm": Text("Verwendung bestätigen", "Use to confirm"),
    "use_overdue": Text("Verwendungsfrist abgelaufen", "Use period over"),
    "use_overdue_office": Text("Verwendung nicht bestätigt", "Use not confirmed"),
    "use_confirmed": Text("Verwendung bestätigt", "Use confirmed"),
    "delivery_failed": Text("Mail war nicht zustellbar", "Mail could not be delivered"),
}
