"""An application begins from an earlier one, and nothing that was taken over goes in unread."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.errors import Invalid
from funding.models import Application
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.services.administration.plan_call import plan_call
from funding.services.applying.open_draft import open_draft
from tests.stages import EDITOR, SIGNATORY, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

STRANGER = "bearbeitung@rodewisch.example"
TAKEN = [
    "municipality",
    "partners",
    "project",
    "goals",
    "expenditure",
    "financing",
    "passing_on",
    "effect",
]
PLAN = {
    "lines-0-unit": "flat",
    "lines-0-kind": "fees",
    "lines-0-label": "Fachtag",
    "lines-0-amount": "5",
    "lines-0-year": "2022",
}


def begin(email, source):
    with transaction() as session:
        actor = by_email(session, email)
        [town] = actor.towns
        return open_draft(session, actor, "2022", town, source).reference


def read(reference, email=EDITOR):
    session = reading()
    with session as opened:
        case = find.case(opened, by_email(opened, email), reference)
        lines = [(x.kind, x.label, x.amount_cents, x.year, x.eligible) for x in case.lines]
        return case.application, case.answers, lines


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


@pytest.fixture
def old(play):
    return bring(play, State.WITHDRAWN)


def test_text_and_plan_are_the_same_but_dates_advice_and_declarations_are_new(play, old):
    before, old_answers, old_lines = read(old)
    draft, answers, lines = read(begin(EDITOR, old))
    assert draft.state == State.DRAFT
    assert (draft.title, draft.requested_cents) == (before.title, before.requested_cents)
    assert draft.field_id == before.field_id
    assert answers.summary == old_answers.summary
    assert lines == old_lines
    assert (answers.begins_on, answers.ends_on, answers.begun) == (None, None, None)
    assert (answers.advice, answers.advice_on, answers.declarations) == ("", None, [])
    assert (answers.taken_from, answers.to_check) == (old, TAKEN)
    assert read(old)[2] == old_lines


def test_lines_move_on_with_the_year_and_a_field_that_is_not_offered_is_left_out(play, old):
    with transaction() as session:
        opens, closes = play.moved.instant, play.moved.instant + timedelta(days=60)
        window = {"opens_at": opens, "closes_at": closes, "total_cents": 100_000_000}
        plan_call(session, CLOCK, code="2024", year=2024, lines={"graffiti": 10_000_000}, **window)
        actor = by_email(session, EDITOR)
        reference = open_draft(session, actor, "2024", "14522140", old).reference
    draft, _answers, lines = read(reference)
    assert [line[3] - 2 for line in lines] == [line[3] for line in read(old)[2]]
    assert read(old)[0].field_id is not None
    assert draft.field_id is None


def test_partners_come_along(play):
    old = play.apply_together("Gemeinsam")
    new = begin("bearbeitung@auerbach-vogtland.example", old)
    with reading() as session:
        actor = by_email(session, "bearbeitung@auerbach-vogtland.example")
        keys = [find.case(session, actor, one).partner_keys for one in (old, new)]
    assert keys[0]
    assert keys[0] == keys[1]


def test_each_section_is_marked_until_somebody_saves_it(play, old, as_):
    reference = begin(EDITOR, old)
    town = as_(EDITOR)
    assert main(town.get(f"/antraege/{reference}")).count("Übernommen, bitte prüfen") == len(TAKEN)
    page = f"/antraege/{reference}/abschnitt/expenditure"
    assert f"Aus {old} übernommen" in main(town.get(page))
    fields = town.fields(page)
    quiet = town.post(f"{page}/entwurf", data=fields | PLAN)
    assert quiet.status_code == 200
    assert "expenditure" in read(reference)[1].to_check  # a machine has read nothing
    town.send(page, PLAN | {"aktion": "spaeter"})
    assert read(reference)[1].to_check == [page for page in TAKEN if page != "expenditure"]
    assert f"Aus {old} übernommen" not in main(town.get(page))


def test_pasting_into_a_plan_is_not_reading_it(play, old, as_):
    reference = begin(EDITOR, old)
    path = f"/antraege/{reference}/abschnitt/expenditure/einfuegen"
    as_(EDITOR).send(path, {"text": "Neu\t1", "aktion": "uebernehmen"})
    assert "expenditure" in read(reference)[1].to_check


def test_what_was_taken_over_unread_is_not_submitted(play, old, as_):
    reference = begin(EDITOR, old)
    with pytest.raises(StepRefused) as refused:
        play.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
    assert "complete" in {reason.code for reason in refused.value.reasons}
    review = main(as_(EDITOR).get(f"/antraege/{reference}/pruefen"))
    assert review.count("Sehen Sie die übernommenen Angaben durch") == len(TAKEN)


def test_the_page_offers_the_towns_own_cases_only(play, old, as_):
    town = as_(EDITOR)
    page = town.get(f"/antraege/neu?aus={old}")
    assert f'<option value="{old}" selected' in page.text
    assert old not in as_(STRANGER).get("/antraege/neu").text
    answer = town.send("/antraege/neu", {"call": "2022", "municipality": "14522140", "source": old})
    assert answer.status_code == 303
    with reading() as session:
        newest = session.scalars(
            select(Application).order_by(Application.created_at.desc()).limit(1)
        ).one()
    assert read(newest.reference)[1].taken_from == old


@pytest.mark.parametrize("source", ["KP-2022-9999", "nichts"])
def test_a_case_that_is_not_there_or_not_ones_own_is_refused(play, old, source):
    for email, reference in ((EDITOR, source), (STRANGER, old)):
        with pytest.raises(Invalid) as invalid:
            begin(email, reference)
        assert [fault.code for fault in invalid.value.faults] == ["no_such_source"]


def test_a_status_page_offers_itself_as_a_model_while_a_call_is_open(play, old, as_):
    link = f"/antraege/neu?aus={old}"
    assert link in as_(EDITOR).get(f"/antraege/{old}").text
    play.moved.instant += timedelta(days=400)
    assert link not in as_(EDITOR).get(f"/antraege/{old}").text
