"""The lead sees the load, assigns by rules with the reason, and hands over what somebody leaves."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.models import Account, Application, AssignmentRule, AuditEntry
from funding.queries.applying.register import district_name
from funding.services.reviewing.declare_bias import declare_bias
from tests.away import LEAD, away
from tests.services.attempts import OTHER
from tests.services.racing import copies
from tests.stages import EDITOR, FIRST, REVIEWER, bring
from workflows.application import State, Trigger

TEAM, ASSIGN, RULES = "/team", "/team/zuweisen", "/team/regeln"


def account(email):
    with reading() as session:
        return session.scalars(select(Account.id).where(Account.email == email)).one()


def holders():
    with reading() as session:
        rows = session.execute(
            select(Application.reference, Account.email)
            .outerjoin(Account, Account.id == Application.holder_id)
            .order_by(Application.reference)
        )
        return {row.reference: row.email for row in rows}


@pytest.fixture
def three(play):
    reference = bring(play, State.SUBMITTED)
    with transaction() as session:
        copies(session, reference, 2)
        return sorted(session.scalars(select(Application.reference)))


@pytest.mark.parametrize("path", [TEAM, ASSIGN, RULES])
@pytest.mark.parametrize("email", [REVIEWER, FIRST, EDITOR])
def test_the_team_is_for_the_lead_alone(as_, path, email):
    assert as_(email).get(path).status_code in (403, 404)


def test_the_page_of_the_team_says_who_holds_what_and_who_is_away(play, as_):
    bring(play, State.IN_CHECK)
    away(play, REVIEWER, OTHER)
    page = as_(LEAD).get(TEAM).text
    assert "2 Personen bearbeiten 1 offene Vorgänge, am meisten Sachbearbeitung 1 mit 1" in page
    assert 'role="img"' in page
    assert "abwesend bis" in page
    assert "vertreten durch Sachbearbeitung 2" in page


def test_rules_are_added_moved_and_deleted_on_their_page(play, as_):
    lead = as_(LEAD)
    rule = {"district": "14522", "field": "violence", "reviewer": str(account(OTHER)), "most": "5"}
    lead.send(RULES, rule)
    page = lead.send(RULES, {"reviewer": ""}, follow_redirects=True).text
    assert "Mittelsachsen, Gewalt → Sachbearbeitung 2, bis zu 5 offene Vorgänge" in page
    assert "alle Vorgänge → wer die wenigsten Vorgänge hat" in page
    up = re.search(r'action="(/team/regeln/[^"]+/hoch)"', page)[1]
    assert lead.post(up, data=lead.fields(RULES)).status_code == 303
    page = lead.get(RULES).text
    assert page.index("alle Vorgänge →") < page.index("Mittelsachsen, Gewalt →")
    away_ = re.search(r'action="(/team/regeln/[^"]+/loeschen)"', page)[1]
    assert lead.post(away_, data=lead.fields(RULES)).status_code == 303
    assert lead.post(away_, data=lead.fields(RULES)).status_code == 404
    with reading() as session:
        assert len(session.scalars(select(AssignmentRule)).all()) == 1


def test_a_rule_that_cannot_be_is_refused_with_a_sentence(play, as_):
    lead = as_(LEAD)
    answer = lead.send(RULES, {"most": "0"})
    assert answer.status_code == 422
    assert "Geben Sie eine Zahl von 1 bis 999 an" in answer.text
    assert lead.send(RULES, {"district": "99999"}).status_code == 422


def test_what_is_ticked_is_assigned_with_its_reason_and_the_rest_is_left(three, as_):
    lead = as_(LEAD)
    assert f'href="{ASSIGN}"' in lead.get("/arbeitsvorrat").text
    assert f'href="{ASSIGN}"' not in as_(REVIEWER).get("/arbeitsvorrat").text
    page = lead.get(ASSIGN).text
    assert (
        "→ Sachbearbeitung 1. Keine Regel greift: wenigste Vorgänge von allen, die frei sind"
        in page
    )
    answer = lead.send(ASSIGN, {"chosen": three[:2]}, follow_redirects=True)
    assert "2 Vorgänge sind zugewiesen" in answer.text
    held = holders()
    assert held[three[2]] is None
    assert {held[one] for one in three[:2]} <= {REVIEWER, OTHER}
    file = lead.get(f"/vorgaenge/{three[0]}").text
    assert "Keine Regel greift: wenigste Vorgänge von allen, die frei sind →" in file
    first = as_(held[three[0]], silent=True).get(f"/vorgaenge/{three[0]}")
    assert "/befangenheit?" in first.location


def test_one_that_somebody_has_taken_meanwhile_is_said_and_not_given(three, play, as_):
    lead = as_(LEAD)
    sent = lead.fields(ASSIGN) | {"chosen": three}
    play.act(OTHER, lambda s, a: declare_bias(s, a, three[0], biased=False))
    play.step(OTHER, three[0], Trigger.CLAIM)
    answer = lead.post(ASSIGN, data=sent, follow_redirects=True)
    assert answer.status_code == 422  # it is no choice any more
    assert holders()[three[1]] is None


def test_a_proposal_that_is_another_by_now_is_not_given_unseen(play, as_):
    reference = bring(play, State.SUBMITTED)
    lead = as_(LEAD)
    sent = lead.fields(ASSIGN) | {"chosen": [reference]}
    away(play, REVIEWER, OTHER)
    answer = lead.post(ASSIGN, data=sent, follow_redirects=True)
    assert "Nicht zugewiesen, weil sich inzwischen etwas geändert hat" in answer.text
    assert holders()[reference] is None


def test_a_second_click_gives_nothing_twice(three, as_):
    lead = as_(LEAD)
    sent = lead.fields(ASSIGN) | {"chosen": three}
    assert lead.post(ASSIGN, data=sent).status_code == 303
    lead.post(ASSIGN, data=sent)
    with reading() as session:
        given = select(AuditEntry.id).where(AuditEntry.trigger == "assign")
        assert len(session.scalars(given).all()) == 3


def test_the_lead_gives_one_case_to_somebody_else_on_its_own_page(play, as_):
    reference = bring(play, State.SUBMITTED)
    lead = as_(LEAD)
    way = f"/vorgaenge/{reference}/schritt/assign"
    answer = lead.send(way, {"new_holder": str(account(OTHER))})
    assert answer.status_code == 303
    assert holders()[reference] == OTHER


def test_who_leaves_hands_over_everything_with_one_click(play, as_):
    references = [bring(play, State.IN_CHECK), bring(play, State.IN_ASSESSMENT)]
    lead = as_(LEAD)
    page = f"/team/uebergabe/{account(REVIEWER)}"
    assert page in lead.get(TEAM).text
    shown = lead.get(page).text
    assert all(one in shown for one in references)
    assert lead.send(page, {"chosen": references, "reason": " "}).status_code == 422
    answer = lead.send(page, {"chosen": references, "reason": "Wechsel"}, follow_redirects=True)
    assert "2 Vorgänge sind zugewiesen" in answer.text
    assert "Sachbearbeitung 1 bearbeitet keinen offenen Vorgang." in answer.text
    assert set(holders().values()) == {OTHER}


def test_there_is_no_such_list_for_somebody_of_a_town(as_):
    assert as_(LEAD).get(f"/team/uebergabe/{account(EDITOR)}").status_code == 404


def test_looking_at_the_team_changes_nothing(three, as_):
    lead = as_(LEAD)
    for path in (TEAM, ASSIGN, RULES, f"/team/uebergabe/{account(REVIEWER)}"):
        assert lead.get(path).status_code == 200
    assert set(holders().values()) == {None}


@pytest.mark.parametrize("state", [State.IN_ASSESSMENT, State.REVIEWED])
def test_a_case_whose_holder_is_biased_is_meant_for_somebody_else_and_handed_over(play, as_, state):
    reference = bring(play, state)
    assert reference not in as_(LEAD).get(ASSIGN).text
    play.act(
        REVIEWER, lambda s, who: declare_bias(s, who, reference, biased=True, reason="Schwager")
    )
    page = as_(LEAD).get(ASSIGN).text
    assert f"{reference} · Flöha" in page
    assert "die bearbeitende Person ist befangen" in page
    assert as_(LEAD).send(ASSIGN, {"chosen": [reference]}).status_code == 303
    assert holders()[reference] == OTHER
    with reading() as session:
        last = session.scalars(
            select(AuditEntry)
            .where(AuditEntry.trigger == Trigger.HAND_OVER)
            .order_by(AuditEntry.at.desc())
        ).first()
        assert last.note == "Befangenheit der bisherigen Sachbearbeitung (§§ 20, 21 VwVfG)"
    assert reference not in as_(LEAD).get(ASSIGN).text


def test_whoever_gives_a_case_sees_who_could_hold_it_and_who_is_away(play, as_):
    reference = bring(play, State.IN_CHECK)
    way = f"/vorgaenge/{reference}/schritt/hand_over"
    assert "Sachbearbeitung 2 (0 offene Vorgänge)" in as_(LEAD).get(way).text
    away(play, OTHER, REVIEWER)
    assert "Sachbearbeitung 2 (0 offene Vorgänge), abwesend bis" in as_(LEAD).get(way).text
    play.act(OTHER, lambda s, who: declare_bias(s, who, reference, biased=True, reason="Schwager"))
    assert "Sachbearbeitung 2" not in as_(LEAD).get(way).text.partition("<main")[2]


def test_districts_are_not_mixed_up_with_towns_of_the_same_name(as_):
    assert ">Landkreis Mittelsachsen<" in as_(LEAD).get(RULES).text
    assert district_name("14713", "Leipzig") == "Stadt Leipzig"
    assert district_name("14729", "Leipzig") == "Landkreis Leipzig"
    assert district_name("14523", "Vogtlandkreis") == "Vogtlandkreis"
    assert district_name(None, None) == ""
