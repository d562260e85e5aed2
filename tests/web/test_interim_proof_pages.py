"""The pages of an interim proof: written and handed in by the town, looked through by the office."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import update

from funding.db import transaction
from funding.models import Answers
from funding.services.administration.set_up_demo import PASSWORD
from tests import interims as i
from tests.stages import EDITOR, REVIEWER, SIGNATORY, bring
from tests.web.test_everything import opened
from workflows.application import State as CaseState
from workflows.interim_proof import State

STRANGER = "zeichnung@rodewisch.example"


@pytest.fixture
def reference(play):
    return i.lasting(play)


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def ways(reference, year=i.YEAR):
    tail = f"{reference}/zwischennachweis/{year}"
    return f"/antraege/{tail}", f"/vorgaenge/{tail}"


def figures(reference, amount="1.000,00"):
    return {f"lines-{n}-actual": amount for n in range(len(i.figures(reference)))}


def test_from_the_task_list_to_the_acceptance(play, as_, reference):
    town, (own, there) = as_(EDITOR), ways(reference)
    listed = main(town.get("/antraege"))
    assert "Zwischennachweis bis: Dienstag, 2. Mai 2023" in listed
    page = main(town.get(f"/antraege/{reference}"))
    assert "Zwischennachweis für 2022 schreiben" in page
    assert "Zwischennachweis fällig" not in page
    office = as_(REVIEWER)
    assert "hat ihn noch nicht eingereicht" in main(office.get(there))
    play.go(i.AFTER)
    town, office = as_(EDITOR), as_(REVIEWER)
    assert "Zwischennachweis fällig" in main(town.get(f"/antraege/{reference}"))
    assert "Zwischennachweis fällig" in main(office.get(f"/vorgaenge/{reference}"))
    written = {"narrative": "Die Stelle arbeitet.", "confirmed": "y"} | figures(reference)
    written |= {"goals-0-standing": "at_risk", "goals-0-actual": "2"}
    assert town.send(own, written | {"aktion": "bleiben"}).status_code == 303
    assert "Die Stelle arbeitet." not in office.get(there).text  # the town still writes
    signing = f"{own}/einreichen"
    assert "Nur eine zeichnungsberechtigte Person" in main(town.get(signing)) or "zeichn" in main(
        town.get(signing)
    )
    signatory = as_(SIGNATORY)
    assert signatory.send(signing, {"password": "falsch"}).status_code == 422
    assert signatory.send(signing, {"password": PASSWORD}).status_code == 303
    assert "Zwischennachweis fällig" not in main(town.get(f"/antraege/{reference}"))
    assert "Eingereicht" in main(town.get(own))
    assert own not in town.get("/antraege").text
    file = f"/vorgaenge/{reference}"
    assert "Zwischennachweis für 2022 durchsehen" in main(office.get(file))
    assert "durchsehen" not in main(as_("sachbearbeitung2@smi.example").get(file))
    page = main(office.get(there))
    assert "Die Stelle arbeitet." in page
    assert "1.000,00 €" in page
    assert "Sitzungen im Jahr – 3 2 gefährdet" in page
    assert office.send(there, {"aktion": "take_up"}).status_code == 303
    assert office.send(there, {"aktion": "ask_correction"}).status_code == 422
    back = {"aktion": "ask_correction", "reason": "Bitte Position 1 erläutern."}
    assert office.send(there, back).status_code == 303
    assert "Bitte Position 1 erläutern." in main(town.get(own))
    town.send(own, written | {"narrative": "Position 1: ein Gerät.", "aktion": "weiter"})
    assert signatory.send(signing, {"password": PASSWORD}).status_code == 303
    office.send(there, {"aktion": "take_up"})
    assert office.send(there, {"aktion": "accept", "reason": "Danke."}).status_code == 303
    assert i.record(reference).state == State.ACCEPTED
    page = main(town.get(own))
    assert "Angenommen" in page
    assert "Danke." in page


def test_what_lacks_is_named_before_it_is_signed(play, as_, reference):
    play.go(i.AFTER)
    page = main(as_(SIGNATORY).get(f"{ways(reference)[0]}/einreichen"))
    assert "Noch unvollständig" in page
    assert "Kurzbericht" in page
    assert "Position 1: was im Jahr ausgegeben wurde" in page
    assert "Ziel 1: wie es steht" in page
    i.written(play, reference)
    page = main(as_(SIGNATORY).get(f"{ways(reference)[0]}/einreichen"))
    assert "Noch unvollständig" not in page


def test_nobody_else_has_these_pages_and_no_year_that_is_not_owed_has_any(play, as_, reference):
    own, there = ways(reference)
    stranger = as_(STRANGER)
    assert {stranger.get(own).status_code, stranger.get(there).status_code} == {404}
    assert as_(REVIEWER).get(own).status_code == 403
    assert as_(EDITOR).get(there).status_code == 403
    for person, way in ((as_(EDITOR), 0), (as_(REVIEWER), 1)):
        assert person.get(ways(reference, 2023)[way]).status_code == 404


def test_a_project_within_one_year_says_nothing_of_interim_proofs(play, as_):
    reference = bring(play, CaseState.IN_PROGRESS)
    for person, way in ((EDITOR, "/antraege"), (EDITOR, f"/antraege/{reference}")):
        assert "wischennachweis" not in as_(person).get(way).text
    assert "wischennachweis" not in as_(REVIEWER).get(f"/vorgaenge/{reference}").text
    assert as_(EDITOR).get(ways(reference)[0]).status_code == 404


def test_the_final_proof_shows_what_the_interim_one_said(play, as_, reference):
    play.go(i.AFTER)
    i.written(play, reference)
    i.handed_in(play, reference)
    page = main(as_(EDITOR).get(f"/antraege/{reference}/verwendungsnachweis"))
    assert "In den Zwischennachweisen 1.000,00 €" in page


def test_the_archive_has_it(play, as_, reference):
    play.go(i.AFTER)
    i.written(play, reference)
    i.handed_in(play, reference)
    data = json.loads(opened(as_(SIGNATORY).get(f"/antraege/{reference}/alles.zip"))["daten.json"])
    [found] = data["interim_proofs"]
    assert (found["year"], found["state"]) == (2022, "handed_in")
    assert {line["actual"] for line in found["lines"]} == {100_000}


def test_it_is_read_in_english_too(play, as_, reference):
    town = as_(EDITOR)
    town.get("/sprache/en")
    page = main(town.get(ways(reference)[0]))
    for words in ("Interim proof for 2022", "Short report", "Spent in the year"):
        assert words in page


def test_before_its_notice_a_town_reads_of_none(play, as_):
    reference = bring(play, CaseState.APPROVED)
    with transaction() as session:  # the project was planned to last into the next budget year
        session.execute(update(Answers).values(ends_on=i.END))
    own, there = ways(reference)
    town = as_(SIGNATORY)
    assert town.get(own).status_code in (403, 404, 409)
    assert "Zwischennachweis" not in town.get(f"/antraege/{reference}").text
    assert as_(REVIEWER).get(there).status_code == 404  # it is owed once the project runs


def test_the_office_does_not_read_what_a_town_writes_anew(play, as_, reference):
    play.go(i.AFTER)
    i.written(play, reference)
    i.handed_in(play, reference)
    i.taken_up(play, reference)
    assert "Die Stelle arbeitet." in as_(REVIEWER).get(ways(reference)[1]).text
    i.given_back(play, reference)
    i.written(play, reference, narrative="Noch im Entwurf.")
    page = as_(REVIEWER).get(ways(reference)[1]).text
    assert "Noch im Entwurf." not in page
    assert "Position 2 fehlt im Bericht." in page


def test_while_the_office_looks_it_through_it_is_its_turn(play, as_, reference):
    play.go(i.AFTER)
    case = f"/vorgaenge/{reference}"
    turn = "Wer ist dran? {} Frist"
    assert turn.format("Flöha") in main(as_(REVIEWER).get(case))
    i.written(play, reference)
    i.handed_in(play, reference)
    for _moment in ("handed in", "taken up"):
        page = main(as_(REVIEWER).get(case))
        assert turn.format("Sachbearbeitung 1") in page
        assert "Durchsicht des Zwischennachweises" in page.partition("Wer ist dran?")[2][:200]
        if i.record(reference).state == State.HANDED_IN:
            i.taken_up(play, reference)
    i.accepted(play, reference)
    assert turn.format("Flöha") in main(as_(REVIEWER).get(case))
