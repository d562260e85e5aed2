"""The letters that the design asks for, E01 to E67, and which of ours is which of them.

The design is two documents: of mails (E01 to E35) and of notices (E36 on, which corrects the
first). What belongs to stages that are not built yet is named, and so is what we word otherwise.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from funding.notices.allowed import kinds
from funding.notices.letters import LANGUAGES, write
from funding.notices.samples import ALONG, facts_in
from funding.queries.notices.owed_by import days_owing
from funding.services.notices.edit_text import TEST


class Ours(NamedTuple):
    """Our kinds for a letter of the design; of the first, the subject in German and English.

    ``says`` is what its German text has to tell, in words of the design.
    """

    kinds: str
    german: str
    english: str
    says: tuple[str, ...] = ()


# Letters of the design that we have, with the subject of the first kind (a pattern).
HERE: dict[str, Ours] = {
    "E01": Ours(
        "invitation",
        "Ihr Zugang zum Förderportal – Musterstadt",
        "Your access",
        ("hat für Sie einen Zugang zum Förderportal eingerichtet (Musterstadt).",),
    ),
    "E02": Ours(
        "password_reset",
        "Passwort zurücksetzen",
        "Reset your password",
        ("Wir fragen nie am Telefon",),
    ),
    "E03": Ours("draft_created", "Ihr Antragsentwurf ist angelegt", "Your draft"),
    "E04": Ours("draft_reminder", "Noch 7 Tage bis zum Antragsschluss", "7 days left"),
    "E06": Ours(
        "cosign_requested cosign_contact cosign_reminder cosign_access_missing",
        "Bitte um Mitzeichnung bis 16.11.2026",
        "[Cc]o-sign",
        ("mit – oder teilen Sie Musterstadt mit, was noch fehlt.",),
    ),
    "E07": Ours(
        "cosign_complete cosigned_by cosign_declined",
        "Alle Partner haben mitgezeichnet",
        "All partners have co-signed",
    ),
    "E08": Ours(
        "application_received application_received_partner",
        "Ihr Antrag ist eingegangen",
        "We have received your application",
    ),
    "E09": Ours(
        "case_assigned queue_new queue_returned",
        "Der Vorgang liegt jetzt bei Ihnen",
        "The case is now with you",
        ("Sachbearbeitung hat Ihnen KP-2027-0000 übergeben: Eine",),
    ),
    "E10": Ours(
        "check_begun contact_changed contact_changed_told",
        "Ihre Ansprechperson im Landespräventionsrat",
        "Your contact person",
    ),
    "E11": Ours(
        "information_requested information_requested_partner",
        "Bitte ergänzen Sie 2 Angaben bis 16.11.2026",
        "Please add 2 items by 16/11/2026",
    ),
    "E12": Ours(
        "answer_reminder",
        "Noch 7 Tage für Ihre Antwort",
        "7 days left to reply",
        ("Ohne Antwort entscheiden wir nach den vorliegenden Angaben.",),
    ),
    "E13": Ours(
        "answer_available report_available annex_delivered change_available change_withdrawn "
        "comment_available interim_available",
        "Antwort der Kommune liegt vor",
        "The municipality has replied",
    ),
    "E14": Ours(
        "answer_lapsed answer_lapsed_office hearing_lapsed hearing_lapsed_office",
        "Die Frist für Ihre Antwort ist abgelaufen",
        "Your reply deadline has passed",
        ("noch antworten", "Bitte tun Sie das möglichst bald: https://"),
    ),
    "E15": Ours(
        "decision_requested rejection_proposed",
        r"Entscheidungsvorschlag liegt vor \(",
        "ready for decision",
    ),
    "E16": Ours(
        "second_approval_requested further_approval_requested second_rejection_requested "
        "approval_reminder",
        "Bitte um zweite Freigabe",
        "[Ss]econd approval",
        ("Bitte entscheiden Sie bis Montag, 16. November 2026.",),
    ),
    "E17": Ours(
        "proposal_returned decision_undone year_over audit_returned",
        "Vorschlag zurückgegeben",
        "Proposal returned",
        ("Die Reservierung von 58.000,00 € ist aufgehoben.",),
    ),
    "E18": Ours("notice_granted", "Ihr Bescheid", "Your decision notice"),
    "E19": Ours("notice_rejected", "Ihr Bescheid", "Your decision notice"),
    "E21": Ours(
        "drawdown_reminder notice_final",
        "Letzter Mittelabruf",
        "[Ll]ast",
        ("Nicht abgerufene Mittel können danach verfallen.",),
    ),
    "E22": Ours(
        "payment_made rest_to_pay drawdown_questioned drawdown_refused drawdown_withdrawn",
        "12.345,50 € sind ausgezahlt",
        "paid",
    ),
    "E22s": Ours(
        "drawdown_to_pay drawdown_to_check drawdown_to_compute drawdown_to_order drawdown_bounced "
        "drawdown_paid",
        "Angeordnete Zahlung ausführen",
        "Ordered payment",
        ("Feststellung, Anordnung und Zahlung liegen bei verschiedenen Personen.",),
    ),
    "E23": Ours(
        "use_to_confirm use_overdue use_overdue_office use_confirmed",
        "Bitte Verwendung von 12.345,50 € bestätigen",
        "confirm the use",
        ("Nicht verwendete Mittel müssen Sie gegebenenfalls mit Zinsen zurückzahlen.",),
    ),
    "E24": Ours(
        "interim_reminder interim_overdue",
        "Zwischennachweis bis 16.11.2026",
        "Interim proof due",
        ("ein Zwischennachweis fällig.",),
    ),
    "E25": Ours(
        "proof_due proof_reminder",
        "Verwendungsnachweis bis 16.11.2026",
        "[Pp]roof of use",
        (
            "endete am Freitag, 31. Dezember 2027.",
            "bis Montag, 16. November 2026 ein.",
            "Sachbericht und zahlenmäßigem Nachweis",
        ),
    ),
    "E26": Ours(
        "proof_threat proof_overdue hearing_to_open",
        "Verwendungsnachweis fehlt – Widerruf möglich",
        "missing",
        (
            "Liegt er auch dann nicht vor, prüfen wir den Widerruf des Bescheids und die "
            "Rückforderung der Zuwendung.",
        ),
    ),
    "E27": Ours("case_closed", "Das Vorhaben ist abgeschlossen", "closed"),
    "E28": Ours("budget_warning", "Mittelstand 2027: Gewalt noch 200.000,00 € verfügbar", "left"),
    "E29": Ours(
        "bank_proposed bank_confirmed bank_to_call bank_active bank_replaced bank_refused "
        "bank_lapsed",
        "Sicherheit: Die Bankverbindung von Musterstadt soll geändert werden",
        "Security: Bank details of Musterstadt are about to change",
        ("Bis dahin zahlen wir nicht aus.", "Stimmt das nicht?"),
    ),
    "E30": Ours(
        "delivery_failed",
        "E-Mail nicht zustellbar",
        "could not be delivered",
        ("löst eine Frist aus", "Bitte klären Sie die Adresse und geben Sie", "auf anderem Weg"),
    ),
    "E30a": Ours(
        "message_received message_available",
        "Neue Nachricht von Sachbearbeitung",
        "New message from",
        ("Aus Gründen des Datenschutzes steht der Text nur im Portal.",),
    ),
    "E31": Ours(
        "call_opened call_closed call_reopened call_settled call_cancelled",
        "Förderaufruf 2027",
        "Call",
    ),
    "E33": Ours("withdrawn_town withdrawn_office", "Antrag zurückgezogen", "withdrawn"),
    "E20": Ours(
        "retrieval_reminder",
        "Bitte rufen Sie Ihren Bescheid ab",
        "Please retrieve your decision notice",
        ("geben wir ihn auf anderem Weg bekannt, in der Regel mit der Post.",),
    ),
    "E34": Ours(
        "remedy_ending",
        "Bescheid wird bestandskräftig",
        "final",
        ("Ob Sie auf Rechtsbehelfe verzichten, entscheiden Sie.",),
    ),
    "E32": Ours(
        "hearing_opened hearing_reminder revocation_hearing annulment_hearing "
        "annulment_hearing_office",
        "Anhörung – Äußerung möglich bis",
        "Hearing",
        ("Bevor wir entscheiden, können Sie sich bis",),
    ),
    "E66": Ours(
        "claim_dropped revocation_dropped annulment_dropped",
        "Anhörung abgeschlossen",
        "Hearing closed",
    ),
    "E35": Ours("legal_limit revocation_ending interest_ending", "bis 16.11.2026", "by 16/11/2026"),
    "E36": Ours(
        "application_complete",
        "Ihr Antrag ist vollständig",
        "is complete",
        ("die Unterlagen sind vollständig.", "Sie müssen zurzeit nichts tun."),
    ),
    "E37": Ours(
        "opinion_requested opinion_reminder score_requested",
        "Bitte um Stellungnahme bis 16.11.2026",
        "[Oo]pinion",
    ),
    "E38": Ours(
        "opinion_given opinion_declined opinion_lapsed opinion_lapsed_expert opinion_late "
        "opinion_accepted opinion_recalled opinions_complete score_available",
        "Stellungnahme von Sachbearbeitung liegt vor",
        "Opinion given by",
    ),
    "E39": Ours(
        "decided_grant decided_grant_told decided_rejection decided_rejection_told",
        "Entscheidung getroffen – bitte Bescheid fertigen",
        "Decided – please",
        ("hat die zweite Freigabe", "Die Kommune erfährt das Ergebnis erst mit dem Bescheid."),
    ),
    "E40": Ours(
        "settlement_to_sign",
        "Abrechnung zur Zeichnung",
        "signature",
        ("zur Zeichnung vor", "mit Gründen zurück."),
    ),
    "E41": Ours(
        "waitlisted waitlist_closed waitlist_ending",
        "Ihr Antrag steht auf der Warteliste",
        "waiting list",
        (
            "ist geprüft und förderfähig. Die Mittel reichen zurzeit nicht aus.",
            "Eine Zusage ist damit nicht verbunden.",
        ),
    ),
    "E42": Ours(
        "moved_up", "Ihr Antrag rückt nach", "moved up", ("Eine Zusage ist das noch nicht.",)
    ),
    "E43": Ours(
        "draft_expired draft_discarded",
        "Ihr Antrag wurde nicht eingereicht",
        "was not submitted",
        (
            "Der Antragsschluss war am Donnerstag, 15. Oktober 2026.",
            "ist nicht eingereicht und wird nicht geprüft.",
        ),
    ),
    "E44": Ours(
        "cosign_again cosign_reopened partner_part_changed",
        "Bitte zeichnen Sie erneut mit",
        "Please co-sign again",
        ("2 Stellen betreffen Ihre Kommune.", "gilt deshalb nicht mehr."),
    ),
    "E45": Ours(
        "extension_granted extension_refused extension_asked deadline_extended",
        "Fristverlängerung bis 16.11.2026",
        "16/11/2026",
        ("Sie endet jetzt am Montag,",),
    ),
    "E46": Ours(
        "answer_received report_received annex_received change_received comment_received "
        "interim_received interim_check_begun interim_accepted",
        "Ihre Antwort ist eingegangen",
        "received",
    ),
    "E47": Ours(
        "interim_questioned",
        "Bitte ergänzen Sie den Zwischennachweis bis 16.11.2026",
        "Please complete your interim proof by 16/11/2026",
    ),
    "E48": Ours(
        "period_started period_ending",
        "Der Bewilligungszeitraum hat begonnen",
        "begun|st",
        ("Ausgaben müssen in dieser Zeit anfallen.",),
    ),
    "E50": Ours("settled revoked change_notice_sent", "Ihr Schlussbescheid", "notice"),
    "E51": Ours(
        "change_granted change_refused change_noted change_questioned change_reminder "
        "change_lapsed change_lapsed_office change_to_decide change_decided_office "
        "change_sent_back change_consent_asked change_consent_reminder change_consent_overdue change_agreed change_declined "
        "change_partners_granted change_partners_refused change_award_lowered",
        "Über Ihre Änderung ist entschieden",
        "Your change request has been decided",
        ("Die Termine im Portal sind angepasst.",),
    ),
    "E52": Ours(
        "drawdown_received",
        "Ihr Mittelabruf ist eingegangen",
        "received your drawdown",
        ("Ihr Mittelabruf Nr. 2 über 12.345,50 €",),
    ),
    "E53": Ours(
        "repayment_received drawdown_repaid repayment_due repayment_reminder repayment_overdue "
        "repayment_overdue_office deferral_granted instalments_granted claim_waived "
        "claim_written_off claim_enforced claim_payment recovered recovery_to_collect "
        "relief_to_decide relief_refused interest_hearing interest_hearing_reminder "
        "interest_to_sign interest_commented interest_claimed interest_to_collect "
        "interest_to_give_up interest_given_up interest_not_asked interest_returned "
        "interest_dropped interest_withdrawn",
        "Rückzahlung von 12.345,50 € eingegangen",
        "[Rr]epayment",
    ),
    "E56": Ours(
        "renounced renunciation_to_weigh",
        "Verzicht auf die Zuwendung",
        "renounced|[Rr]enunciation|[Ww]aiver",
    ),
    "E57": Ours(
        "remedy_filed remedy_filed_office remedy_ended remedy_ended_office remedy_won "
        "remedy_won_office remedy_inquired",
        "Rechtsbehelf eingegangen – Auszahlungen ruhen",
        "Remedy filed – payments on hold",
        ("bis darüber entschieden ist.",),
    ),
    "E58": Ours(
        "reopened settlement_redone settlement_redone_office claim_ceased",
        "wird neu bearbeitet",
        "reconsidered",
        ("gilt nicht mehr.",),
    ),
    "E59": Ours(
        "account_changed",
        "Sicherheit: Ihr Zugang wurde geändert",
        "Security",
        ("Rufen Sie uns bitte sofort an",),
    ),
    "E63": Ours(
        "task_overdue claim_lapsed",
        "Antwort auf die Nachforderung",
        "",
        ("erhält auch die Teamleitung diese Nachricht.",),
    ),
    "E64": Ours(
        "discontinued cessation_proposed",
        "Das Verfahren ist eingestellt",
        "discontinued",
        ("besteht nicht mehr und hat keine Rechtsnachfolge", "eingestellt worden."),
    ),
    "E65": Ours("succeeded", "Vorgang geht auf Musterstadt über", "[Cc]ase passes"),
    "E67": Ours(
        "case_closed_rejected",
        "Der Vorgang ist abgeschlossen",
        "closed",
        ("ist bestandskräftig. Der Vorgang ist damit abgeschlossen.",),
    ),
}
# Stages that are not built yet (issue 6: notices by retrieval, money after the decision, networks).
LATER = {
    "E55": "a partner leaves after submission",
    "E60": "asking the budget officer to confirm the funds of a proposal",
    "E61": "networks: their dates, signatures and ends",
}
# Every colleague of the town works on a draft without being invited to it.
OTHERWISE = {"E05": ("rights_changed",)}
# Ours that the design does not number.
OF_OUR_OWN = {
    *("annex_reminder", "holder_biased", "note_mentioned", "task_due"),
    *("transfer_proposed", "transfer_released", "transfer_refused", "transfer_withdrawn"),
    *("funds_blocked", "funds_unblocked"),
    *("notice_retrieved", "notice_retrieved_office", "notice_to_sign", "notice_sent_back"),
    *("notice_provided", "notice_void", "notice_dropped"),
    *("notice_recalled", "notice_recalled_office", "notice_overtaken"),
    *("notice_to_send", "notice_sent", "notice_arrived", "notice_came_back"),
    *("remedy_waived", "remedy_waived_office"),
    *("retention_over", "archive_offered", "archive_answered", "deletion_proposed"),
    *("deletion_returned", "case_deleted", "disposal_held", "disposal_resumed"),
}
FREE = {"E49", "E54", "E62"}
BASE = "https://foerderportal.example"


def ours(number):
    return HERE[number].kinds.split()


def letter(kind, language):
    facts = facts_in(language) | {"path": "/antraege/KP-2027-0000"}
    return write(kind, language, "Leitung", facts, BASE, ALONG)


def test_every_number_of_the_design_is_accounted_for_once():
    numbers = {f"E{n:02d}" for n in range(1, 68)} - FREE | {"E22s", "E30a"}
    named = [*HERE, *LATER, *OTHERWISE]
    assert sorted(named) == sorted(numbers)


def test_every_kind_of_ours_is_one_of_the_design_or_named_as_our_own():
    named = [kind for number in HERE for kind in ours(number)]
    named += [kind for several in OTHERWISE.values() for kind in several]
    assert sorted([*named, *OF_OUR_OWN]) == sorted(kinds())
    assert TEST not in kinds()  # nobody writes the letter that tries a letter out


@pytest.mark.parametrize("number", sorted(HERE))
def test_the_letter_says_what_the_design_says_in_both_languages_as_text_and_html(number):
    german, english = (letter(ours(number)[0], language) for language in LANGUAGES)
    plain = german.subject.replace("\xa0", " ")
    assert re.search(HERE[number].german, plain), plain
    assert re.search(HERE[number].english, english.subject), english.subject
    html = re.sub(r"<[^>]+>", "", german.html).replace("\xa0", " ")
    for sentence in HERE[number].says:
        assert sentence in german.text.replace("\xa0", " "), (number, sentence)
        assert sentence in html, (number, sentence)


@pytest.mark.parametrize("number", sorted(HERE))
def test_every_letter_of_it_is_there_in_both_languages_as_text_and_html(number):
    for kind in ours(number):
        for language in LANGUAGES:
            found = letter(kind, language)
            assert found.subject
            assert found.body
            assert f'<html lang="{language}">' in found.html


def test_the_frame_names_who_writes():
    text = letter("moved_up", "de").text
    whole = "Sächsisches Staatsministerium des Innern, Geschäftsstelle des Landespräventionsrates"
    assert whole in text


def test_reminders_go_on_the_days_that_the_design_names():
    days = {kind: sorted({-d.threshold.days for d in days_owing(kind)}) for kind in kinds()}
    assert days["draft_reminder"] == [3, 7, 14, 30]
    assert days["answer_reminder"] == [2, 7]
    assert days["proof_reminder"] == [7, 30, 90]
    assert days["proof_overdue"] == [-1]
    assert days["proof_threat"] == [-30]
    assert days["hearing_to_open"] == [-60]
    assert days["drawdown_reminder"] == [10, 30]
    assert days["remedy_ending"] == [7]
