"""Which annexes are needed follows from the answers; what is missing has a sentence."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import update

from funding.db import reading, transaction
from funding.definition.annexes import SLOTS
from funding.forms.words import finding_text
from funding.models import Line, StoredFile
from funding.queries import find
from funding.queries.accounts.actors import by_email
from funding.queries.applying.annexes import NEEDED, annex_findings, is_needed
from funding.queries.applying.findings import annexes_found
from funding.services.applying.annexes import add_annex, promise_annexes
from funding.services.applying.store_file import Kept
from funding.words.annexes import ANNEX_FINDINGS
from tests.stages import EDITOR, bring
from workflows.application import State

TABLE = yaml.safe_load((Path(__file__).parent / "needed_annexes.yaml").read_text(encoding="utf-8"))
ALWAYS = ("annex_promise_past", "annex_infected")


@pytest.fixture
def reference(play):
    return bring(play, State.DRAFT)


def case_in(session, reference):
    return find.case(session, by_email(session, EDITOR), reference)


@pytest.mark.parametrize("row", TABLE, ids=[row["case"] for row in TABLE])
def test_what_is_needed_follows_from_the_answers(reference, row):
    with transaction() as session:
        case = case_in(session, reference)
        for name, value in row.get("answers", {}).items():
            case.answers.keep(name, value)
        for position, (kind, cents) in enumerate(row.get("lines", []), 1):
            line = {"kind": kind, "amount_cents": cents, "label": "x", "year": 2022}
            session.add(Line(application_id=case.application.id, position=position, **line))
    with reading() as session:
        case = case_in(session, reference)
        needed = [code for code in SLOTS if is_needed(case, code)]
        missing = [slot for slot, code, _facts in annex_findings(case)]
    assert needed == [code for code in SLOTS if code in {"resolution", *row["needed"]}]
    assert missing == needed


def found(reference):
    with reading() as session:
        case = case_in(session, reference)
        slots = [slot for slot, _code, _facts in annex_findings(case)]
        told = annexes_found(case)
    return {
        slot: (one.code, finding_text(one, "de")) for slot, one in zip(slots, told, strict=True)
    }


def test_the_missing_resolution_has_its_sentence(reference):
    code, sentence = found(reference)["resolution"]
    assert code == "annex_missing_resolution"
    assert sentence == "Laden Sie den Ratsbeschluss hoch oder wählen Sie „wird nachgereicht bis“."


def test_a_day_in_the_future_answers_it_and_one_that_is_over_does_not(reference, play):
    day = play.today + timedelta(days=20)
    with transaction() as session:
        promise_annexes(session, by_email(session, EDITOR), reference, {"resolution": day})
    assert found(reference) == {}
    play.moved.instant += timedelta(days=20)
    assert found(reference) == {}
    play.moved.instant += timedelta(days=1)
    code, sentence = found(reference)["resolution"]
    assert code == "annex_promise_past"
    assert f"{day:%d.%m.%Y}" in sentence


def test_a_file_answers_it_and_an_infected_one_does_not(reference):
    with transaction() as session:
        actor = by_email(session, EDITOR)
        add_annex(session, actor, reference, "resolution", Kept("a" * 64, 10), "Beschluss.pdf")
    assert found(reference) == {}
    with transaction() as session:
        session.execute(update(StoredFile).values(scan_state="infected"))
    code, sentence = found(reference)["resolution"]
    assert code == "annex_infected"
    assert "„Beschluss.pdf“ enthält Schadsoftware und zählt nicht" in sentence


def test_every_needed_slot_has_a_sentence_and_may_follow():
    assert {f"annex_missing_{code}" for code in NEEDED} | set(ALWAYS) == set(ANNEX_FINDINGS)
    assert all(SLOTS[code].may_follow for code in NEEDED)
    assert all(slot.key.startswith("a11.") for slot in SLOTS.values())
