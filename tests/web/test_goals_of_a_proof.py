"""The proof of use says of each goal what was planned and what became of it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.errors import Invalid
from funding.models import Answers, ProofGoal
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.reporting.goals import goals_of
from funding.queries.spending.answers import proof_gaps
from funding.services.administration.set_up_demo import PASSWORD
from funding.services.reporting.save_proof import Said, save_proof
from tests.stages import AUDITOR, EDITOR, SIGNATORY, bring
from tests.web.test_everything import opened
from workflows.application import State

EARLIER = [
    {"id": "a", "what": "Weniger Fälle", "measure": "Anzeigen", "target": "80", "baseline": "112"},
    {"id": "b", "what": "Der Rat tagt", "target": "regelmäßig"},
    {"id": "c", "what": ""},
]


@pytest.fixture
def reference(play):
    return bring(play, State.REPORT_DUE)


def page_of(reference):
    return f"/antraege/{reference}/verwendungsnachweis"


def planned(goals):
    """Let the application have these goals."""
    with transaction() as session:
        answers = session.scalars(select(Answers)).one()
        answers.entries = answers.entries | {"goals": goals}


def seen(reference):
    with reading() as session:
        case = find.case(session, by_email(session, EDITOR), reference)
        return goals_of(case), proof_gaps(case)


def goals(**values):
    """Say of two goals that they were reached, but for what is given."""
    said = {"goals-0-actual": "75", "goals-0-reached": "yes"}
    said |= {"goals-1-actual": "dreimal im Jahr", "goals-1-reached": "yes"}
    return said | {name.replace("_", "-"): value for name, value in values.items()}


def test_planned_and_actual_stand_side_by_side_and_what_was_said_is_kept(play, as_, reference):
    planned(EARLIER)
    town, way = as_(EDITOR), page_of(reference)
    page = town.get(way).text
    for word in ("Ziel 1: Weniger Fälle", "Anzeigen", "112", "80", "Ziel 2: Der Rat tagt"):
        assert word in page
    assert "Ziel 3" not in page
    kept = goals(goals_1_reached="partly", goals_1_remark="Ein Termin fiel aus.")
    assert town.send(way, kept).status_code == 303
    first, second = seen(reference)[0]
    assert (first.baseline, first.target, first.actual, first.reached) == ("112", "80", "75", "yes")
    assert (second.reached, second.remark) == ("partly", "Ein Termin fiel aus.")
    assert town.send(way, goals(goals_0_actual="79")).status_code == 303
    assert [goal.actual for goal in seen(reference)[0]] == ["79", "dreimal im Jahr"]


NOT_ENOUGH = {
    "no value": {"goals_0_actual": " "},
    "nothing chosen": {"goals_0_reached": ""},
    "partly, without a word": {"goals_0_reached": "partly"},
    "not at all, without a word": {"goals_0_reached": "no", "goals_0_remark": " "},
}


@pytest.mark.parametrize("lacks", NOT_ENOUGH.values(), ids=NOT_ENOUGH)
def test_nothing_is_handed_in_while_a_goal_is_not_accounted_for(play, as_, reference, lacks):
    play.write_proof(reference)
    planned(EARLIER)
    town, way = as_(EDITOR), page_of(reference)
    assert seen(reference)[1] == ["goal-1", "goal-2"]
    written = town.send(way, WRITTEN | goals(**lacks))
    assert written.status_code == 303
    assert seen(reference)[1] == ["goal-1"]
    page = as_(SIGNATORY).get(f"{way}/einreichen").text
    assert "Ziel 1: " in page
    assert "Ziel 2: " not in page
    signatory = as_(SIGNATORY)
    forced = signatory.form(play._read(reference).version) | {"password": PASSWORD}
    assert signatory.post(f"{way}/einreichen", data=forced).status_code == 409
    assert play._read(reference).state == State.REPORT_DUE
    town.send(way, WRITTEN | goals(goals_0_reached="no", goals_0_remark="Zu spät begonnen."))
    assert seen(reference)[1] == []
    sent = as_(SIGNATORY).send(f"{way}/einreichen", {"password": PASSWORD})
    assert (sent.status_code, play._read(reference).state) == (303, State.REPORTED)


WRITTEN = {
    "narrative": "Durchgeführt.",
    "results": "Gelungen.",
    "necessity": "Drei Angebote.",
    "confirmed": "y",
}


def test_the_adequacy_of_the_expenditure_is_asked_for_and_the_rest_of_the_report_is_free(
    play, as_, reference
):
    play.write_proof(reference)
    said = {"goals-0-actual": "3", "goals-0-reached": "yes"}
    town = as_(EDITOR)
    town.send(page_of(reference), WRITTEN | said | {"necessity": " "})
    assert seen(reference)[1] == ["necessity"]
    more = {"deviations": "Später begonnen.", "publicity": "Im Amtsblatt."}
    more |= {"evaluation": "Befragung.", "sustainability": "Die Stelle bleibt."}
    town.send(page_of(reference), WRITTEN | said | more)
    assert seen(reference)[1] == []
    page = town.get(page_of(reference)).text
    assert all(text in page for text in more.values())


def test_an_application_without_goals_is_accounted_for_without_them(play, as_, reference):
    planned([])
    play.write_proof(reference)
    assert seen(reference) == ([], [])
    page = as_(EDITOR).get(page_of(reference)).text
    assert "Ziel 1" not in page
    assert 'id="ziele"' not in page


def test_auditor_town_and_archive_have_what_became_of_the_goals(play, as_):
    handed_in = bring(play, State.REPORTED)
    with transaction() as session:
        session.execute(update(ProofGoal).values(reached="no", remark="Der Saal war zu."))
    town = as_(SIGNATORY)
    ways = ((as_(AUDITOR), f"/vorgaenge/{handed_in}/nachweis"), (town, page_of(handed_in)))
    for reader, way in ways:
        page = reader.get(way).text
        assert "Ziele, Soll und Ist" in page
        assert "nicht erreicht" in page
        assert "Der Saal war zu." in page
    data = json.loads(opened(town.get(f"/antraege/{handed_in}/alles.zip"))["daten.json"])
    [goal] = data["proof_of_use"]["goals"]
    assert (goal["target"], goal["actual"], goal["reached"]) == ("3", "3", "no")
    assert data["proof_of_use"]["necessity"]


UNKNOWN = {
    "another goal": {"fremd": Said("yes", "3", "")},
    "another answer": {"a": Said("x", "", "")},
}


@pytest.mark.parametrize("said", UNKNOWN.values(), ids=UNKNOWN)
def test_only_goals_of_the_application_can_be_spoken_of(play, reference, said):
    planned(EARLIER)
    with pytest.raises(Invalid):
        play.act(EDITOR, lambda s, a: save_proof(s, a, reference, {}, {}, goals=said))
