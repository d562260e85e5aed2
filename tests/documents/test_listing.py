"""A list for a spreadsheet: nothing in it is computed, amounts stay amounts."""

from __future__ import annotations

import pytest

from funding.documents.listing import listing


def text(*row: str) -> str:
    return listing(["Kopf"], [row]).decode("utf-8-sig").splitlines()[1]


@pytest.mark.parametrize("typed", ["=1+1", "+49", "@a", "-x", "\tx"])
def test_what_a_spreadsheet_would_compute_is_text(typed):
    assert text(typed).strip('"').startswith("'")


@pytest.mark.parametrize("typed", ["-12,50", "12,50", "KP-2022-0001", ""])
def test_an_amount_and_a_number_stay_as_they_are(typed):
    assert text(typed, "x") == f"{typed};x"


def test_it_begins_with_the_mark_by_which_spreadsheets_know_umlauts():
    assert listing(["Größe"], []).startswith("\ufeffGröße".encode())
