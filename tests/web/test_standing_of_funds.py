"""The page of the funds: what to look at, what is paid next, what will be left, and as a file."""

from __future__ import annotations

import csv
import re
from datetime import date
from io import StringIO

from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.models import Envelope, RuleValue
from funding.queries.budget.watch import outlook
from funding.services.reviewing.declare_bias import declare_bias
from tests.money import blocked, propose
from tests.stages import BUDGET, FIRST, bring
from workflows.application import State

PAGE = "/mittel?aufruf=2022"


def section(page: str, heading: str) -> str:
    """Return what stands under a heading, on one line."""
    return re.sub(r"[ \n]+", " ", page.partition(f'id="{heading}"')[2].partition("</section>")[0])


def test_nothing_to_look_at_is_said(play, as_):
    page = as_(BUDGET).get(PAGE).text
    assert "Kein Handlungsfeld ist knapp" in section(page, "warnungen")
    assert "Nichts Bewilligtes wartet" in section(page, "zahlungen")


def test_scarce_fields_and_waiting_transfers_are_named(play, as_):
    blocked(play, 9_600_000, "drugs")
    propose(play)
    bring(play, State.SUBMITTED, "drugs", 2_000_000)
    officer = as_(BUDGET)
    found = section(officer.get(PAGE).text, "warnungen")
    assert "1 Umschichtung wartet auf die Freigabe" in found
    assert "96 % gebunden" in found
    assert (
        "Noch 4.000,00\u00a0€ verfügbar. Beantragt und noch nicht entschieden: 20.000,00" in found
    )
    assert 'href="/mittel/umschichtung/neu?aufruf=2022&amp;nach=drugs"' in found
    chosen = officer.get("/mittel/umschichtung/neu?aufruf=2022&nach=drugs").text
    assert '<option value="drugs" selected' in chosen
    assert "umschichtung/neu" not in as_(FIRST).get(PAGE).text


def test_the_next_payments_are_those_that_can_be_paid_soonest(play, as_):
    later = bring(play, State.APPROVED, "violence", 1_000_000)
    sooner = bring(play, State.IN_PROGRESS, "drugs", 2_000_000)
    play.pay(sooner, 500_000)
    found = section(as_(BUDGET).get(PAGE).text, "zahlungen")
    assert found.index(sooner) < found.index(later)
    assert "15.000,00\u00a0€" in found
    assert "Bewilligt und noch nicht ausgezahlt: 25.000,00\u00a0€" in found
    assert "sobald der Bescheid bestandskräftig ist" in found
    play.act(BUDGET, lambda s, a: declare_bias(s, a, later, biased=True, reason="Verwandt"))
    assert later not in as_(BUDGET).get(PAGE).text


def test_money_that_came_back_is_a_column_and_no_part_of_the_bar(play, as_):
    reference = bring(play, State.IN_PROGRESS, "violence", 2_000_000)
    play.pay(reference, 500_000)
    play.pay(reference, -200_000)
    answer = as_(BUDGET).get("/mittel/mittelstand.csv?aufruf=2022")
    rows = list(csv.reader(StringIO(answer.text.lstrip("\ufeff")), delimiter=";"))
    assert rows[0] == [
        *("Handlungsfeld", "Ansatz", "Reserviert", "Bewilligt", "davon ausgezahlt"),
        *("Zurückgezahlt", "Gesperrt", "Verfügbar"),
    ]
    whole = rows[-1]
    assert whole[1:] == [
        *("1300000,00", "0,00", "20000,00", "3000,00", "2000,00", "0,00", "1280000,00")
    ]
    assert [sum(int(row[n].replace(",", "")) for row in rows[1:-1]) for n in range(1, 8)] == [
        int(cell.replace(",", "")) for cell in whole[1:]
    ]


def test_the_outlook_says_its_rule_and_reckons_with_a_share_from_enough_decisions_on(play, as_):
    bring(play, State.APPROVED, "violence", 3_000_000)
    bring(play, State.REVIEWED, "violence", 1_000_000)
    found = section(as_(BUDGET).get(PAGE).text, "vorausschau")
    assert "abzüglich alles Reservierten" in found
    assert "(1)" in found
    assert "1.260.000,00\u00a0€" in found
    with transaction() as session:
        session.execute(
            update(RuleValue).where(RuleValue.key == "outlook_decisions").values(value=1)
        )
    assert "100 % des Reservierten" in section(as_(BUDGET).get(PAGE).text, "vorausschau")


def test_the_share_is_what_of_the_money_proposed_was_awarded(story):
    bring(story, State.APPROVED, "violence", 3_000_000)
    returned = bring(story, State.REVIEWED, "violence", 1_000_000)
    story.withdraw(returned, "anders finanziert")
    bring(story, State.REVIEWED, "violence", 2_000_000)
    with transaction() as session:
        session.execute(
            update(RuleValue).where(RuleValue.key == "outlook_decisions").values(value=2)
        )
    with reading() as session:
        pot = session.scalars(select(Envelope).where(Envelope.committed_cents > 0)).one()
        found = outlook(session, pot, date(2022, 7, 1))
    assert (found.decided, found.share_percent, found.known) == (2, 75, True)
    assert found.left_cents == 130_000_000 - 3_000_000 - 1_500_000
