"""A project that lasts beyond a budget year: its interim proof, from the first day to acceptance."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import Invalid, NotFound, NotPermitted, Outdated
from funding.law.periods import set_by_office
from funding.models import Answers, InterimLine, InterimProof, Notice
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.operations.verify import differences
from funding.queries.reporting.checks import computed
from funding.queries.reporting.figures import figures as final_figures
from funding.queries.reporting.interims import interim_sums, owed_years
from funding.queries.spending.notice_dates import deemed_notified
from funding.services.operations.write_audit import digest
from funding.services.reporting.write_interim import hand_in_interim, save_interim
from tests import interims as i
from tests.services.spending import changing
from tests.stages import AUDITOR, EDITOR, REVIEWER, SIGNATORY, bring
from workflows.application import State as CaseState
from workflows.application import Trigger as CaseTrigger
from workflows.core import StepRefused
from workflows.interim_proof import State

STRANGER = "zeichnung@rodewisch.example"


@pytest.fixture
def reference(story):
    return i.lasting(story)


@pytest.fixture
def ended(story):
    """The same project, in the days after the year that is accounted for."""
    return i.after_the_year(story)


def refusal(deed, *args, **kwargs):
    with pytest.raises(StepRefused) as caught:
        deed(*args, **kwargs)
    return [reason.code for reason in caught.value.reasons]


def told(kind):
    with reading() as session:
        rows = session.scalars(select(Notice).where(Notice.kind == kind).order_by(Notice.email))
        return [row.email for row in rows]


def owed(reference, **answers):
    """Return the owed years as if the town had written these days."""
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        if answers:
            case.__dict__["granted"] = type(case.granted)()
        with session.no_autoflush:
            for name, value in answers.items():
                setattr(case.answers, name, value)
            return owed_years(case)


def clean():
    with reading() as session:
        return differences(session, digest) == []


def test_one_is_owed_of_every_year_beyond_which_the_project_lasts(story, reference):
    assert owed(reference) == [2022]
    years = {
        (date(2022, 9, 1), date(2022, 12, 31)): [],
        # Over before its interim proof would be due: the final one says it all.
        (date(2022, 9, 1), date(2023, 5, 1)): [],
        (date(2022, 9, 1), i.DUE): [2022],
        (date(2022, 1, 1), date(2024, 12, 31)): [2022, 2023],
    }
    for (begins, ends), expected in years.items():
        assert owed(reference, begins_on=begins, ends_on=ends) == expected, ends


def test_nothing_is_owed_before_a_grant(story):
    reference = bring(story, CaseState.FIRST_APPROVED)
    assert owed(reference, ends_on=date(2024, 12, 31)) == []


def test_a_later_end_that_is_granted_sets_its_deadline_and_an_earlier_one_sets_none(story):
    plain = bring(story, CaseState.IN_PROGRESS)
    assert "interim" not in changing.running(plain)
    changing.granted(story, plain)
    assert "interim" not in changing.running(plain)  # over before it would be due
    changing.granted(story, plain, new_end=i.END)
    assert changing.running(plain)["interim"] == i.DUE


def test_it_is_owed_from_the_start_of_a_project_of_two_years(story):
    reference = bring(story, CaseState.APPROVED)
    with transaction() as session:
        session.execute(update(Answers).values(ends_on=i.END))
    story.notice(reference, story.today)
    story.go(max(story.today, date(2022, 9, 2)))
    assert story._read(reference).state == CaseState.IN_PROGRESS
    assert changing.running(reference)["interim"] == i.DUE


def test_the_town_is_told_thirty_and_seven_days_before_and_the_day_after(story, reference):
    for day, kind, times in (
        (date(2023, 3, 30), "interim_reminder", 0),
        (date(2023, 3, 31), "interim_reminder", 1),  # 2 April is a Sunday
        (date(2023, 4, 25), "interim_reminder", 2),
        (i.DUE, "interim_overdue", 0),
        (i.DUE + timedelta(days=1), "interim_overdue", 1),
    ):
        story.go(day)
        assert told(kind) == sorted([EDITOR, SIGNATORY] * times), day


def test_from_the_report_to_its_acceptance(story, reference):
    i.written(story, reference)
    assert refusal(i.handed_in, story, reference) == ["interim_year_over"]
    story.go(i.AFTER)
    i.handed_in(story, reference)
    found = i.record(reference)
    assert (found.state, found.handed_in_at is not None) == (State.HANDED_IN, True)
    running = changing.running(reference)
    assert "interim" not in running
    assert running["interim_check"] == found.due_on == date(2023, 1, 24)  # ten working days
    assert told("interim_received") == [EDITOR, SIGNATORY]
    assert told("interim_available") == [REVIEWER]
    i.taken_up(story, reference)
    assert told("interim_check_begun") == [EDITOR, SIGNATORY]
    i.accepted(story, reference, "Vielen Dank.")
    found = i.record(reference)
    assert (found.state, found.remark, found.due_on) == (State.ACCEPTED, "Vielen Dank.", None)
    assert not {"interim", "interim_check"} & set(changing.running(reference))
    assert told("interim_accepted") == [EDITOR, SIGNATORY]
    assert story._read(reference).state == CaseState.IN_PROGRESS
    assert clean()


def test_what_is_given_back_has_a_new_day_and_is_handed_in_again(story, reference):
    i.written(story, reference)
    story.go(i.AFTER)
    i.handed_in(story, reference)
    i.taken_up(story, reference)
    assert refusal(i.given_back, story, reference, " ") == ["reason_given"]
    i.given_back(story, reference)
    found = i.record(reference)
    told_on = deemed_notified(_case(reference), story.today, "electronic")
    assert found.state == State.CORRECTION_ASKED
    assert found.due_on == set_by_office(told_on, weeks=2).end
    assert changing.running(reference)["interim"] == found.due_on
    assert told("interim_questioned") == [EDITOR, SIGNATORY]
    i.written(story, reference, cents=200_000)
    assert clean()
    i.handed_in(story, reference)
    assert i.record(reference).state == State.HANDED_IN
    assert {line.actual for line in i.figures(reference)} == {200_000}
    assert clean()


def _case(reference):
    with reading() as session:
        return find.case(session, by_email(session, REVIEWER), reference)


LACKS = {
    "a report": {"narrative": " "},
    "the confirmation": {"confirmed": False},
}


@pytest.mark.parametrize("words", LACKS.values(), ids=LACKS)
def test_what_is_not_complete_is_not_handed_in(story, ended, words):
    i.written(story, ended, **words)
    assert refusal(i.handed_in, story, ended) == ["interim_complete"]


def test_of_every_goal_it_says_how_it_stands(story, ended):
    [key] = i.goals(ended)
    i.written(story, ended, goals_said={key: ("", "2")})
    assert refusal(i.handed_in, story, ended) == ["interim_complete"]
    for said in ({"fremd": ("on_track", "")}, {key: ("perhaps", "")}):
        with pytest.raises(Invalid):
            i.written(story, ended, goals_said=said)
    i.written(story, ended, goals_said={key: ("at_risk", "")})
    i.handed_in(story, ended)


def test_every_line_is_accounted_for(story, ended):
    i.written(story, ended)
    with transaction() as session:
        session.delete(session.scalars(select(InterimLine)).first())
    assert refusal(i.handed_in, story, ended) == ["interim_complete"]


def test_a_signatory_signs_it_with_the_password(story, ended):
    i.written(story, ended)
    with pytest.raises(NotPermitted):
        i.handed_in(story, ended, EDITOR)
    refused = refusal(i.handed_in, story, ended, reauthenticated=False)
    assert refused == ["reauthenticated"]


def test_only_who_holds_the_case_looks_it_through(story, ended):
    i.written(story, ended)
    i.handed_in(story, ended)
    other = "sachbearbeitung2@smi.example"
    changing.free_of_bias(story, ended, other)
    assert refusal(i.taken_up, story, ended, other) == ["is_holder"]
    i.taken_up(story, ended)
    for deed in (i.accepted, i.given_back):
        assert refusal(deed, story, ended, email=other) == ["is_holder"]
        with pytest.raises(NotPermitted):
            deed(story, ended, email=AUDITOR)


def test_the_final_proof_waits_for_it_and_begins_with_its_figures(story, reference):
    i.written(story, reference)
    story.go(i.END + timedelta(days=2))
    assert story._read(reference).state == CaseState.REPORT_DUE
    story.write_proof(reference)
    hand_in = (SIGNATORY, reference, CaseTrigger.REPORT)
    assert refusal(story.step, *hand_in, reauthenticated=True) == ["interims_in"]
    i.handed_in(story, reference)
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        lines = final_figures(case)
        assert {line.interim for line in lines} == {100_000}
        later = {line.id: case.planned(line) for line in case.lines if line.year > i.YEAR}
        for line in lines:
            assert line.suggested == 100_000 + later.get(line.line_id, 0)
    i.taken_up(story, reference)
    i.given_back(story, reference)
    assert refusal(story.step, *hand_in, reauthenticated=True) == ["interims_in"]
    i.handed_in(story, reference)
    story.step(*hand_in, reauthenticated=True)
    assert story._read(reference).state == CaseState.REPORTED
    with reading() as session:  # the day of the proof has moved with the end
        case = find.case(session, by_email(session, AUDITOR), reference)
        assert (computed(case).due_on, computed(case).days_late) == (case.proof_due, 0)
    i.taken_up(story, reference)
    assert refusal(i.given_back, story, reference) == ["interim_owed"]  # the final one is there
    i.accepted(story, reference)
    assert not {"interim", "interim_check"} & set(changing.running(reference))
    assert clean()


def test_without_interim_proofs_the_final_one_begins_with_the_plan(story):
    reference = bring(story, CaseState.REPORT_DUE)
    with reading() as session:
        lines = final_figures(find.case(session, by_email(session, EDITOR), reference))
    assert [(line.interim, line.suggested) for line in lines] == [
        (None, line.planned) for line in lines
    ]


def test_it_begins_with_the_plan_of_its_year(story, reference):
    lines = i.figures(reference)
    assert [line.actual for line in lines] == [None] * len(lines)
    assert [line.suggested for line in lines] == [line.planned for line in lines]


def test_what_is_accepted_keeps_its_plan_though_lines_are_shifted_later(story, ended):
    def planned():
        return [line.planned for line in i.figures(ended)]

    def shift():
        lines = changing.shifted(ended, -1_000, 1_000, 0)
        key = changing.requested(story, ended, "shift", lines=lines)
        changing.note(story, ended, key)

    first, second, *others = planned()
    i.written(story, ended)
    i.handed_in(story, ended)
    shift()
    story.moved.instant += timedelta(minutes=1)
    assert planned() == [first - 1_000, second + 1_000, *others]
    i.taken_up(story, ended)
    i.accepted(story, ended)
    story.moved.instant += timedelta(minutes=1)
    shift()
    assert planned() == [first - 1_000, second + 1_000, *others]


def test_only_years_that_are_owed_and_lines_of_the_plan_can_be_written(story, reference):
    def save(year=i.YEAR, values=None, actuals=None, version=None, email=EDITOR):
        story.act(
            email,
            lambda s, a: save_interim(s, a, reference, year, values or {}, actuals or {}, version),
        )

    with pytest.raises(NotFound):
        save(2023)
    with pytest.raises(NotFound):
        save(email=STRANGER)
    with pytest.raises(NotPermitted):
        save(email=REVIEWER)
    with pytest.raises(Invalid):
        save(values={"state": "accepted"})
    with pytest.raises(Invalid):
        save(actuals={_case(reference).application.id: 1})
    read = story._read(reference).version
    save(values={"narrative": "Eins"}, version=read)
    with pytest.raises(Outdated):
        save(values={"narrative": "Zwei"}, version=read)
    assert i.record(reference).narrative == "Eins"
    with pytest.raises(Outdated):
        story.act(
            SIGNATORY,
            lambda s, a: hand_in_interim(
                s, a, reference, i.YEAR, reauthenticated=True, version=read
            ),
        )


def test_what_is_handed_in_is_not_written_any_more(story, ended):
    i.written(story, ended)
    i.handed_in(story, ended)
    assert refusal(i.written, story, ended) == ["wrong_state"]


BROKEN = {
    "its state": (InterimProof, {"state": "in_audit"}, "it is in_audit"),
    "a figure": (InterimLine, {"actual_cents": 7}, "its figures are not those"),
}


@pytest.mark.parametrize(("model", "values", "sentence"), BROKEN.values(), ids=BROKEN)
def test_verify_finds_what_was_changed_behind_the_audit(story, ended, model, values, sentence):
    i.written(story, ended)
    i.handed_in(story, ended)
    assert clean()
    with transaction() as session:
        session.execute(update(model).values(**values))
    with reading() as session:
        assert any(sentence in found for found in differences(session, digest))


def test_what_is_only_drafted_is_not_counted_in_the_final_proof(story, ended):
    i.written(story, ended)
    assert sums(ended) == {}
    i.handed_in(story, ended)
    assert set(sums(ended).values()) == {100_000}


def sums(reference):
    with reading() as session:
        return dict(interim_sums(find.case(session, by_email(session, AUDITOR), reference)))


def test_nothing_is_written_while_the_notice_is_at_stake(story, ended):
    i.written(story, ended)
    given = {"ground": "unlawful", "reason": "Der Beschluss lag nicht vor."}
    story.step(AUDITOR, ended, CaseTrigger.OPEN_REVOCATION, **given)
    assert refusal(i.written, story, ended) == ["wrong_state"]
