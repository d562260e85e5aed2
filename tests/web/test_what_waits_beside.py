"""A case says whose turn it is, and what else waits beside it: for whom, until when, and where."""

from __future__ import annotations

import re
from datetime import date

import pytest

from funding.demo.drawing import open_account
from funding.notices.letters import long_date, short_date
from funding.queries.spending.papers import THE_SETTLEMENT, About
from tests import interest
from tests import interims as i
from tests.drawing import drawdown, drawn
from tests.services.spending import changing
from tests.services.spending.issuing import drafted, issue_of, sent, signed, to_send
from tests.stages import (
    EDITOR,
    FIRST,
    PARTNER,
    REVIEWER,
    SIGNATORY,
    TOWN,
    bring,
    bring_joint,
)
from tests.web.test_opinions import ask
from workflows.application import State

TURN = "Wer ist dran? {} Frist"
QUEUE = "/arbeitsvorrat?ansicht=alle"


def main(person, path):
    """Return what stands on a page, as one line."""
    answer = person.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    text = re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2].partition("</main")[0])
    return re.sub(r"\s+", " ", text.replace("&nbsp;", " "))


def office(as_, reference):
    return main(as_(REVIEWER), f"/vorgaenge/{reference}")


def town(as_, reference, who=EDITOR):
    return main(as_(who), f"/antraege/{reference}")


def beside(as_, reference, who=REVIEWER):
    """Return the list of what waits beside a case, as its page for the office or the town has it."""
    side, end = ("vorgaenge", "</section>") if who == REVIEWER else ("antraege", "</dl>")
    page = as_(who).get(f"/{side}/{reference}").text
    told = re.search(rf">Außerdem</(?:h2|dt)>(.*?){end}", page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", told[1])) if told else ""


def queued(as_):
    """Return the only row of the queue, column by column."""
    text = as_(REVIEWER).get(QUEUE).text.partition("<tbody")[2].partition("</tbody")[0]
    return [re.sub(r"<[^>]+>", " ", cell).strip() for cell in text.split("</td>")]


@pytest.fixture
def running(play):
    return bring(play, State.IN_PROGRESS)


def test_where_nothing_else_waits_nothing_else_is_named(as_, running):
    assert beside(as_, running) == ""
    assert beside(as_, running, EDITOR) == ""


def test_a_change_lies_at_the_office_before_the_project_lies_at_its_town(play, as_, running):
    assert TURN.format("Flöha") in office(as_, running)
    assert "Flöha" in queued(as_)[4]
    key = changing.requested(play, running)
    assert TURN.format("Sachbearbeitung 1") in office(as_, running)
    assert queued(as_)[4] == "Sachbearbeitung 1"
    changing.assess(play, running, key)
    assert queued(as_)[4] == "Entscheidung und Zeichnung"
    assert TURN.format("Entscheidung und Zeichnung") in office(as_, running)
    changing.decide(play, running, key)
    page = office(as_, running)
    assert TURN.format("Flöha") in page
    told = beside(as_, running)
    assert "Bescheid noch zu fertigen: Späteres Ende des Vorhabens" in told
    assert "Wer ist dran: Sachbearbeitung 1." in told


def test_an_interim_proof_at_the_office_is_named_in_the_queue_as_in_the_file(play, as_):
    reference = i.lasting(play)
    play.go(i.AFTER)
    told = "Zwischennachweis für 2022 : Noch nicht eingereicht. Wer ist dran: Flöha."
    assert told in beside(as_, reference)
    assert "Zwischennachweis" not in beside(as_, reference, EDITOR)  # its page says so on top
    i.written(play, reference)
    i.handed_in(play, reference)
    assert queued(as_)[4] == "Sachbearbeitung 1"
    assert "Durchsicht des Zwischennachweises" in queued(as_)[3]
    assert "Zwischennachweis" not in beside(as_, reference)  # named on top
    key = changing.requested(play, reference, new_end=date(2023, 11, 30))
    assert TURN.format("Sachbearbeitung 1") in office(as_, reference)
    assert "Wer ist dran: Sachbearbeitung 1." in beside(as_, reference)
    i.taken_up(play, reference)
    i.accepted(play, reference)
    changing.ask(play, reference, key)
    assert TURN.format("Flöha") in office(as_, reference)
    assert queued(as_)[4] == "Flöha"


def test_a_question_on_a_change_is_named_to_the_office_and_to_the_town(play, as_, running):
    key = changing.requested(play, running)
    changing.ask(play, running, key)
    until = long_date(changing.change(key).due_on)
    told = f"Späteres Ende des Vorhabens : Rückfrage des Amts. Wer ist dran: Flöha. Bis {until}."
    assert told in beside(as_, running)
    assert (
        f'href="/vorgaenge/{running}/aenderungen/{key}"'
        in (as_(REVIEWER).get(f"/vorgaenge/{running}").text.partition("fp-case__main")[0])
    )
    assert told.replace("Flöha", "Sie") in beside(as_, running, EDITOR)
    way = f'href="/antraege/{running}/aenderungen/{key}"'
    assert way in as_(EDITOR).get(f"/antraege/{running}").text.partition("Was passiert")[2]


def test_a_drawdown_at_the_office_is_named_there_and_not_to_its_town(play, as_):
    open_account(play.act, TOWN)
    reference = bring(play, State.IN_PROGRESS)
    number = drawn(play, reference, 500_000)
    told = "Mittelabruf Nr. 1 : Eingegangen. Wer ist dran: Sachbearbeitung."
    assert number == 1
    assert told in beside(as_, reference)
    assert beside(as_, reference, EDITOR) == ""  # it lies at the office


def test_a_notice_on_a_change_is_followed_from_its_signature_to_the_town(play, as_, running):
    about = About("change", changing.granted(play, running))
    drafted(play, running, about=about)
    assert TURN.format("Entscheidung und Zeichnung") in office(as_, running)
    signed(play, running, FIRST, about)
    told = "Änderungsbescheid : Liegt zum Abruf bereit. Wer ist dran: Flöha."
    assert told in beside(as_, running)
    assert "noch zu fertigen" not in beside(as_, running)


def test_a_letter_on_a_change_stays_named_until_its_receipt_is_proven(play, as_, running):
    about = About("change", changing.granted(play, running))
    to_send(play, running, "receipt", about)
    sent(play, running, about=about)
    assert TURN.format("Sachbearbeitung 1") in office(as_, running)
    assert beside(as_, running) == ""  # nothing but what stands on top


def test_an_opinion_is_named_with_whoever_is_asked(play, as_):
    reference = bring(play, State.IN_ASSESSMENT)
    ask(play, reference)
    assert "Stellungnahme : Erbeten. Wer ist dran: Prävention." in beside(as_, reference)
    assert beside(as_, reference, EDITOR) == ""


def test_a_settled_case_waits_for_what_is_asked_about_interest_before_it_is_closed(play, as_):
    reference = interest.paid_late(play)
    assert TURN.format("Sachbearbeitung 1") in office(as_, reference)
    interest.proposed(play, reference)
    until = interest.proposal(reference).due_on
    _turn_of_interest(as_, reference, "Flöha", until)
    interest.commented(play, reference)
    approvers = "Entscheidung und Zeichnung"
    _turn_of_interest(as_, reference, approvers, interest.proposal(reference).due_on)
    issue = About("interest", interest.proposal(reference).id)
    drafted(play, reference, about=issue)
    _turn_of_interest(as_, reference, approvers, issue_of(reference).due_on)
    signed(play, reference, about=issue)
    ends_on = issue_of(reference).ends_on
    _turn_of_interest(as_, reference, "Flöha", ends_on)


def _turn_of_interest(as_, reference, who, until):
    """Look at the head of the case, the queue and the page of its interest."""
    page, row = office(as_, reference), queued(as_)
    assert TURN.format(who) + f" {short_date(until)}" in page
    assert row[4] == who
    assert short_date(until) in row[3]
    told = f"Wer ist dran: {who}. Bis {long_date(until)}."
    assert told in main(as_(REVIEWER), f"/vorgaenge/{reference}/zinsen")
    assert "Zinsen :" not in beside(as_, reference)  # named on top


def test_a_drawdown_says_to_the_office_whose_turn_it_is(play, as_, running):
    open_account(play.act, TOWN)
    drawn(play, running, 500_000)
    page = main(as_(REVIEWER), f"/vorgaenge/{running}/mittelabrufe/1")
    until = long_date(drawdown(running).due_on)
    assert f"Wer ist dran: Sachbearbeitung. Bis {until}." in page


def test_interest_that_is_proposed_is_named_to_the_town(play, as_):
    reference = interest.paid_late(play)
    interest.proposed(play, reference)
    page = town(as_, reference)
    assert "Sie, wenn Sie sich zu Zinsen äußern möchten" in page
    assert "Außerdem" not in page  # it says so itself


def test_a_partner_reads_whose_task_it_is_by_name(play, as_):
    reference = bring_joint(play)
    mine, theirs = town(as_, reference), town(as_, reference, PARTNER)
    assert "Wer ist dran? Sie" in mine
    assert "Wer ist dran? Flöha" in theirs
    assert "Flöha handelt für alle Partner" in theirs
    assert "Wer ist dran? Sie" not in theirs
    key = changing.requested(play, reference)
    changing.ask(play, reference, key)
    assert "Rückfrage des Amts" in beside(as_, reference, EDITOR)
    assert beside(as_, reference, PARTNER) == ""


def test_an_audit_is_followed_by_who_submits_the_notice_and_then_by_who_signs(play, as_):
    reference = bring(play, State.AUDITED)
    submits = "Verwendungsnachweisprüfung oder Sachbearbeitung 1"
    assert TURN.format(submits) in office(as_, reference)
    assert queued(as_)[4] == submits
    drafted(play, reference, about=THE_SETTLEMENT)
    assert TURN.format("Entscheidung und Zeichnung") in office(as_, reference)
    assert queued(as_)[4] == "Entscheidung und Zeichnung"
    signed(play, reference, about=THE_SETTLEMENT)
    assert TURN.format("Flöha") in office(as_, reference)
    assert queued(as_)[4] == "Flöha"


def test_until_a_settlement_is_signed_somebody_is_said_to_sign_it(play, as_):
    reference = bring(play, State.AUDITED)
    waits = "Eine zweite Person zeichnet die Entscheidung"
    assert waits in town(as_, reference)
    drafted(play, reference, about=THE_SETTLEMENT)
    assert waits in town(as_, reference)


def test_a_settlement_that_goes_by_letter_is_said_to_be_signed(play, as_):
    reference = bring(play, State.AUDITED)
    to_send(play, reference, about=THE_SETTLEMENT)
    signed_only = town(as_, reference, SIGNATORY)
    sent(play, reference, about=THE_SETTLEMENT)
    assert play._read(reference).state == State.SETTLING
    for page in (signed_only, town(as_, reference, SIGNATORY)):
        assert "Die Entscheidung ist gezeichnet." in page
        assert "zweite Person" not in page


NOTHING, MINE = "für Sie nichts zu tun", "Neben dem Vorgang sind Sie dran:"


def test_whoever_decides_a_change_finds_it_at_the_case_and_nobody_else_does(play, as_, running):
    key = changing.requested(play, running)
    page = f"/vorgaenge/{running}"
    assert f"{MINE} Späteres Ende des Vorhabens" in main(as_(REVIEWER), page)
    assert MINE not in main(as_(FIRST), page)
    changing.assess(play, running, key)
    told = main(as_(FIRST), page)
    assert f"{MINE} Späteres Ende des Vorhabens" in told
    assert NOTHING not in told
    assert MINE not in main(as_(REVIEWER), page)
    changing.free_of_bias(play, running, "sachbearbeitung2@smi.example")
    assert NOTHING in main(as_("sachbearbeitung2@smi.example"), page)
