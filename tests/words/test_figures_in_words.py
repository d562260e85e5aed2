"""Sizes, instants and rule values as people read them."""

from __future__ import annotations

from datetime import date

import pytest

from funding.forms.words import size_in_words
from funding.law import berlin
from funding.notices.letters import moment
from funding.services.administration.load_programme import RULES
from funding.words.rules import RULE_FLAGS, RULE_NAMES, RULE_UNITS


@pytest.mark.parametrize(
    ("count", "de", "en"),
    [
        (0, "0 Byte", "0 bytes"),
        (1, "1 Byte", "1 byte"),
        (45, "45 Byte", "45 bytes"),
        (1023, "1023 Byte", "1023 bytes"),
        (1024, "1 KB", "1 KB"),
        (1536, "1,5 KB", "1.5 KB"),
        (20 * 1024 * 1024, "20 MB", "20 MB"),
    ],
)
def test_a_size_is_written_in_the_unit_that_suits_it(count, de, en):
    assert (size_in_words(count, "de"), size_in_words(count, "en")) == (de, en)


def test_the_end_of_a_day_is_24_o_clock_of_that_day():
    end = berlin.end_of_day(date(2026, 11, 15))
    assert moment(end, "de") == "15.11.2026 um 24:00 Uhr"
    assert moment(end, "en") == "15/11/2026 at 24:00"
    assert moment(berlin.at_hour(date(2026, 11, 15), 10), "de") == "15.11.2026 um 10:00 Uhr"


def test_every_rule_has_a_name_and_a_unit():
    plain = {"floor_cents", "personnel_ceiling_cents", "offers_from_cents", "last_draw"}
    plain |= {"file_bytes", "case_bytes", "signing_limit_cents", "third_approval_cents"}
    plain |= {"refund_below_cents", "small_claim_cents", "interest_floor_cents"}
    plain |= {"award_step_cents"}
    plain |= {"base_rate_basis_points", "interest_basis_points"}
    assert {key for key, *_ in RULES} <= set(RULE_NAMES)
    assert {key for key, *_ in RULES} == set(RULE_UNITS) | RULE_FLAGS | plain
