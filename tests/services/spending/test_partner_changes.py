"""Partners change after the award: every municipality agrees, two of the office decide."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import Invalid, NotFound, NotPermitted, Outdated
from funding.models import (
    Application,
    Change,
    ChangePartner,
    Mandate,
    Notice,
    Partner,
    Submission,
)
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.my_cases import my_cases
from funding.queries.operations.verify import differences
from funding.queries.reviewing.desks import partners_of as partners_at_desks
from funding.queries.reviewing.hidden import hidden_from
from funding.queries.spending.notice_content import head
from funding.services.operations.write_audit import digest
from funding.services.reviewing.declare_mandate import declare_mandate
from funding.services.spending import change_partners
from funding.services.spending.change_partners import Joining
from tests.services.spending import changing as c
from tests.services.spending import joining as j
from tests.stages import EDITOR, FIRST, REVIEWER, SECOND, SIGNATORY, bring, bring_joint
from workflows.application import State
from workflows.change import State as ChangeState
from workflows.core import StepRefused

NEWCOMERS = ["bearbeitung@rodewisch.example", "zeichnung@rodewisch.example"]
LEAVERS = ["bearbeitung@lengenfeld.example", "zeichnung@lengenfeld.example"]
STAYERS = ["bearbeitung@frankenberg.example", "zeichnung@frankenberg.example"]


@pytest.fixture
def reference(play):
    return bring_joint(play)


def told(kind):
    with reading() as session:
        return sorted(session.scalars(select(Notice.email).where(Notice.kind == kind)))


def spoil(model, *where, **values):
    with transaction() as session:
        session.execute(update(model).where(*where).values(**values))


def submitted():
    with reading() as session:
        return session.scalars(select(Submission.content)).one()


def hidden(email):
    with reading() as session:
        actor = by_email(session, email)
        return bool(session.scalars(select(Application.id).where(hidden_from(actor))).all())


def test_a_partner_leaves_and_a_municipality_joins_when_all_agree(story):
    reference = bring_joint(story)
    before = submitted()
    assert j.sees(reference, LEAVERS[1])
    assert not j.sees(reference, NEWCOMERS[1])
    key = j.drafted(story, reference)
    assert not j.reads_change(reference, key, NEWCOMERS[1])
    j.ask(story, reference, key)
    assert told("change_consent_asked") == sorted([*NEWCOMERS, *LEAVERS, *STAYERS])
    assert j.reads_change(reference, key, NEWCOMERS[1])
    assert not j.sees(reference, NEWCOMERS[1]), "one change is all that it may read"
    with pytest.raises(StepRefused, match="all_agreed"):
        c.sign(story, reference, key)
    for town in (j.LENGENFELD, j.FRANKENBERG):
        j.agree(story, reference, key, town)
    with pytest.raises(StepRefused, match="all_agreed"):
        c.sign(story, reference, key)
    j.agree(story, reference, key, j.RODEWISCH)
    assert set(told("change_agreed")) == {EDITOR, SIGNATORY}
    c.sign(story, reference, key)
    c.assess(story, reference, key)
    assert j.partners_of(reference) == [j.LENGENFELD, j.FRANKENBERG]
    c.decide(story, reference, key)
    assert j.partners_of(reference) == [j.FRANKENBERG, j.RODEWISCH]
    assert not j.sees(reference, LEAVERS[1])
    assert j.sees(reference, NEWCOMERS[1])
    assert told("change_partners_granted") == sorted([*NEWCOMERS, *LEAVERS, *STAYERS])
    assert submitted() == before, "what was decided stays as it was"
    with reading() as session:
        assert differences(session, digest) == []
        case = find.case(session, by_email(session, NEWCOMERS[0]), reference)
        assert head(case, story.today)["partners"] == ["Frankenberg/Sa.", "Rodewisch"]
        [joined] = [one for one in case.partners if one.key == j.RODEWISCH]
        assert (joined.task, joined.contribution_cents) == (j.TASK, 40_000)
        mine = my_cases(session, by_email(session, LEAVERS[0]), case.now)
        assert reference not in [one.reference for one in mine]


def test_who_has_left_reads_the_change_and_nothing_after_it(play, reference):
    key = j.granted(play, reference)
    assert j.reads_change(reference, key, LEAVERS[1])
    assert not j.sees(reference, LEAVERS[1])
    later = j.requested(play, reference, leaving=(), joining=Joining(j.LENGENFELD, "Wieder."))
    assert j.reads_change(reference, later, LEAVERS[1])
    c.assess(play, reference, later)
    c.decide(play, reference, later)
    assert j.partners_of(reference) == [j.FRANKENBERG, j.RODEWISCH, j.LENGENFELD]


def test_who_joins_gets_later_letters_and_who_has_left_none(play, reference):
    j.granted(play, reference)
    j.drafted(play, reference, leaving=(j.FRANKENBERG,), joining=None)
    with reading() as session:
        key = session.scalars(select(Change.id).where(Change.state == "drafted")).one()
    j.ask(play, reference, key)
    with reading() as session:
        letters = session.scalars(select(Notice).where(Notice.kind == "change_consent_asked"))
        asked = sorted(one.email for one in letters if str(key) in one.facts["path"])
    assert asked == sorted([*NEWCOMERS, *STAYERS])


def test_nobody_leaving_and_nobody_joining_is_no_change(play, reference):
    key = j.drafted(play, reference, leaving=(), joining=None)
    with pytest.raises(StepRefused, match="partner_sound"):
        j.ask(play, reference, key)
    c.write(play, reference, key, leaving=frozenset({j.LENGENFELD}))
    j.ask(play, reference, key)


def test_partners_are_asked_with_reasons_and_by_the_lead_only(play, reference):
    key = j.drafted(play, reference)
    c.write(play, reference, key, reason=" ", leaving=frozenset({j.LENGENFELD}))
    with pytest.raises(StepRefused, match="reason_given"):
        j.ask(play, reference, key)
    c.write(play, reference, key, leaving=frozenset({j.LENGENFELD}))
    for stranger, refusal in ((LEAVERS[0], NotPermitted), (NEWCOMERS[0], NotFound)):
        with pytest.raises(refusal):
            j.ask(play, reference, key, stranger)
    j.ask(play, reference, key)


def test_a_change_of_another_kind_asks_no_partner(play, reference):
    key = c.draft(play, reference)
    c.write(play, reference, key, new_end=c.NEW_END)
    with pytest.raises(StepRefused, match="concerns_partners"):
        j.ask(play, reference, key)
    c.sign(play, reference, key)  # and needs none of them


def test_partners_change_in_joint_projects_only(play):
    reference = bring(play, State.IN_PROGRESS)
    with pytest.raises(Invalid, match="change_not_now"):
        c.draft(play, reference, "partner")


@pytest.mark.parametrize(
    ("sides", "fault"),
    [
        ({"joining": Joining(j.FRANKENBERG, "Neu.")}, "partner_already"),
        ({"joining": Joining("14522140", "Neu.")}, "partner_already"),
        ({"joining": Joining("99999999", "Neu.")}, "unknown_municipality"),
        ({"joining": Joining(j.RODEWISCH, " ")}, "required"),
        ({"joining": Joining(j.RODEWISCH, "x" * 501)}, "too_long"),
        ({"joining": Joining(j.RODEWISCH, "Neu.", -1)}, "amount_unreadable"),
        ({"leaving": (j.RODEWISCH,)}, "choose"),
    ],
)
def test_who_cannot_join_or_leave_is_refused(play, reference, sides, fault):
    with pytest.raises(Invalid, match=fault):
        j.drafted(play, reference, **sides)


def test_only_a_signatory_of_the_municipality_agrees_and_only_signed(play, reference):
    key = j.drafted(play, reference)
    j.ask(play, reference, key)
    with pytest.raises(NotPermitted):
        j.agree(play, reference, key, j.LENGENFELD, LEAVERS[0])
    with pytest.raises(NotFound):
        j.agree(play, reference, key, j.LENGENFELD, SIGNATORY)
    with pytest.raises(NotPermitted):
        j.agree(play, reference, key, j.LENGENFELD, STAYERS[1])
    with pytest.raises(StepRefused, match="reauthenticated"):
        j.agree(play, reference, key, j.LENGENFELD, reauthenticated=False)
    j.agree(play, reference, key, j.LENGENFELD)
    with pytest.raises(StepRefused, match="not_agreed_yet"):
        j.agree(play, reference, key, j.LENGENFELD)


def test_what_is_written_anew_has_to_be_agreed_to_anew(play, reference):
    key = j.drafted(play, reference)
    j.ask(play, reference, key)
    old = j.read(key)
    j.agree(play, reference, key, j.LENGENFELD)
    c.write(play, reference, key, leaving=frozenset({j.LENGENFELD}), joining=None)
    assert not j.reads_change(reference, key, LEAVERS[1])
    play.go(play.today.replace(day=play.today.day + 1))
    j.ask(play, reference, key)
    with pytest.raises(StepRefused, match="partners_asked"):
        j.agree(play, reference, key, j.LENGENFELD, asked_at=old)
    j.agree(play, reference, key, j.LENGENFELD)
    assert not j.reads_change(reference, key, NEWCOMERS[1]), "nobody asks it any more"


def test_whoever_is_asked_again_agrees_again(play, reference):
    key = j.agreed(play, reference)
    j.ask(play, reference, key)
    assert not any(row.agreed_at for row in j.rows(key))
    with pytest.raises(StepRefused, match="all_agreed"):
        c.sign(play, reference, key)
    for town in j.SIGNS:
        j.agree(play, reference, key, town)
    c.sign(play, reference, key)
    with reading() as session:
        assert differences(session, digest) == []


def test_who_does_not_agree_says_why_and_stops_the_change(play, reference):
    key = j.drafted(play, reference)
    j.ask(play, reference, key)
    with pytest.raises(StepRefused, match="decline_worded"):
        j.decline(play, reference, key, j.FRANKENBERG, " ")
    for town in (j.LENGENFELD, j.FRANKENBERG, j.RODEWISCH):
        j.agree(play, reference, key, town)
    j.decline(play, reference, key, j.FRANKENBERG)
    assert set(told("change_declined")) == {EDITOR, SIGNATORY}
    with pytest.raises(StepRefused, match="all_agreed"):
        c.sign(play, reference, key)
    j.agree(play, reference, key, j.FRANKENBERG)
    c.sign(play, reference, key)
    with pytest.raises(StepRefused, match="wrong_state"):
        j.decline(play, reference, key, j.FRANKENBERG)


def consent(reference):
    return c.running(reference).get("change_consent")


def test_partners_have_a_day_to_answer_by_and_whoever_has_not_is_reminded(play, reference):
    key = j.drafted(play, reference)
    assert consent(reference) is None
    j.ask(play, reference, key)
    last = c.change(key).due_on
    assert consent(reference) == last > play.today
    j.agree(play, reference, key, j.LENGENFELD)
    play.go(last - timedelta(days=7))
    assert told("change_consent_reminder") == sorted([*NEWCOMERS, *STAYERS])
    j.decline(play, reference, key, j.FRANKENBERG)
    play.go(last)
    assert told("change_consent_reminder") == sorted([*NEWCOMERS, *NEWCOMERS, *STAYERS])
    with reading() as session:
        letters = session.scalars(select(Notice).where(Notice.kind == "change_consent_reminder"))
        assert {one.facts["path"] for one in letters} == {
            f"/antraege/{reference}/aenderungen/{key}/zustimmung"
        }, "who is to join sees nothing else of the case"


def test_the_lead_is_told_once_who_still_has_not_answered(play, reference):
    key = j.drafted(play, reference)
    j.ask(play, reference, key)
    j.agree(play, reference, key, j.LENGENFELD)
    play.go(c.change(key).due_on + timedelta(days=4))
    assert told("change_consent_overdue") == [EDITOR, SIGNATORY]
    with reading() as session:
        letters = session.scalars(select(Notice).where(Notice.kind == "change_consent_overdue"))
        assert {one.facts["path"] for one in letters} == {
            f"/antraege/{reference}/aenderungen/{key}"
        }
    j.agree(play, reference, key, j.FRANKENBERG)
    j.agree(play, reference, key, j.RODEWISCH)
    c.sign(play, reference, key)
    assert consent(reference) is None


@pytest.mark.parametrize("last_one", [j.agree, j.decline])
def test_once_all_have_answered_nobody_is_waited_for(play, reference, last_one):
    key = j.drafted(play, reference)
    j.ask(play, reference, key)
    last = c.change(key).due_on
    j.agree(play, reference, key, j.LENGENFELD)
    j.agree(play, reference, key, j.RODEWISCH)
    assert consent(reference) == last
    last_one(play, reference, key, j.FRANKENBERG)
    assert consent(reference) is None
    play.go(last + timedelta(days=4))
    assert told("change_consent_reminder") == told("change_consent_overdue") == []


def test_whoever_takes_agreement_back_is_not_waited_for(play, reference):
    key = j.drafted(play, reference)
    j.ask(play, reference, key)
    for town in (j.LENGENFELD, j.RODEWISCH, j.FRANKENBERG):
        j.agree(play, reference, key, town)
    j.decline(play, reference, key, j.FRANKENBERG)
    assert consent(reference) is None


@pytest.mark.parametrize("how", ["written anew", "dropped"])
def test_what_is_not_asked_any_more_has_no_day(play, reference, how):
    key = j.drafted(play, reference)
    j.ask(play, reference, key)
    if how == "dropped":
        c.take_back(play, reference, key, EDITOR, reauthenticated=False)
    else:
        c.write(play, reference, key, leaving=frozenset({j.FRANKENBERG}))
    assert consent(reference) is None
    assert c.change(key).due_on is None


def test_it_is_not_granted_without_the_agreement_of_all(play, reference):
    key = j.requested(play, reference)
    c.assess(play, reference, key)
    gone = ChangePartner.municipality_key == j.RODEWISCH
    with reading() as session:
        by = session.scalars(select(ChangePartner.agreed_by_id).where(gone)).one()
        at = session.scalars(select(ChangePartner.agreed_at).where(gone)).one()
    spoil(ChangePartner, gone, agreed_at=None, agreed_by_id=None)
    with pytest.raises(StepRefused, match="all_agreed"):
        c.decide(play, reference, key)
    spoil(ChangePartner, gone, agreed_at=at, agreed_by_id=by)
    c.decide(play, reference, key)


def test_it_is_not_granted_where_the_partners_are_others_by_now(play, reference):
    key = j.requested(play, reference)
    c.assess(play, reference, key)
    spoil(Partner, Partner.municipality_key == j.FRANKENBERG, municipality_key="14522180")
    with pytest.raises(StepRefused, match="partner_sound"):
        c.decide(play, reference, key)
    spoil(Partner, Partner.municipality_key == "14522180", municipality_key=j.FRANKENBERG)
    c.decide(play, reference, key)


def test_it_always_needs_consent_of_two_people(play, reference):
    key = j.requested(play, reference)
    with pytest.raises(StepRefused, match="consent_not_needed"):
        c.note(play, reference, key)
    c.assess(play, reference, key, proposal="refuse")
    c.decide(play, reference, key, grant=False, reason="Die Aufgabe bleibt offen.")
    assert j.partners_of(reference) == [j.LENGENFELD, j.FRANKENBERG]
    assert told("change_partners_refused") == sorted([*NEWCOMERS, *LEAVERS, *STAYERS])
    assert not j.sees(reference, NEWCOMERS[1])


def test_a_question_leaves_what_all_have_agreed_to(play, reference):
    key = j.requested(play, reference)
    c.ask(play, reference, key)
    c.write(
        play, reference, key, reason="Anders.", answer="Weil.", leaving=frozenset(), joining=None
    )
    assert (c.change(key).reason, c.change(key).answer) == (c.WHY, "Weil.")
    assert [row.part for row in j.rows(key)] == ["leaves", "stays", "joins"]
    c.sign(play, reference, key)
    assert c.change(key).state == ChangeState.REQUESTED


def test_who_is_of_a_municipality_that_joins_decides_nothing(play, reference):
    key = j.requested(play, reference)
    c.assess(play, reference, key)
    assert not hidden(SECOND)
    play.act(SECOND, lambda s, a: declare_mandate(s, a, j.RODEWISCH, "Stadtrat"))
    assert hidden(SECOND)
    with pytest.raises(NotFound):
        c.decide(play, reference, key)
    c.decide(play, reference, key, FIRST)


def test_who_is_of_a_municipality_that_has_left_is_still_kept_out(play, reference):
    j.granted(play, reference)
    assert not hidden(SECOND)
    play.act(SECOND, lambda s, a: declare_mandate(s, a, j.LENGENFELD, "Stadtrat"))
    assert hidden(SECOND)
    assert not j.sees(reference, SECOND)
    with reading() as session:
        case_id = session.scalars(select(Application.id)).one()
        known = partners_at_desks(session, [case_id])[case_id]
    assert known == {j.LENGENFELD, j.FRANKENBERG, j.RODEWISCH}


def test_who_was_only_drafted_or_refused_ties_nobody(play, reference):
    key = j.agreed(play, reference)
    play.act(SECOND, lambda s, a: declare_mandate(s, a, j.RODEWISCH, "Stadtrat"))
    assert not hidden(SECOND)
    c.sign(play, reference, key)
    assert hidden(SECOND)
    c.assess(play, reference, key, proposal="refuse")
    c.decide(play, reference, key, FIRST, grant=False, reason="Nein.")
    assert not hidden(SECOND)


def test_bias_is_declared_for_who_has_worked_on_it(play, reference):
    j.requested(play, reference)
    play.act(REVIEWER, lambda s, a: declare_mandate(s, a, j.RODEWISCH, "Stadtrat"))
    with reading() as session:
        assert session.scalars(select(Mandate)).one()
        case = find.case_for_anybody(session, by_email(session, EDITOR), reference)
        assert by_email(session, REVIEWER).person_id in case.biased


def test_a_municipality_that_nobody_asked_knows_nothing(play):
    other = bring(play, State.SUBMITTED)
    reference = bring_joint(play)
    key = j.drafted(play, reference, joining=None)
    j.ask(play, reference, key)
    with pytest.raises(NotFound):
        j.agree(play, reference, key, j.RODEWISCH)
    with pytest.raises(NotFound):
        j.agree(play, other, key, j.LENGENFELD)


def test_two_partners_who_agree_at_once_have_both_agreed(story):
    reference = bring_joint(story)
    key = j.drafted(story, reference)
    j.ask(story, reference, key)
    at = j.read(key)

    def agrees(town):
        given = {"partner_key": town, "asked_at": at, "reauthenticated": True}
        try:
            with transaction() as session:
                actor = by_email(session, j.SIGNS[town])
                change_partners.agree(session, actor, reference, key, **given)
        except Outdated:
            return False
        return True

    with ThreadPoolExecutor(3) as pool:
        assert all(pool.map(agrees, j.SIGNS))
    c.sign(story, reference, key)


@pytest.mark.parametrize(
    ("values", "told_"),
    [
        ({"agreed_at": None, "agreed_by_id": None}, "who agreed to a change of the partners"),
        ({"part": "stays"}, "the partners of a change are not those of the audit"),
        ({"contribution_cents": 1}, "the partners of a change are not those of the audit"),
    ],
)
def test_verify_sees_partners_that_are_not_what_the_audit_says(play, reference, values, told_):
    j.granted(play, reference)
    with reading() as session:
        assert differences(session, digest) == []
    spoil(ChangePartner, ChangePartner.municipality_key == j.RODEWISCH, **values)
    with reading() as session:
        assert any(told_ in found for found in differences(session, digest))
