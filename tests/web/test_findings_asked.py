"""Each point of the check has its evidence; what the machine finds is asked for with one click."""

from __future__ import annotations

import re

from sqlalchemy import select, update

from funding.db import reading, transaction
from funding.models import Answers, Application, RequestItem
from funding.words.checkpoints import CHECKPOINTS
from tests.stages import REVIEWER, bring
from workflows.application import State


def emptied(reference):
    """Let the short description be missing, as after a rule of the form has changed."""
    with transaction() as session:
        case = select(Application.id).where(Application.reference == reference).scalar_subquery()
        session.execute(update(Answers).where(Answers.application_id == case).values(summary=""))


def test_every_point_has_a_result_and_leads_to_its_evidence(play, as_):
    reference = bring(play, State.IN_CHECK)
    page = as_(REVIEWER).get(f"/vorgaenge/{reference}/formale-pruefung").text
    assert page.count("fp-point__hint") == len(CHECKPOINTS) == 12
    assert page.count("Beleg in der Akte") == 12
    anchors = set(re.findall(rf'href="/vorgaenge/{reference}#([a-z]+)"', page))
    file = as_(REVIEWER).get(f"/vorgaenge/{reference}").text
    assert all(f'id="{one}"' in file for one in anchors)
    assert "Gewählt ist das Handlungsfeld „Gewalt“" in page


def test_findings_become_a_request_with_one_click(play, as_):
    reference = bring(play, State.IN_CHECK)
    office = as_(REVIEWER)
    way = f"/vorgaenge/{reference}/nachfordern"
    check = f"/vorgaenge/{reference}/formale-pruefung"
    assert "feststellungen=alle" not in office.get(check).text
    emptied(reference)
    link = re.search(r'href="([^"]+feststellungen=alle)"', office.get(check).text)[1]
    page = office.get(link).text
    asked = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1].strip()
    assert asked.startswith("a4.")
    answer = office.send(way, {"items": asked}, page=link)
    assert answer.status_code == 303
    with reading() as session:
        item = session.scalars(select(RequestItem)).one()
        assert (item.field_key or "").startswith("a4.")
