"""Every step that has a page: one role that may, one that may not; the clock's steps have none."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.services.spending.issuing import provided
from tests.services.test_oracle import ORACLE, PEOPLE
from tests.stages import bring
from workflows.application import State

PASSWORD = "praevention-2022"
CASE, TOWN, DECISION = "/vorgaenge/{}", "/antraege/{}", "/entscheidungen/{}"
TODAY = {"issued_on-day": "7", "issued_on-month": "6", "issued_on-year": "2022"}
NOTIFIED = {"notified_on-day": "10", "notified_on-month": "6", "notified_on-year": "2022"}
LATER = {"ends_on-day": "8", "ends_on-month": "7", "ends_on-year": "2022"}
# trigger → path of its form, and what is typed
PAGES = {
    "set_rights": (TOWN + "/rechte", {}),
    "ask_cosign": (TOWN + "/mitzeichnung/anfragen", {}),
    "cosign": (TOWN + "/mitzeichnung", {"password": PASSWORD}),
    "cosign_last": (TOWN + "/mitzeichnung", {"password": PASSWORD}),
    "decline_cosign": (TOWN + "/mitzeichnung/ablehnen", {"reason": "so"}),
    "change_after_cosign": (TOWN + "/aenderung", {}),
    "discard": (TOWN + "/loeschen", {}),
    "submit": (TOWN + "/einreichen", {"password": PASSWORD}),
    "answer": (TOWN + "/nachforderung", {"items-0-answer": "Ja.", "aktion": "senden"}),
    "deliver_annex": (TOWN + "/nachreichen/resolution", {}),
    "change_contact": (
        TOWN + "/ansprechperson",
        {
            "contact_name": "Neu",
            "contact_phone": "0351 123456",
            "contact_email": "neu@stadt.example",
            "contact_deputy": "",
        },
    ),
    "ask_extension": (TOWN + "/nachforderung/frist", LATER | {"reason": "so"}),
    "grant_extension": (CASE + "/fristverlaengerung", LATER | {"aktion": "grant_extension"}),
    "refuse_extension": (
        CASE + "/fristverlaengerung",
        {"reason": "so", "aktion": "refuse_extension"},
    ),
    "withdraw": (TOWN + "/zurueckziehen", {"password": PASSWORD, "reason": "so"}),
    "renounce": (TOWN + "/verzicht", {"password": PASSWORD, "reason": "so"}),
    "waive_remedy": (TOWN + "/bescheid/rechtsbehelfsverzicht", {"password": PASSWORD}),
    "retrieve_notice": (TOWN + "/bescheid/abrufen", {}),
    "report": (TOWN + "/verwendungsnachweis/einreichen", {"password": PASSWORD}),
    "claim": (CASE + "/schritt/claim", {}),
    "give_back": (CASE + "/schritt/give_back", {"reason": "so"}),
    "assign": (CASE + "/schritt/assign", {"reason": "", "new_holder": ""}),
    "hand_over": (CASE + "/schritt/hand_over", {"reason": "so", "new_holder": ""}),
    "close": (CASE + "/schritt/close", {}),
    "undo_decision": (CASE + "/schritt/undo_decision", {}),
    "propose_cessation": (CASE + "/schritt/propose_cessation", {"reason": "so"}),
    "discontinue": (CASE + "/schritt/discontinue", {"reason": "so"}),
    "redo_settlement": (
        CASE + "/schritt/redo_settlement",
        {"reason": "so", "new_decision_due": "y"},
    ),
    "reopen": (CASE + "/schritt/reopen", {"reason": "so", "new_decision_due": "y"}),
    "succeed": (CASE + "/schritt/succeed", {"reason": "so"}),
    "request_info": (CASE + "/nachfordern", {"items": "Beschluss", "aktion": "request_info"}),
    "accept_complete": (CASE + "/formale-pruefung", {"aktion": "accept_complete"}),
    "recommend": (CASE + "/vorschlag", {"amount_cents": "20.000,00", "aktion": "recommend"}),
    "put_on_waitlist": (
        CASE + "/vorschlag",
        {"amount_cents": "20.000,00", "aktion": "put_on_waitlist"},
    ),
    "recommend_rejection": (
        CASE + "/vorschlag",
        {"ground": "merit", "reasons": "so", "facts_put": "y", "aktion": "recommend_rejection"},
    ),
    "approve_first": (DECISION, {"aktion": "approve_first"}),
    "approve_second": (DECISION, {"aktion": "approve_second"}),
    "reject_first": (DECISION, {"aktion": "reject_first", "reason": "so"}),
    "reject_second": (DECISION, {"aktion": "reject_second", "reason": "so"}),
    "return_case": (DECISION, {"aktion": "return_case", "reason": "so"}),
    "record_notice": (
        CASE + "/bescheid",
        TODAY | NOTIFIED | {"channel": "post", "evidence": "Buch", "aktion": "record_notice"},
    ),
    "record_payment": (
        CASE + "/zahlung",
        {
            "direction": "back",
            "amount_cents": "1,00",
            "value_on-day": "7",
            "value_on-month": "6",
            "value_on-year": "2022",
            "aktion": "record_payment",
        },
    ),
    "open_hearing": (
        CASE + "/nachweis",
        {"recognised": "1,00", "facts": "x", "aktion": "anhoeren"},
    ),
    "open_revocation": (CASE + "/aufhebung", {"ground": "unlawful", "reason": "x"}),
    "comment": (TOWN + "/anhoerung", {"comment": "so", "password": PASSWORD, "aktion": "senden"}),
    "drop_claim": (CASE + "/schritt/drop_claim", {"reason": "so"}),
    "finish_audit": (CASE + "/nachweis", {"recognised": "1,00", "note": "x", "aktion": "fertig"}),
    "settle": (
        CASE + "/abrechnung",
        TODAY | NOTIFIED | {"channel": "post", "evidence": "Buch", "aktion": "zeichnen"},
    ),
    "settle_with_recovery": (
        CASE + "/abrechnung",
        TODAY | NOTIFIED | {"channel": "post", "evidence": "Buch", "aktion": "zeichnen"},
    ),
    "return_audit": (CASE + "/abrechnung", {"reason": "so", "aktion": "zurueck"}),
}
# Before its notice a town does not know of a grant that it could renounce.
# The office names a draft by its reference only.
BEGIN = {"renounce": "in_progress", "waive_remedy": "in_progress", "succeed": "submitted"}
PREPARED = {"retrieve_notice": provided}
BY_CLOCK = sorted(t for t, row in ORACLE.items() if row["role"] == "clock")
ELSEWHERE = {
    "extend",
    "answer_late",
    "book_repayment",
    "recovered",
    "serve_final",
    "serve_claim",
}  # a draft is named by its reference, a late answer is an answer; the rest comes with something


def nothing(_play, _reference):
    """Prepare nothing: the state is enough."""


def test_every_step_of_a_person_has_a_page():
    assert set(PAGES) | set(BY_CLOCK) | ELSEWHERE == set(ORACLE)


@pytest.mark.parametrize("trigger", sorted(PAGES))
def test_a_step_by_page_is_for_those_who_may(trigger, play, as_):
    row, (path, typed) = ORACLE[trigger], PAGES[trigger]
    town = row["role"].startswith("applicant")
    begin = BEGIN.get(trigger) or next(s for s in row["from"] if town or s != "draft")
    reference = bring(play, State(begin))
    PREPARED.get(trigger, nothing)(play, reference)
    path = path.format(reference)
    permitted = as_(PEOPLE[row["role"]])
    stranger = as_("zeichnung@rodewisch.example")
    colleague = as_(PEOPLE["auditor"])
    before = play._read(reference)
    for person, statuses in ((stranger, {404}), (colleague, {403, 404})):
        answer = person.post(path, data=typed | person.form(before.version))
        assert answer.status_code in statuses, (trigger, answer.status_code)
    assert play._read(reference).version == before.version
    answer = permitted.post(path, data=typed | permitted.form(before.version))
    assert answer.status_code in (303, 409, 422), (trigger, answer.status_code)
    if answer.status_code == 303 and "berechnen" not in typed.values():
        assert play._read(reference).version > before.version


@pytest.mark.parametrize("trigger", sorted(PAGES))
def test_a_page_whose_version_is_lost_takes_no_step(trigger, play, as_):
    row, (path, typed) = ORACLE[trigger], PAGES[trigger]
    town = row["role"].startswith("applicant")
    begin = BEGIN.get(trigger) or next(s for s in row["from"] if town or s != "draft")
    reference = bring(play, State(begin))
    PREPARED.get(trigger, nothing)(play, reference)
    person, before = as_(PEOPLE[row["role"]]), play._read(reference)
    form = typed | person.form(before.version)
    for version in (None, "", "neu"):
        form |= {"version": version, "form_key": str(uuid4())}
        sent = {name: value for name, value in form.items() if value is not None}
        answer = person.post(path.format(reference), data=sent)
        # Where a choice is missing too, that is told first.
        expected = 422 if trigger in {"assign", "hand_over", "succeed"} else 400
        assert answer.status_code == expected, (version, answer.status_code)
    assert play._read(reference).version == before.version


@pytest.mark.parametrize("trigger", BY_CLOCK)
def test_no_page_takes_a_step_of_the_clock(trigger, play, as_):
    reference = bring(play, State.IN_CHECK)
    for email in ("sachbearbeitung1@smi.example", "teamleitung@smi.example"):
        person = as_(email)
        data = {"csrf_token": person.token("/konto")}
        answer = person.post(f"/vorgaenge/{reference}/schritt/{trigger}", data=data)
        assert answer.status_code in (403, 404)
