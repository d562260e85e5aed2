"""The proposal: cuts line by line with their reasons, conditions, and the notice as it would read."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from funding.db import reading, transaction
from funding.errors import FundingError
from funding.models import Application, Line, Proposal
from tests.stages import FIRST, REVIEWER, bring
from workflows.application import State, Trigger
from workflows.core import StepRefused

OWN = "Vor Beginn ist das Ordnungsamt zu beteiligen."


@pytest.fixture
def reference(play):
    return bring(play, State.IN_ASSESSMENT)


@pytest.fixture
def way(reference):
    return f"/vorgaenge/{reference}/vorschlag"


def first_line():
    with reading() as session:
        return session.scalars(select(Line).order_by(Line.position)).first()


def proposal():
    with reading() as session:
        return session.scalars(select(Proposal)).one_or_none()


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text.partition("<main")[2]))


def propose(office, way, **typed):
    usual = ["anbest_k", "publicity"]
    return office.send(way, {"conditions": usual, "aktion": "recommend"} | typed)


def test_the_usual_conditions_are_ticked_and_the_notice_can_be_read_before(as_, way):
    page = as_(REVIEWER).get(way)
    ticked = re.findall(r'name="conditions" value="([^"]+)" checked', page.text)
    assert ticked == ["anbest_k", "publicity", "revocation"]
    assert "Entwurf – noch kein Bescheid" in page.text
    assert "Zuwendung in Höhe von bis zu 20.000,00 € zur Projektförderung" in text(page)
    assert "ANBest-K, Anlage 3a" in page.text


def test_a_cut_of_a_line_is_kept_with_its_reason_and_read_by_who_decides(as_, reference, way):
    line = first_line()
    name = f"cut_{line.position}"
    answer = propose(
        as_(REVIEWER),
        way,
        **{name: "1.000,00", f"{name}_reason": "Satz zu hoch", "amount_cents": "18.000,00"},
        reason="Siehe die Kürzung.",
        own_condition=OWN,
    )
    assert answer.status_code == 303
    kept = proposal()
    assert kept.amount_cents == 1_800_000
    assert kept.cuts == [
        {
            "position": line.position,
            "label": line.label,
            "eligible_cents": line.eligible_cents,
            "cents": 100_000,
            "reason": "Satz zu hoch",
        }
    ]
    assert [one["code"] for one in kept.conditions] == ["anbest_k", "publicity", "own"]
    for page in (f"/entscheidungen/{reference}", f"/vorgaenge/{reference}"):
        shown = text(as_(FIRST).get(page))
        assert "Satz zu hoch" in shown
        assert OWN in shown
    decision = text(as_(FIRST).get(f"/entscheidungen/{reference}"))
    assert "um 1.000,00 € gekürzt: " in decision
    assert "Siehe die Kürzung." in decision


@pytest.mark.parametrize(
    ("cut", "reason", "sentence"),
    [
        ("900.000,00", "zu viel", "Kürzen Sie höchstens so viel."),
        ("100,00", " ", "Geben Sie den Grund an."),
        ("-5", "x", "Betrag"),
    ],
)
def test_a_cut_that_cannot_be_is_refused_and_nothing_is_kept(as_, way, cut, reason, sentence):
    name = f"cut_{first_line().position}"
    typed = {name: cut, f"{name}_reason": reason, "amount_cents": "15.000,00", "reason": "x"}
    answer = propose(as_(REVIEWER), way, **typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert proposal() is None


def test_more_than_the_rate_of_what_stays_eligible_is_refused_with_numbers(as_, way):
    line = first_line()
    name = f"cut_{line.position}"
    typed = {name: f"{line.eligible_cents // 100},00", f"{name}_reason": "nicht förderfähig"}
    answer = propose(as_(REVIEWER), way, **typed, amount_cents="20.000,00")
    assert answer.status_code == 422
    assert re.search(r"Höchstens möglich sind [\d.,]+\s€ \(nach den Kürzungen sind", answer.text)
    assert proposal() is None


@pytest.mark.parametrize(
    "cut",
    [
        {"position": 1, "cents": 10**9, "reason": "zu viel"},
        {"position": 1, "cents": 100, "reason": " "},
        {"position": 999, "cents": 100, "reason": "keine Position"},
        {"position": 1, "cents": -100, "reason": "negativ"},
    ],
)
def test_the_service_itself_takes_no_cut_without_reason_or_beyond_the_line(play, reference, cut):
    with pytest.raises((StepRefused, FundingError)):
        play.step(
            REVIEWER,
            reference,
            Trigger.RECOMMEND,
            amount_cents=1_500_000,
            reason="Kürzung",
            cuts=[cut],
        )
    assert proposal() is None


def test_the_service_itself_takes_no_more_than_the_rate_of_what_stays(play, reference):
    line = first_line()
    cut = {"position": line.position, "cents": line.eligible_cents, "reason": "nicht nötig"}
    with transaction() as session:
        requested = session.scalars(select(Application.requested_cents)).one()
    with pytest.raises(StepRefused, match="within_rate"):
        play.step(
            REVIEWER, reference, Trigger.RECOMMEND, amount_cents=requested, reason="x", cuts=[cut]
        )
    assert proposal() is None


def test_english_readers_read_the_page_in_english_and_the_notice_in_german(as_, way):
    office = as_(REVIEWER)
    office.get("/sprache/en")
    page = office.get(way).text
    assert "Preview of the notice of award" in page
    assert 'lang="de"' in page.partition("<main")[2]
    assert "General conditions (ANBest-K)" in page
