"""A change of the partners on the pages of the lead, of each municipality, and of the office."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.models import Change
from funding.services.administration.set_up_demo import PASSWORD
from tests.services.spending import changing as c
from tests.services.spending import joining as j
from tests.stages import EDITOR, REVIEWER, SECOND, SIGNATORY, bring_joint

JOINING, LEAVING = j.SIGNS[j.RODEWISCH], j.SIGNS[j.LENGENFELD]
STRANGER = "zeichnung@auerbach-vogtland.example"


@pytest.fixture
def reference(play):
    return bring_joint(play)


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def hidden_fields(answer):
    """Return what the last form of a page brings along unseen."""
    names = ("partner", "asked_at")
    found = {
        n: re.findall(rf'name="{n}" type="hidden" value="([^"]*)"', answer.text) for n in names
    }
    return {name: values[-1] for name, values in found.items() if values}


def consent(town, own, password=PASSWORD):
    page = f"{own}/zustimmung"
    known = hidden_fields(town.get(page))
    return town.send(page, known | {"password": password}, page)


def test_from_the_first_click_to_the_agreement_of_all(reference, as_):
    lead = as_(EDITOR)
    listed = f"/antraege/{reference}/aenderungen"
    assert "Partnerwechsel" in main(lead.get(listed))
    own = lead.send(listed, {"kind": "partner"}).location
    page = main(lead.get(own))
    assert "Lengenfeld" in page
    assert "Noch scheidet niemand aus" in page
    typed = {"reason": c.WHY, "leaving": j.LENGENFELD, "joining": "Rodewisch"}
    answer = lead.send(own, typed)
    assert answer.status_code == 422  # without a task
    unknown = typed | {"joining": "Nirgendwo", "task": j.TASK}
    assert lead.send(own, unknown).status_code == 422
    already = typed | {"joining": "Lengenfeld", "task": j.TASK}
    assert "gehört schon zum Vorhaben" in main(lead.send(own, already))
    whole = typed | {"task": j.TASK, "contribution": "400,00"}
    assert lead.send(own, whole).status_code == 303
    page = main(lead.get(own)).replace("\xa0", " ")
    assert "Rodewisch kommt hinzu Übernimmt die Schulungen. 400,00 €" in page
    newcomer = as_(JOINING)
    assert newcomer.get(f"{own}/zustimmung").status_code == 404
    assert lead.send(f"{own}/partner", {}, own).status_code == 303
    assert "wird gefragt" in main(lead.get(own))
    assert newcomer.get(own).status_code == 404
    assert newcomer.get(f"/antraege/{reference}").status_code == 404
    page = main(newcomer.get(f"{own}/zustimmung"))
    assert "Rodewisch kommt hinzu" in page
    assert f"{own}/zustimmung" in newcomer.get("/antraege").text
    assert f"{own}/zustimmung" not in as_(STRANGER).get("/antraege").text
    assert c.WHY in page
    assert consent(newcomer, own, "falsch").status_code == 422
    assert consent(newcomer, own).status_code == 303
    assert f"{own}/zustimmung" not in newcomer.get("/antraege").text
    assert "Zugestimmt für Rodewisch" in main(newcomer.get(f"{own}/zustimmung"))
    leaver = as_(LEAVING)
    known = hidden_fields(leaver.get(f"{own}/zustimmung"))
    refused = leaver.send(f"{own}/ablehnung", known | {"why": " "}, f"{own}/zustimmung")
    assert refused.status_code == 422
    said = known | {"why": "Der Tag stimmt nicht."}
    assert leaver.send(f"{own}/ablehnung", said, f"{own}/zustimmung").status_code == 303
    assert "stimmt nicht zu: Der Tag stimmt nicht." in main(lead.get(own))
    signatory = as_(SIGNATORY)
    assert "Es haben noch nicht alle Kommunen zugestimmt" in main(signatory.get(own))
    for email in (LEAVING, j.SIGNS[j.FRANKENBERG]):
        assert consent(as_(email), own).status_code == 303
    sent = signatory.send(f"{own}/senden", {"password": PASSWORD}, own)
    assert sent.status_code == 303
    with reading() as session:
        change = session.scalars(select(Change)).one()
    assert change.state == "requested"
    there = f"/vorgaenge/{reference}/aenderungen/{change.id}"
    page = main(as_(REVIEWER).get(there))
    assert "Lengenfeld scheidet aus" in page
    assert "Vorschlag zur Entscheidung" in page
    assert "Zur Kenntnis nehmen" not in page


def test_after_the_decision_who_left_sees_the_change_alone(reference, play, as_):
    key = j.granted(play, reference)
    own = f"/antraege/{reference}/aenderungen/{key}"
    leaver, newcomer = as_(LEAVING), as_(JOINING)
    assert leaver.get(f"/antraege/{reference}").status_code == 404
    assert "Zugestimmt" in main(leaver.get(f"{own}/zustimmung"))
    assert newcomer.get(f"/antraege/{reference}").status_code == 200
    assert "Rodewisch" in main(as_(SECOND).get(f"/vorgaenge/{reference}"))


def test_the_question_of_bias_names_who_is_to_join(reference, play, as_):
    key = j.requested(play, reference)
    c.assess(play, reference, key)
    page = main(as_(SECOND).get(f"/vorgaenge/{reference}/befangenheit"))
    assert "Rodewisch (war Partner oder soll es werden)" in page


def test_a_municipality_that_is_not_asked_finds_nothing(reference, play, as_):
    key = j.agreed(play, reference)
    own = f"/antraege/{reference}/aenderungen/{key}"
    stranger = as_(STRANGER)
    token = {"csrf_token": stranger.token("/konto")}
    for tail in ("zustimmung", "ablehnung", "partner"):
        assert stranger.post(f"{own}/{tail}", data=token).status_code == 404
    assert stranger.get(f"{own}/zustimmung").status_code == 404
    assert as_(JOINING).get(f"{own}/zustimmung?partner={j.LENGENFELD}").status_code == 404


def test_an_editor_reads_who_may_agree(reference, play, as_):
    key = j.drafted(play, reference)
    j.ask(play, reference, key)
    page = f"/antraege/{reference}/aenderungen/{key}/zustimmung"
    editor = as_("bearbeitung@rodewisch.example")
    assert "Zeichnung Rodewisch" in main(editor.get(page))
    known = hidden_fields(as_(JOINING).get(page)) | {"csrf_token": editor.token("/konto")}
    assert editor.post(page, data=known | {"password": PASSWORD}).status_code in (403, 400)


def test_the_pages_speak_english(reference, play, as_):
    key = j.agreed(play, reference)
    own = f"/antraege/{reference}/aenderungen/{key}"
    for email, path in ((EDITOR, own), (JOINING, f"{own}/zustimmung")):
        person = as_(email)
        person.get("/sprache/en")
        page = main(person.get(path))
        assert "Old and new" in page
        assert "joins" in page
        assert "kommt hinzu" not in page
