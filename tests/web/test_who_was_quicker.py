"""An old page of a decision gets 409: who was quicker, and place by place what differs now."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import update

from funding.db import transaction
from funding.models import Answers, Application
from funding.services.accounts.sign_in import Passwords
from funding.services.administration.set_up_demo import PASSWORD, add_account
from tests.stages import FIRST, SECOND, THIRD, bring
from workflows.application import State, Trigger

PEOPLE = 20


def plain(answer):
    text = re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2])
    return " ".join(text.replace("\xa0", " ").split())


def test_of_twenty_who_approve_at_once_one_does_and_nineteen_read_who_was_quicker(story, as_):
    reference = bring(story, State.REVIEWED)
    emails = [f"freigabe{number}@smi.example" for number in range(PEOPLE)]
    hashed = Passwords(cheap=True).hash(PASSWORD)
    with transaction() as session:
        for number, email in enumerate(emails):
            add_account(session, email, f"Freigabe {number}", ("approver",), None, hashed)
    page = f"/entscheidungen/{reference}"
    sent = [(as_(email), email) for email in emails]
    sent = [(who, who.fields(page) | {"aktion": "approve_first"}) for who, _email in sent]
    begin = Barrier(PEOPLE)

    def approve(one):
        begin.wait(60)
        return one[0].post(page, data=one[1])

    with ThreadPoolExecutor(PEOPLE) as threads:
        answers = list(threads.map(approve, sent))
    won = [number for number, answer in enumerate(answers) if answer.status_code == 303]
    assert len(won) == 1
    lost = [answer for answer in answers if answer.status_code == 409]
    assert len(lost) == PEOPLE - 1
    for answer in lost:
        told = plain(answer)
        assert f"Freigabe {won[0]} war schneller" in told
        assert f"Erste Unterschrift – Freigabe {won[0]}" in told


def test_an_old_page_shows_what_differs_place_by_place(play, as_):
    reference = bring(play, State.REVIEWED)
    page = f"/entscheidungen/{reference}"
    first = as_(FIRST)
    fields = first.fields(page)
    play.step(SECOND, reference, Trigger.RETURN_CASE, reason="Bitte kürzen.")
    with transaction() as session:
        session.execute(update(Application).values(title="Ein anderes <b>Vorhaben</b>"))
    play.step(
        "sachbearbeitung1@smi.example",
        reference,
        Trigger.RECOMMEND,
        amount_cents=1_900_000,
        reason="Gekürzt um 1.000 Euro.",
    )
    answer = first.post(page, data=fields | {"aktion": "approve_first"})
    assert answer.status_code == 409
    told = plain(answer)
    assert "Vorgeschlagener Betrag 20.000,00 € 19.000,00 €" in told
    assert "Runde der Entscheidung 1 2" in told
    assert "Ein anderes &lt;b&gt;Vorhaben" in answer.text
    assert "Begründung des Vorschlags – Gekürzt um 1.000 Euro." in told
    assert "Beantragt" not in told.partition("Was sich geändert hat")[0].partition("anders ist")[2]


def test_what_a_page_says_it_showed_is_read_only_where_it_is_ours(play, as_):
    reference = bring(play, State.REVIEWED)
    page = f"/entscheidungen/{reference}"
    first = as_(FIRST)
    fields = first.fields(page) | {"aktion": "approve_first"}
    play.step(SECOND, reference, Trigger.APPROVE_FIRST)
    for sent in (
        "",
        "[1]",
        "{",
        '{"state": {"a": 1}}',
        '{"begins_on": "<script>"}',
        "\x01",
        "1e999",
    ):
        answer = first.post(page, data=fields | {"shown": sent})
        assert answer.status_code == 409, sent
        assert "war schneller" in answer.text
        assert "<script>" not in answer.text.partition("<main")[2]


def test_a_case_that_was_changed_after_the_first_approval_is_not_approved_by_it(story, as_):
    reference = bring(story, State.FIRST_APPROVED)
    with transaction() as session:
        session.execute(update(Answers).values(ends_on=story.today.replace(year=2023)))
    who = as_(SECOND)
    page = f"/entscheidungen/{reference}"
    told = plain(who.get(page))
    assert "was vorher unterschrieben wurde, gilt dafür nicht" in told
    answer = who.post(page, data=who.fields(page) | {"aktion": "approve_second"})
    assert answer.status_code == 409
    assert re.search(r"Ende: \d\d\.\d\d\.\d{4} → 07\.06\.2023", plain(answer))
    # Returned with reasons and proposed anew, two approve what it is now.
    story.step(SECOND, reference, Trigger.RETURN_CASE, reason="Das Ende hat sich geändert.")
    story.recommend(reference)
    story.step(SECOND, reference, Trigger.APPROVE_FIRST)
    story.step(THIRD, reference, Trigger.APPROVE_SECOND)
    assert story._read(reference).state == State.APPROVED
