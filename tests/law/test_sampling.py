"""The draw has the right size, knows no order, follows its seed, and can be done by hand."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.law import sampling

KEYS = st.sets(st.text("KP-0123456789", min_size=1, max_size=12), max_size=60)
SEEDS = st.text("0123456789abcdef", min_size=32, max_size=32)
PERCENTS = st.integers(0, 100)
CASES = [f"KP-2022-{number:04}" for number in range(1, 41)]
SEED = "00112233445566778899aabbccddeeff"


@given(KEYS, SEEDS, PERCENTS)
def test_a_draw_is_never_less_than_the_quota_and_never_a_whole_case_more(keys, seed, percent):
    take = sampling.size(len(keys), percent)
    drawn = sampling.drawn(seed, keys, take)
    assert drawn <= keys
    assert len(drawn) == take == ceil(Fraction(len(keys) * percent, 100))


@given(st.integers(0, 500), PERCENTS, st.integers(0, 30))
def test_at_least_so_many_are_drawn_where_there_are_so_many(count, percent, least):
    take = sampling.size(count, percent, least)
    assert min(count, least) <= take <= count
    assert take >= Fraction(count * percent, 100)


@given(KEYS.flatmap(lambda keys: st.tuples(st.just(keys), st.permutations(sorted(keys)))), SEEDS)
def test_the_order_of_the_list_changes_neither_draw_nor_fingerprint(lists, seed):
    keys, shuffled = lists
    take = sampling.size(len(keys), 50)
    assert sampling.drawn(seed, shuffled, take) == sampling.drawn(seed, sorted(keys), take)
    assert sampling.fingerprint(shuffled) == sampling.fingerprint(keys)


def test_another_seed_draws_other_cases_and_in_the_long_run_each_case_as_often():
    seeds = [f"{number:032x}" for number in range(1_000)]
    draws = [sampling.drawn(seed, CASES, 20) for seed in seeds]
    assert len(set(draws)) == len(seeds)
    often = [sum(case in draw for draw in draws) for case in CASES]
    assert 430 < min(often) <= max(often) < 570  # four and a half standard deviations


def test_a_draw_is_what_anybody_computes_with_sha256_and_a_sorted_list():
    by_hand = sorted(CASES, key=lambda one: hashlib.sha256(f"{SEED}:{one}".encode()).hexdigest())
    assert sampling.drawn(SEED, CASES, 3) == set(by_hand[:3])
    # Written down once, so that no release draws otherwise.
    assert sorted(by_hand[:3]) == [f"KP-2022-00{number}" for number in ("08", "13", "15")]
    assert (
        sampling.fingerprint(CASES[:2]) == hashlib.sha256(b"KP-2022-0001\nKP-2022-0002").hexdigest()
    )


def test_a_list_with_a_case_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        sampling.drawn(SEED, [*CASES, CASES[0]], 3)


@pytest.mark.parametrize(
    ("count", "percent", "least", "take"),
    [(0, 50, 10, 0), (1, 50, 0, 1), (2, 50, 0, 1), (3, 50, 0, 2), (101, 50, 0, 51), (8, 20, 10, 8),
     (10, 20, 10, 10), (50, 20, 10, 10), (51, 20, 10, 11), (2000, 20, 10, 400), (5, 100, 0, 5),
     (5, 120, 0, 5), (5, 0, 0, 0)],
)  # fmt: skip
def test_sizes_written_by_hand(count, percent, least, take):
    assert sampling.size(count, percent, least) == take
