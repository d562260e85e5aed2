"""Pages and mails say the same, and say what is so for the person who reads them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.law.notifying import deemed_notified
from funding.models import Deadline, Notice
from funding.notices.letters import short_date, write
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.judge_points import judge_points
from funding.words.checkpoints import CHECKPOINTS
from tests.stages import (
    AUDITOR,
    BUDGET,
    EDITOR,
    FIRST,
    REVIEWER,
    SECOND,
    SIGNATORY,
    bring,
)
from workflows.application import State, Trigger

REVISION = "revision@smi.example"
PARTNER = "zeichnung@lengenfeld.example"


def main(person, path):
    """Return what stands on a page, as one line."""
    answer = person.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    text = re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2].partition("</main")[0])
    return re.sub(r"\s+", " ", text)


def letters(kind):
    with reading() as session:
        rows = session.scalars(select(Notice).where(Notice.kind == kind)).all()
        return {n.email: write(n.kind, "de", "Kim", n.facts, "http://x").text for n in rows}


def test_who_has_no_task_is_asked_for_nothing(play):
    bring(play, State.APPROVED)
    [told] = letters("decided_grant_told").values()
    assert "bitte" not in told.lower()
    assert "Sie müssen zurzeit nichts tun" in told
    assert "Bitte fertigen Sie den Bescheid" in letters("decided_grant")[REVIEWER]
    together = play.apply_together("Gemeinsam")
    play.claim(together)
    play.ask(together, ["Bitte den Beschluss nachreichen."])
    for kind in ("application_received", "information_requested"):
        assert PARTNER not in letters(kind)
        assert "Sie müssen" in letters(f"{kind}_partner")[PARTNER]
        assert "antworten Sie" not in letters(f"{kind}_partner")[PARTNER]


def test_a_notice_on_its_way_is_told_alike_by_mail_and_page(play, as_):
    reference = bring(play, State.APPROVED)
    issued = play.today
    notified = deemed_notified(issued, "post")
    play.step(
        REVIEWER,
        reference,
        Trigger.RECORD_NOTICE,
        issued_on=issued,
        notified_on=notified,
        channel="post",
        evidence="Postausgangsbuch",
    )
    mail = letters("notice_granted")[SIGNATORY]
    assert "auf dem Weg zu Ihnen" in mail
    assert "nichts tun" in mail
    page = main(as_(SIGNATORY), f"/antraege/{reference}")
    assert "Bescheid ist unterwegs" in page
    assert "Tag der Bekanntgabe" in page
    assert str(notified.year) in page
    assert "nichts tun" in page
    assert "Bewilligt" not in page
    play.moved.instant += timedelta(days=5)
    assert "Bewilligt" in main(as_(SIGNATORY), f"/antraege/{reference}")


def test_a_withdrawn_application_ends_its_way_there(play, as_):
    reference = bring(play, State.WITHDRAWN)
    page = main(as_(SIGNATORY), f"/antraege/{reference}")
    assert "Aktueller Schritt: Zurückgezogen" in page
    for station in ("In Prüfung", "Entscheidung", "Vorhaben läuft", "Nachweis"):
        assert f"Entfällt: {station}" in page
    assert "übernehmen" not in page


def test_a_rejected_and_closed_case_did_not_run_a_project(play, as_):
    reference = bring(play, State.REJECTED)
    play.notice(reference, play.today)
    play.go(play.today + timedelta(days=45))
    page = main(as_(SIGNATORY), f"/antraege/{reference}")
    assert "Aktueller Schritt: Abgeschlossen" in page
    assert "Entfällt: Vorhaben läuft" in page
    assert "Erledigt: Entscheidung" in page


@pytest.mark.parametrize(
    ("state", "kind", "name"),
    [
        (State.INFO_REQUESTED, "answer", "Antwort auf die Nachforderung"),
        (State.IN_PROGRESS, "proof", "Verwendungsnachweis"),
        (State.REPORT_DUE, "proof", "Verwendungsnachweis"),
        (State.IN_ASSESSMENT, "assess", "Fachliche Bewertung"),
    ],
)
def test_head_and_queue_show_the_deadline_of_whose_turn_it_is(play, as_, state, kind, name):
    reference = bring(play, state)
    with reading() as session:
        due = session.scalars(
            select(Deadline.due_on).where(Deadline.kind == kind, Deadline.ended_at.is_(None))
        ).one()
    office = as_(REVIEWER)
    for page in (f"/vorgaenge/{reference}", "/arbeitsvorrat?ansicht=alle"):
        text = main(office, page).partition("Weitere Schritte")[0]
        assert re.search(rf"{short_date(due)} [^.]*? {name}", text), page


def test_a_closed_case_is_not_due(play, as_):
    reference = bring(play, State.WITHDRAWN)
    head = as_(REVIEWER).get(f"/vorgaenge/{reference}").text.partition("fp-case")[0]
    assert "<time" not in head.partition("<main")[2]
    assert (
        "Tagen" not in main(as_(REVIEWER), f"/vorgaenge/{reference}").partition("Fristen")[2][:80]
    )


def test_the_second_assessment_has_its_own_date_and_person(play, as_):
    bring(play, State.IN_CHECK)
    reference = play.apply("floeha", "Zweitbewertung", "violence", 2_000_000)
    play.claim(reference)
    verdicts = dict.fromkeys(CHECKPOINTS, ("met", ""))
    play.act(REVIEWER, lambda s, a: judge_points(s, a, reference, verdicts))
    play.step(REVIEWER, reference, Trigger.ACCEPT_COMPLETE)
    with reading() as session:
        due = session.scalars(select(Deadline.due_on).where(Deadline.kind == "opinion")).one()
    row = main(as_("zweitbewertung@smi.example"), "/arbeitsvorrat?ansicht=zweitbewertung")
    assert f"{short_date(due)}" in row
    assert "Zweite Bewertung Zweitbewertung" in row
    assert all(f"{due.day}." in text for text in letters("score_requested").values())


def test_who_only_edits_is_told_what_is_incomplete(play, as_):
    reference = bring(play, State.DRAFT)
    page = main(as_(EDITOR), f"/antraege/{reference}/einreichen")
    assert "Noch unvollständig" in page
    assert "Ausgabenplan" in page


def test_who_signed_first_is_not_offered_the_second_signature(play, as_):
    reference = bring(play, State.FIRST_REJECTED)
    assert "Sie haben zuerst gezeichnet" in main(as_(FIRST), f"/entscheidungen/{reference}")
    other = main(as_(SECOND), f"/entscheidungen/{reference}")
    assert "Ihre Zeichnung wäre die zweite" in other
    assert "Freigabe wäre" not in other
    assert "– optional" not in other


def test_a_recorded_notice_is_no_next_step(play, as_):
    reference = bring(play, State.APPROVED)
    assert "Bescheid erfassen" in main(as_(REVIEWER), f"/vorgaenge/{reference}")
    play.notice(reference, play.today)
    page = main(as_(REVIEWER), f"/vorgaenge/{reference}").partition("Nächste Schritte")[2]
    assert "Bescheid erfassen" not in page.partition("Fristen")[0]
    assert "Erfassten Bescheid berichtigen" in page


def test_the_auditors_read_money_and_decisions_and_decide_nothing(play, as_):
    reference = bring(play, State.REVIEWED)
    auditor = as_(REVISION)
    assert "Ansatz" in main(auditor, "/mittel")
    assert reference in main(auditor, "/entscheidungen")
    assert "Freigabe wäre" not in main(auditor, f"/entscheidungen/{reference}")
    data = {"csrf_token": auditor.token("/konto"), "aktion": "approve_first"}
    assert auditor.post(f"/entscheidungen/{reference}", data=data).status_code == 403
    assert auditor.post("/mittel/bestaetigen", data=data).status_code == 403


@pytest.mark.parametrize("state", [State.IN_CHECK, State.APPROVED, State.CLOSED])
def test_a_payment_that_is_not_possible_says_why_and_whose_turn_it_is(play, as_, state):
    reference = bring(play, state)
    page = main(as_(BUDGET), f"/vorgaenge/{reference}/zahlung")
    assert "nicht möglich" in page or "keine Zahlung möglich" in page
    assert ("Wer ist dran:" in page) is (state != State.CLOSED)
    assert "Art der Zahlung" not in page


def test_the_financing_of_a_proof_is_complete(play, as_):
    reference = bring(play, State.REPORTED)
    page = main(as_(AUDITOR), f"/vorgaenge/{reference}/nachweis")
    table = page.partition("Finanzierung, Soll und Ist")[2]
    for row in ("Eigenleistungen", "Mittel Dritter", "Zuwendung (bewilligt", "Summe"):
        assert row in table


def test_administration_reads_rule_values_with_their_units(as_):
    page = main(as_("verwaltung@smi.example"), "/verwaltung/regeln")
    for shown in (
        "Fördersatz 90 %",
        "Antwortfrist 2 Wochen",
        "Letzter Mittelabruf 15.11.",
        "Größte Datei 20 MB",
        "Zweite Bewertung nötig ja",
        "Rechtsbehelfsfrist 1 Monat ",
    ):
        assert shown in page


def lapsed(play) -> str:
    """Let the period of a request pass unanswered."""
    reference = bring(play, State.INFO_REQUESTED)
    play.go(play.today + timedelta(days=40))
    assert play._read(reference).state == State.SUBMITTED  # nobody has gone on either
    return reference


def test_a_late_answer_is_offered_taken_and_offered_no_more(play, as_):
    reference = lapsed(play)
    [told] = [text for email, text in letters("answer_lapsed").items() if email == EDITOR]
    assert re.search(r"ist am \w+, \d+\. \w+ 2022 abgelaufen", told)
    town = as_(EDITOR)
    page = main(town, f"/antraege/{reference}")
    assert "Sie können noch antworten" in page
    assert "Nachforderung beantworten" in page
    path = f"/antraege/{reference}/nachforderung"
    answer = town.send(path, {"items-0-answer": "Hier ist es.", "aktion": "senden"})
    assert answer.location == f"/antraege/{reference}"
    page = main(town, f"/antraege/{reference}")
    assert "Sie können noch antworten" not in page
    assert "Hier ist es." in page
    assert letters("answer_available").keys() == {"teamleitung@smi.example"}


def test_a_partner_is_not_told_that_it_is_its_turn(play, as_):
    reference = play.apply_together("Gemeinsam")
    play.claim(reference)
    play.ask(reference, ["Bitte den Beschluss nachreichen."])
    page = main(as_(PARTNER), f"/antraege/{reference}")
    assert "Wer ist dran? Auerbach/Vogtl." in page
    assert "Ihre Antwort fehlt" not in page + main(as_(PARTNER), "/antraege")
    assert "Wer ist dran? Sie" in main(
        as_("zeichnung@auerbach-vogtland.example"), f"/antraege/{reference}"
    )


def record(play, reference, **dates):
    """Record a notice by hand-over, today."""
    today = {"issued_on": play.today, "notified_on": play.today}
    play.step(
        REVIEWER,
        reference,
        Trigger.RECORD_NOTICE,
        channel="receipt",
        evidence="Empfangsbekenntnis",
        **(today | dates),
    )


def test_a_corrected_notice_says_so_by_mail_and_in_the_history(play, as_):
    reference = bring(play, State.APPROVED)
    record(play, reference)
    assert "berichtigt" not in letters("notice_granted")[SIGNATORY]
    record(play, reference, waived_on=play.today)
    with reading() as session:
        rows = session.scalars(select(Notice).where(Notice.email == SIGNATORY)).all()
        mails = [
            write(n.kind, "de", "Kim", n.facts, "http://x")
            for n in rows
            if n.kind == "notice_granted"
        ]
        due = session.scalars(select(Deadline.due_on).where(Deadline.kind == "remedy")).one()
    assert due == play.today  # nothing is left to wait for
    corrected = next(m for m in mails if "berichtigte Daten" in m.subject)
    assert "auf Rechtsbehelfe verzichtet" in corrected.text
    assert "Rechtsbehelfsfrist" not in corrected.text
    page = main(as_(SIGNATORY), f"/antraege/{reference}")
    assert page.count("Daten des Bescheids berichtigt") == 1
    assert "bestandskräftig, weil Sie auf Rechtsbehelfe verzichtet haben" in page


def test_a_period_that_is_a_right_is_never_overdue(play, as_):
    reference = bring(play, State.APPROVED)
    record(play, reference)
    assert "Rechtsbehelfsfrist" in main(as_(REVIEWER), f"/vorgaenge/{reference}")
    play.go(play.today + timedelta(days=40))
    deadlines = main(as_(REVIEWER), f"/vorgaenge/{reference}").partition("Fristen")[2]
    assert "Rechtsbehelfsfrist" not in deadlines.partition("Verlauf")[0]
    assert "nicht mehr angefochten" in letters("notice_final")[SIGNATORY]
    with reading() as session:
        states = set(session.scalars(select(Notice.state).where(Notice.kind == "notice_final")))
    assert states == {"sent"}  # that the period is over by then is its very subject
    page = main(as_(SIGNATORY), f"/antraege/{reference}")
    assert re.search(r"ist seit \d\d\.\d\d\.2022 bestandskräftig", page)


def test_a_finished_second_assessment_is_told_and_no_longer_due(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    assert letters("score_available").keys() == {REVIEWER}
    with reading() as session:
        opinion = session.scalars(select(Deadline).where(Deadline.kind == "opinion")).one()
    assert opinion.ended_by == "score"
    page = main(as_(REVIEWER), f"/vorgaenge/{reference}").partition("Nächste Schritte")[2]
    assert "Fachliche Bewertung" not in page.partition("Fristen")[0]


def test_verdicts_are_kept_when_the_check_cannot_be_finished_yet(play, as_):
    reference = bring(play, State.IN_CHECK)
    office = as_(REVIEWER)
    path = f"/vorgaenge/{reference}/formale-pruefung"
    first, second = list(CHECKPOINTS)[:2]
    typed = {first: "met", second: "open", f"{second}_note": "Beschluss fehlt"}
    answer = office.send(path, typed | {"aktion": "accept_complete"})
    assert answer.status_code == 409
    assert "Ihre Angaben sind gespeichert" in answer.text
    assert "Was Sie eingegeben hatten" not in answer.text
    assert "Beschluss fehlt" in office.get(path).text


def test_what_was_typed_comes_back_in_words_when_a_step_is_refused(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    office = as_(REVIEWER)
    path = f"/vorgaenge/{reference}/vorschlag"
    data = office.fields(path) | {
        "amount_cents": "19.000,50",
        "reason": "So",
        "aktion": "recommend",
    }
    play.step(REVIEWER, reference, Trigger.RECOMMEND)
    answer = office.post(path, data=data)
    assert answer.status_code == 409
    page = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.text.partition("<main")[2]))
    assert "19.000,50 € " in page
    assert "amount_cents" not in page
    assert "form_key" not in page


def test_the_office_sees_the_whole_financing(play, as_):
    reference = bring(play, State.IN_CHECK)
    page = main(as_(REVIEWER), f"/vorgaenge/{reference}").partition("Ausgabenplan")[2]
    total = re.search(r"Summe Finanzierung ([\d.,]+ €)", page)[1]
    assert page.count(total) >= 2  # the sum of expenditure is the same


def test_who_writes_the_proof_is_told_what_is_missing(play, as_):
    reference = bring(play, State.REPORT_DUE)
    path = f"/antraege/{reference}/verwendungsnachweis/einreichen"
    page = main(as_(EDITOR), path)
    assert "Noch unvollständig" in page
    for what in (
        "Sachbericht: Durchführung",
        "Sachbericht: Ergebnisse",
        "Position 1: tatsächliche",
    ):
        assert what in page
    assert "der Antrag" not in page
    play.write_proof(reference)
    assert "ist vollständig" in main(as_(EDITOR), path)


def test_the_budget_officer_is_told_what_is_left_to_pay(play, as_):
    reference = bring(play, State.SETTLING)
    case = play._read(reference)
    assert case.final_cents > case.paid_cents
    [told] = letters("rest_to_pay").values()
    assert "Bitte zahlen Sie den Rest aus" in told


def test_an_inbox_of_decisions_names_a_settlement_by_its_own_amount(play, as_):
    reference = bring(play, State.AUDITED)
    page = main(as_(FIRST), "/entscheidungen")
    row = page[page.index(reference) :]
    assert "Abrechnung" in row
    assert f"{play._read(reference).final_cents // 100_000}." in row
    assert "Bewilligung" not in row


def test_who_works_in_the_office_is_not_invited_to_apply(play, as_):
    assert "Antrag beginnen" not in main(as_(REVIEWER), "/foerderung/2022")
    assert "Rollen Zeichnungsberechtigte Person – Flöha" in main(as_(SIGNATORY), "/konto")


def test_a_new_case_waits_for_whoever_of_the_reviewers_takes_it(play, as_):
    reference = bring(play, State.SUBMITTED)
    for path in (f"/vorgaenge/{reference}", "/arbeitsvorrat?ansicht=alle"):
        page = main(as_(REVIEWER), path)
        assert "Teamleitung" not in page.partition("Wem was mitgeteilt")[0]
        assert "Sachbearbeitung" in page


def test_who_has_declared_bias_is_nobodys_contact_any_more(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    assert "Sachbearbeitung 1" in main(as_(EDITOR), f"/antraege/{reference}")
    play.act(REVIEWER, lambda s, a: declare_bias(s, a, reference, biased=True, reason="Schwager"))
    assert "Sachbearbeitung 1" not in main(as_(EDITOR), f"/antraege/{reference}")
    [told] = letters("holder_biased").values()
    assert "Sachbearbeitung 1" not in told


def test_the_office_has_time_to_close_after_the_final_notice_is_final(play):
    reference = bring(play, State.SETTLING)
    with reading() as session:
        case = find.case(session, by_email(session, REVIEWER), reference)
        due = session.scalars(select(Deadline.due_on).where(Deadline.kind == "settle")).one()
        assert due >= case.final_notice.final_on
