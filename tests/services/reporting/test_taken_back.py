"""A notice is taken back as a whole: as unlawful from the start, or since money went elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from funding.db import reading
from funding.demo.drawing import open_account
from funding.forms.final_paper import words_of
from funding.law.periods import end_of_period
from funding.models import DecisionNotice, Hearing, Recovery
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.reporting.claims import revocable_until
from funding.queries.spending.drawdowns import current_draws
from funding.tasks.tick import tick
from tests import hearings as h
from tests import interims as i
from tests.drawing import drawdown, ordered, sent, written
from tests.recoveries import settle_with_recovery
from tests.services.attempts import notice
from tests.services.reporting.redoing import (
    codes,
    deadlines,
    kinds,
    redo,
    settle_again,
    well,
)
from tests.stages import AUDITOR, FIRST, GRANT, SIGNATORY, TOWN, bring
from workflows.application import State as S
from workflows.application import Trigger as T
from workflows.drawdown import State as Drawn

FACTS = "Der Beschluss des Stadtrats lag bei der Bewilligung nicht vor, anders als angegeben."


def take_back(story, reference, ground="unlawful", facts=FACTS):
    story.step(AUDITOR, reference, T.OPEN_REVOCATION, ground=ground, reason=facts)


def decide(story, reference):
    story.step(AUDITOR, reference, T.FINISH_AUDIT, reason="Die Angaben waren falsch.")


def paid(story, cents=GRANT):
    """Bring a case to the middle of its project, with money paid."""
    reference = bring(story, S.IN_PROGRESS)
    story.pay(reference, cents)
    return reference


def heading():
    """Return how the final notice is called, and what it decides."""
    with reading() as session:
        final = session.scalars(select(DecisionNotice).where(DecisionNotice.kind == "final")).one()
        words = words_of(final.content, draft=False)
    return words["heading"], str(words["parts"]).replace("\xa0", " ")


def test_an_unlawful_notice_is_withdrawn_and_what_was_paid_comes_back(story):
    reference = paid(story)
    take_back(story, reference)
    with reading() as session:
        heard = session.scalars(select(Hearing)).one()
        assert (heard.ground, heard.facts, heard.claim_cents) == ("unlawful", FACTS, GRANT)
        case = find.case(session, CLOCK, reference)
        assert revocable_until(case) == end_of_period(story.today, years=1).raw_end
    assert {"hearing", "revocation_year"} <= set(deadlines())
    h.comment(story, reference)
    decide(story, reference)
    case = story._read(reference)
    assert (case.state, case.final_cents) == (S.AUDITED, 0)
    assert not {"proof", "period_end", "last_draw", "weigh"} & set(deadlines())
    settle_with_recovery(story, reference)
    with reading() as session:
        assert session.scalars(select(Recovery)).one().amount_cents == GRANT
    name, text = heading()
    assert name == "Rücknahme- und Erstattungsbescheid"
    assert "in vollem Umfang zurückgenommen" in text
    assert "§ 48 Abs. 1 und 2 VwVfG" in text
    assert "Verwendungsnachweis bis zum" not in text
    assert {"annulment_hearing", "annulment_hearing_office", "revoked"} <= kinds()
    assert not {"hearing_opened", "revocation_hearing", "settled"} & kinds()
    well()


def test_nobody_accounts_for_the_use_of_what_comes_back(story):
    reference = paid(story)
    due_on = drawdown(reference).due_on
    take_back(story, reference)
    h.comment(story, reference)
    decide(story, reference)
    settle_with_recovery(story, reference)
    told = kinds()
    story.go(due_on + timedelta(days=10))
    assert drawdown(reference).state == Drawn.PAID
    assert not {"use_to_confirm", "use_overdue"} & (kinds() - told)
    with reading() as session:
        case = find.case(session, by_email(session, SIGNATORY), reference)
        assert current_draws(case) == []


def test_money_that_went_elsewhere_is_a_ground_to_revoke(story):
    reference = paid(story)
    take_back(story, reference, "misused", "Das Geld floss in eine andere Maßnahme.")
    h.comment(story, reference)
    decide(story, reference)
    settle_with_recovery(story, reference)
    name, text = heading()
    assert name == "Widerrufs- und Erstattungsbescheid"
    assert "§ 49 Abs. 3 Satz 1 VwVfG" in text
    well()


def test_where_nothing_was_paid_the_notice_is_withdrawn_and_all_money_is_free(story):
    reference = bring(story, S.IN_PROGRESS)
    take_back(story, reference)
    h.comment(story, reference)
    decide(story, reference)
    story.step(FIRST, reference, T.SETTLE, **notice(story.today))
    assert heading()[0] == "Rücknahmebescheid"
    assert story._read(reference).committed_cents == 0
    story.go(story.today + timedelta(days=60))
    story.close(reference)
    well()


def test_the_project_goes_on_where_the_town_has_convinced_the_office(story):
    reference = paid(story, 300_000)
    before = deadlines()
    take_back(story, reference)
    h.comment(story, reference)
    story.step(AUDITOR, reference, T.DROP_CLAIM, reason="Der Beschluss lag doch vor.")
    assert story._read(reference).state == S.IN_PROGRESS
    after = deadlines()
    assert {kind: after[kind] for kind in before} == before
    assert "revocation_year" not in after
    assert {"annulment_dropped"} <= kinds()
    story.go(date(2023, 1, 2))
    assert story._read(reference).state == S.REPORT_DUE
    well()


def test_a_project_that_ended_meanwhile_owes_its_proof_the_day_after(story):
    reference = paid(story, 300_000)
    story.go(date(2022, 12, 28))
    take_back(story, reference)
    story.go(date(2023, 1, 10))
    assert story._read(reference).state == S.HEARING
    h.comment(story, reference)
    story.step(AUDITOR, reference, T.DROP_CLAIM, reason="Der Beschluss lag doch vor.")
    tick()
    assert story._read(reference).state == S.REPORT_DUE
    well()


def test_nothing_is_handed_in_or_drawn_while_the_notice_is_at_stake(story):
    reference = bring(story, S.IN_PROGRESS)
    open_account(story.act, TOWN)
    written(story, reference, 300_000)
    take_back(story, reference)
    assert "case_drawable" in codes(lambda: sent(story, reference))
    story.go(date(2023, 1, 2))
    assert "about_missing_proof" in codes(lambda: report(story, reference))


def report(story, reference):
    story.step(SIGNATORY, reference, T.REPORT, reauthenticated=True)


def test_a_payment_that_is_ordered_is_waited_for(story):
    reference = bring(story, S.IN_PROGRESS)
    ordered(story, reference, 300_000)
    assert codes(lambda: take_back(story, reference)) == {"none_ordered"}


def test_only_the_two_grounds_take_a_notice_back(story):
    reference = bring(story, S.IN_PROGRESS)
    for ground in ("proof_missing", "renounced", "overpaid", "", None):
        assert codes(lambda ground=ground: take_back(story, reference, ground)) == {"ground_named"}


def test_nobody_is_reminded_of_what_the_town_cannot_hand_in_meanwhile(story):
    reference = i.lasting(story)
    story.go(i.AFTER)
    before = deadlines()
    assert {"interim", "proof"} <= set(before)
    take_back(story, reference)
    assert not {"interim", "proof", "period_end", "last_draw"} & set(deadlines())
    story.go(i.DUE + timedelta(days=10))
    assert not {"interim_reminder", "interim_overdue"} & kinds()
    story.step(AUDITOR, reference, T.DROP_CLAIM, reason="Der Beschluss lag doch vor.")
    assert deadlines()["interim"] == before["interim"]
    well()


def test_facts_that_an_audit_finds_later_have_a_year_of_their_own(story):
    reference = bring(story, S.IN_PROGRESS)
    take_back(story, reference)
    h.comment(story, reference)
    story.step(AUDITOR, reference, T.DROP_CLAIM, reason="Der Beschluss lag doch vor.")
    with reading() as session:
        case = find.case(session, CLOCK, reference)
        assert revocable_until(case) is None
    story.go(date(2023, 1, 2))
    story.pay(reference, GRANT)
    story.report(reference)
    story.go(date(2023, 6, 1))
    h.open_hearing(story, reference)
    with reading() as session:
        case = find.case(session, CLOCK, reference)
        assert revocable_until(case) == date(2024, 6, 1)
    assert deadlines()["revocation_year"] == date(2024, 6, 1)


def test_a_second_notice_names_the_one_in_whose_place_it_comes(story):
    reference = paid(story)
    take_back(story, reference)
    h.comment(story, reference)
    decide(story, reference)
    settle_with_recovery(story, reference)
    first = story.today
    assert "an die Stelle" not in heading()[1]
    story.go(first + timedelta(days=10))
    redo(story, reference)
    decide(story, reference)
    story.go(story.today + timedelta(days=3))
    settle_again(story, reference, T.SETTLE_WITH_RECOVERY)
    with reading() as session:
        newest = select(DecisionNotice).where(DecisionNotice.kind == "final")
        final = session.scalars(newest.order_by(DecisionNotice.round.desc())).first()
        text = str(words_of(final.content, draft=False)["parts"])
    assert f"an die Stelle des Bescheids vom {first:%d.%m.%Y}" in text.replace("\xa0", " ")
    well()
