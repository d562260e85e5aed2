from __future__ import annotations

import pytest

from funding.law.ranking import Bid, cut, placed

LINES = {"a": 100, "b": 50}


def whys(bids: list[Bid], envelope: int = 150, *, strict: bool = True, **more: object) -> str:
    rows = placed(bids, LINES, envelope, strict=strict, **more)  # type: ignore[arg-type]
    return " ".join(row.why for row in sorted(rows, key=lambda row: row.rank))


def test_money_goes_down_the_ranking_and_behind_the_cut_nobody_of_the_field_gets_any() -> None:
    bids = [Bid("1", "a", 9, 60), Bid("2", "a", 8, 60), Bid("3", "b", 7, 50), Bid("4", "a", 6, 40)]
    assert whys(bids) == "fits line fits behind"
    assert whys(bids, strict=False) == "fits line fits fits"


def test_who_has_money_is_counted_first_whatever_the_rank() -> None:
    bids = [Bid("1", "a", 9, 60), Bid("2", "a", 8, 60, held=True)]
    rows = placed(bids, LINES, 150, strict=True)
    assert [(r.bid.key, r.rank, r.why, r.sum_cents) for r in rows] == [
        ("2", 2, "held", 60),
        ("1", 1, "line", 120),
    ]
    assert rows[1].missing == 20
    assert cut(rows, whole=False) == 1


def test_where_the_envelope_ends_nobody_behind_gets_any_in_whatever_field() -> None:
    bids = [Bid("1", "a", 9, 60), Bid("2", "a", 8, 40), Bid("3", "b", 7, 10)]
    assert whys(bids, 80) == "fits envelope behind"
    rows = placed(bids, LINES, 80, strict=True)
    assert (rows[1].missing, cut(rows, whole=True)) == (20, 1)


def test_what_is_left_out_costs_nothing_and_shuts_nothing() -> None:
    bids = [Bid("1", "a", 9, 900, out=True), Bid("2", "a", 8, 100)]
    assert whys(bids) == "out fits"
    assert [r.sum_cents for r in placed(bids, LINES, 150, strict=True)] == [0, 100]


def test_of_a_chosen_set_only_its_cases_get_money_and_no_rank_stands_in_the_way() -> None:
    bids = [Bid("1", "a", 9, 90), Bid("2", "a", 8, 50), Bid("3", "a", 7, 50)]
    assert whys(bids, chosen=frozenset({"2", "3"})) == "unchosen fits fits"


@pytest.mark.parametrize("whole", [True, False])
def test_where_all_fit_there_is_no_cut(whole: bool) -> None:
    assert cut(placed([Bid("1", "a", 1, 1)], LINES, 9, strict=True), whole=whole) is None
