"""What stands in the list for a jury, as it is handed to the typesetter."""

from __future__ import annotations

import json

import pytest

from funding.documents import jury
from funding.services.reviewing.declare_bias import declare_bias
from tests.stages import FIRST, bring
from tests.web.test_jury_list import PDF, two
from tests.web.test_ranking_page import score
from workflows.application import State


@pytest.fixture
def listed(monkeypatch):
    """Return the rows of the newest list."""
    found = []
    typeset = jury.in_turn

    def watched(order):
        found.append(json.loads(json.loads(order(False))["inputs"]["content"]))
        return typeset(order)

    monkeypatch.setattr(jury, "in_turn", watched)
    return lambda: [(row[0], row[1]) for one in found[-1]["tables"] for row in one["body"]]


def test_the_order_is_that_of_the_rank_and_the_filter_keeps_it(play, as_, listed):
    low, high = two(play)
    other = bring(play, State.REVIEWED, "graffiti")  # has money, and keeps its rank
    score(other, 400)
    approver = as_(FIRST)
    approver.get(f"{PDF}?sicht=ganz")
    assert listed() == [("1", high), ("2", other), ("3", low)]
    approver.get(f"{PDF}?feld=drugs")
    assert listed() == [("1", high), ("3", low)]
    approver.get(f"{PDF}?suche={other} flöha")
    assert listed() == [("2", other)]
    play.act(FIRST, lambda s, a: declare_bias(s, a, high, biased=True, reason="Verwandt"))
    approver.get(f"{PDF}?feld=drugs")
    assert [reference for _rank, reference in listed()] == [low]
