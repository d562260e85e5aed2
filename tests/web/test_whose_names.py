"""What a list and a history say of people: one's own right, and no names of another town."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from sqlalchemy import select

from funding.db import transaction
from funding.models import Account, RoleGrant
from funding.models.role import Role
from tests.samples import pdf
from tests.stages import (
    EDITOR,
    LAST_PARTNER,
    PARTNER,
    PARTNER_EDITOR,
    PARTNERS,
    SIGNATORY,
    bring,
    bring_together,
)
from tests.web.test_rights_page import give
from workflows.application import State, Trigger

FIRST, LAST = PARTNERS


def main(answer):
    text = answer.text.partition("<main")[2].partition("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def history(answer):
    return main(answer).partition("Verlauf ")[2].partition("Fortschritt Ihres Antrags")[0]


def listed(browser):
    return re.findall(r"Ihr Recht: (\w+)", main(browser.get("/antraege")))


def test_the_list_says_what_each_may_do_on_a_draft_and_nothing_of_what_is_submitted(play, as_):
    draft = bring(play, State.DRAFT)
    bring(play, State.IN_CHECK)
    editor, signatory = as_(EDITOR), as_(SIGNATORY)
    assert (listed(editor), listed(signatory)) == (["Bearbeiten"], ["Unterschreiben"])
    assert "Fortsetzen" in main(editor.get("/antraege"))
    give(as_, SIGNATORY, draft, EDITOR, "read")
    assert (listed(editor), listed(signatory)) == (["Lesen"], ["Unterschreiben"])
    assert "Fortsetzen" not in main(editor.get("/antraege"))
    editor.get("/sprache/en")
    assert "Your right: Read" in main(editor.get("/antraege"))


def test_a_right_narrowed_in_one_town_narrows_nobody_elsewhere(play, as_):
    reference = bring_together(play, State.COSIGNING)
    give(as_, PARTNER, reference, PARTNER_EDITOR, "read", FIRST)
    assert listed(as_(PARTNER_EDITOR)) == ["Lesen"]
    assert listed(as_(EDITOR)) == ["Bearbeiten"]
    assert listed(as_(LAST_PARTNER)) == ["Unterschreiben"]


def test_who_works_for_two_towns_of_a_draft_may_do_what_the_one_lets_them_do_most(play, as_):
    reference = bring_together(play, State.DRAFT)
    with transaction() as session:
        editor = session.scalars(select(Account).where(Account.email == PARTNER_EDITOR)).one()
        role = Role.APPLICANT_SIGNATORY
        session.add(RoleGrant(account_id=editor.id, role=role, municipality_key=LAST))
    assert listed(as_(PARTNER_EDITOR)) == ["Unterschreiben"]
    give(as_, LAST_PARTNER, reference, PARTNER_EDITOR, "read", LAST)
    assert listed(as_(PARTNER_EDITOR)) == ["Bearbeiten"]


def test_another_town_reads_that_rights_were_changed_and_where_but_not_by_whom(play, as_):
    reference = bring_together(play, State.COSIGNING)
    give(as_, SIGNATORY, reference, EDITOR, "read")
    give(as_, PARTNER, reference, PARTNER_EDITOR, "read", FIRST)
    lead = history(as_(SIGNATORY).get(f"/antraege/{reference}"))
    partner = history(as_(PARTNER).get(f"/antraege/{reference}"))
    assert "– Zeichnung Flöha" in lead
    assert "– Lengenfeld" in lead
    assert "Zeichnung Lengenfeld" not in lead
    assert "– Zeichnung Lengenfeld" in partner
    assert "– Flöha" in partner
    for name in ("Zeichnung Flöha", "Bearbeitung Flöha"):
        assert name not in partner


def test_who_signed_for_a_town_is_named_to_all_of_them(play, as_):
    reference = bring_together(play, State.COSIGNING, signed=1)
    play.cosign(reference, LAST)
    play.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
    for reader in (SIGNATORY, PARTNER, LAST_PARTNER):
        said = history(as_(reader).get(f"/antraege/{reference}"))
        for name in ("Flöha", "Lengenfeld", "Frankenberg"):
            assert f"– Zeichnung {name}" in said
        assert ("– Zeichnung Lengenfeld, Lengenfeld" in said) == (reader != PARTNER)


def test_a_partner_reads_no_names_beside_a_draft(play, as_):
    reference = bring_together(play, State.DRAFT)
    assert "Flöha" in main(as_(PARTNER).get(f"/antraege/{reference}"))
    assert "Bearbeitung Flöha" not in main(as_(PARTNER).get(f"/antraege/{reference}"))
    assert "Bearbeitung Flöha" in main(as_(EDITOR).get(f"/antraege/{reference}"))


def test_what_a_partner_takes_along_names_nobody_of_the_lead_either(play, as_):
    reference = bring_together(play, State.COSIGNING)
    give(as_, SIGNATORY, reference, EDITOR, "read")
    for reader, named in ((SIGNATORY, True), (PARTNER, False)):
        data = as_(reader).get(f"/antraege/{reference}/alles.zip").data
        with zipfile.ZipFile(io.BytesIO(data)) as folder:
            name = next(one for one in folder.namelist() if one.endswith(".json"))
            who = {step["who"] for step in json.loads(folder.read(name))["history"]}
        assert ("Zeichnung Flöha" in who) == named


@pytest.mark.parametrize("path", ["einreichen", "zurueckziehen", "mitzeichnung/anfragen"])
def test_another_town_is_told_which_town_signs_and_not_who(play, as_, path):
    reference = bring_together(play, State.DRAFT)
    said = main(as_(PARTNER).get(f"/antraege/{reference}/{path}", follow_redirects=True))
    assert "Zeichnung Flöha" not in said
    assert "Nobody" not in said


def test_who_handed_in_a_file_is_told_to_the_own_town_only(play, as_):
    reference = bring_together(play, State.DRAFT)
    editor = as_(EDITOR)
    page = f"/antraege/{reference}/abschnitt/anlagen"
    data = {"file_resolution": (io.BytesIO(pdf()), "Beschluss.pdf"), "aktion": "speichern"}
    assert editor.send(page, data).status_code == 303
    # The contact of the lead stands in the application, and is no secret of it.
    named, review = r"Beschluss\.pdf [^()]{0,80}Bearbeitung Flöha", f"/antraege/{reference}/pruefen"
    assert re.search(named, main(editor.get(review)))
    said = main(as_(PARTNER).get(review))
    assert "Beschluss.pdf" in said
    assert not re.search(named, said)
