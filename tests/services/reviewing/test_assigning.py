"""Rules say for whom a case is meant, and why; the lead gives it, and the reason stays with it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.errors import Invalid, NotPermitted
from funding.models import Application, AuditEntry, Hand, Note, NoteMention, Notice
from funding.queries.accounts.actors import by_email
from funding.queries.details import Details
from funding.queries.operations.verify_deeds import deeds
from funding.queries.reviewing.assigning import held_by, rules, unclaimed
from funding.services.reviewing.declare_bias import declare_bias
from funding.services.reviewing.declare_mandate import declare_mandate
from funding.services.reviewing.edit_rules import add_rule, drop_rule, raise_rule
from funding.services.reviewing.hand_over_desk import give_case
from funding.services.reviewing.write_note import write_note
from funding.words.assigning import why_assigned
from tests.away import LEAD, SCORER, away
from tests.services.attempts import OTHER
from tests.services.racing import copies
from tests.stages import REVIEWER, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

MITTELSACHSEN = "14522"
FREE = "wenigste Vorgänge von allen, die frei sind"


def account(email):
    with reading() as session:
        return by_email(session, email).account_id


def rule(story, to=None, district=None, field=None, most=None, by=LEAD):
    key = account(to) if to else None
    return story.act(
        by,
        lambda s, a: add_rule(s, a, district_key=district, field=field, account_id=key, most=most),
    )


def proposed():
    with reading() as session:
        found = unclaimed(session, by_email(session, LEAD))
        return [(one.name, why_assigned(one.why).de) for one in found]


def assign(story, reference, to, by=LEAD, **details):
    key = account(to)
    meant = Details(new_holder_id=key, **details)
    version = story._read(reference).version
    return story.act(by, lambda s, a: give_case(s, a, reference, Trigger.ASSIGN, meant, version))


def test_the_first_rule_that_fits_decides_and_says_so(story):
    bring(story, State.SUBMITTED)
    rule(story, OTHER, district="14523")  # another district
    rule(story, OTHER, field="drugs")  # another field
    rule(story, OTHER, district=MITTELSACHSEN, field="violence")
    rule(story, REVIEWER)
    name, why = proposed()[0]
    assert name == "Sachbearbeitung 2"
    assert (
        why == "Regel 3: Landkreis Mittelsachsen, Gewalt → Sachbearbeitung 2; zurzeit 0 Vorgänge."
    )


def test_without_a_rule_it_is_who_holds_the_fewest(play):
    bring(play, State.IN_CHECK)  # the first reviewer holds one
    bring(play, State.SUBMITTED)
    name, why = proposed()[0]
    assert name == "Sachbearbeitung 2"
    assert why == f"Keine Regel greift: {FREE} → Sachbearbeitung 2; zurzeit 0 Vorgänge."


def test_what_is_proposed_counts_for_the_next(play):
    reference = bring(play, State.SUBMITTED)
    with transaction() as session:
        copies(session, reference, 3)
    names = [name for name, _why in proposed()]
    assert sorted(names) == ["Sachbearbeitung 1"] * 2 + ["Sachbearbeitung 2"] * 2


def test_who_is_away_is_passed_over_and_the_reason_says_so(play):
    bring(play, State.SUBMITTED)
    rule(play, REVIEWER)
    away(play, REVIEWER, OTHER)
    name, why = proposed()[0]
    assert name == "Sachbearbeitung 2"
    assert "Regel 1 nicht angewandt: Sachbearbeitung 1 ist abwesend." in why


def test_who_is_full_is_passed_over(play):
    bring(play, State.IN_CHECK)
    bring(play, State.SUBMITTED)
    rule(play, REVIEWER, most=1)
    name, why = proposed()[0]
    assert name == "Sachbearbeitung 2"
    assert "Sachbearbeitung 1 hat schon genug Vorgänge" in why


def test_who_is_biased_or_sits_in_the_town_is_passed_over(play):
    reference = bring(play, State.SUBMITTED)
    rule(play, REVIEWER)
    play.act(REVIEWER, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    name, why = proposed()[0]
    assert name == "Sachbearbeitung 2"
    assert "darf diesen Vorgang nicht bearbeiten" in why
    play.act(OTHER, lambda s, a: declare_mandate(s, a, "14522140", "Stadtrat"))
    with reading() as session:
        found = unclaimed(session, by_email(session, LEAD))
        assert [(one.account_id, one.why) for one in found] == [(None, {})]


def test_assigning_is_a_step_with_audit_notices_and_its_reason(story):
    reference = bring(story, State.SUBMITTED)
    rule(story, OTHER)
    with reading() as session:
        why = unclaimed(session, by_email(session, LEAD))[0].why
    assign(story, reference, OTHER, why=why)
    case = story._read(reference)
    assert (case.state, case.holder_id) == (State.IN_CHECK, account(OTHER))
    with reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.trigger == "assign")).one()
        assert entry.details["why"] == why
        told = select(Notice).where(Notice.kind == "case_assigned")
        notice = session.scalars(told).one()
        assert notice.email == OTHER
        assert "Warum bei Ihnen: Regel 1" in notice.text
        person = by_email(session, OTHER).person_id
        assert session.scalars(select(Hand.deed).where(Hand.person_id == person)).all() == ["held"]
        assert list(deeds(session)) == []


def test_who_was_given_a_case_answers_the_question_of_bias_first(story):
    reference = bring(story, State.SUBMITTED)
    assign(story, reference, OTHER)
    with pytest.raises(StepRefused) as refused:
        story.step(OTHER, reference, Trigger.REQUEST_INFO, items=["Bitte"])
    assert [reason.code for reason in refused.value.reasons] == ["bias_declared"]
    story.act(OTHER, lambda s, a: declare_bias(s, a, reference, biased=True, reason="verwandt"))
    case = story._read(reference)
    assert (case.state, case.holder_id) == (State.SUBMITTED, None)


def test_only_the_lead_assigns_and_keeps_rules(play):
    reference = bring(play, State.SUBMITTED)
    with pytest.raises(NotPermitted):
        assign(play, reference, OTHER, by=REVIEWER)
    with pytest.raises(NotPermitted):
        rule(play, OTHER, by=REVIEWER)


def test_rules_have_an_order_that_can_be_changed(play):
    rule(play, OTHER)
    last = rule(play, REVIEWER).id
    play.act(LEAD, lambda s, a: raise_rule(s, a, last))
    with reading() as session:
        assert [one.name for one in rules(session)] == ["Sachbearbeitung 1", "Sachbearbeitung 2"]
    play.act(LEAD, lambda s, a: drop_rule(s, a, last))
    with reading() as session:
        assert [(one.position, one.name) for one in rules(session)] == [(1, "Sachbearbeitung 2")]


@pytest.mark.parametrize(
    "wrong", [{"district": "99999"}, {"field": "gifts"}, {"most": 0}, {"to": SCORER}]
)
def test_a_rule_about_what_there_is_not_is_refused(play, wrong):
    with pytest.raises(Invalid):
        rule(play, **wrong)


def test_who_leaves_hands_over_cases_and_tasks(story):
    reference = bring(story, State.IN_ASSESSMENT)
    mine = account(REVIEWER)
    story.act(
        LEAD,
        lambda s, a: write_note(s, a, reference, "Anrufen", due_on=story.today, mentioned=[mine]),
    )
    with reading() as session:
        one = held_by(session, by_email(session, LEAD), mine)[0]
    assert one.name == "Sachbearbeitung 2"
    details = Details(new_holder_id=one.account_id, why=one.why, reason="Wechsel")
    story.act(
        LEAD,
        lambda s, a: give_case(s, a, reference, Trigger.HAND_OVER, details, one.version),
    )
    with reading() as session:
        case = session.scalars(select(Application).where(Application.reference == reference)).one()
        assert case.holder_id == account(OTHER)
        task = select(NoteMention.account_id).join(Note, Note.id == NoteMention.note_id)
        assert session.scalars(task).all() == [account(OTHER)]
