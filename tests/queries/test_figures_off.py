"""By how many percent a line of a proof is off its plan, in whole percent, halves rounded up."""

from __future__ import annotations

from uuid import uuid4

import pytest

from funding.queries.reporting.figures import ProofFigure


def line(planned, actual):
    return ProofFigure(uuid4(), 1, "fees", "Honorare", True, planned, actual, "", None, 0)


@pytest.mark.parametrize(
    ("planned", "actual", "percent"),
    [
        (1_000, 184, -82),  # -81.6 %
        (1_000, 1_816, 82),
        (1_000, 1_814, 81),
        (1_000, 1_815, 82),
        (1_000, 185, -82),
        (1_000, 1_000, 0),
        (1_000, 1_004, 0),
        (3, 4, 33),
        (0, 500, None),
        (1_000, None, None),
    ],
)
def test_the_percentage_is_rounded_not_cut_off(planned, actual, percent):
    assert line(planned, actual).percent_off() == percent


def test_what_must_be_explained_does_not_hang_on_the_rounding():
    assert line(1_000, 1_204).percent_off() == 20
    assert line(1_000, 1_204).must_explain(20)
    assert not line(1_000, 1_200).must_explain(20)
