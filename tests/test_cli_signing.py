"""Signing limits are entered and listed at the console, by administration only."""

from __future__ import annotations

from tests.test_cli_administering import ADMIN, begun, run

__all__ = ["begun", "run"]


def give(begun, *more, by=ADMIN, source="Zeichnungsregelung"):
    words = ("--since", "2026-01-01", "--source", source, "--as", by)
    return begun("signing-limit", "set", ADMIN, *more, *words)


def test_a_limit_is_entered_with_its_day_and_its_source(begun):
    status, result, _ = give(begun, "--cents", "5000000")
    assert (status, result["cents"], result["source"]) == (0, 5_000_000, "Zeichnungsregelung")
    status, listed, _ = begun("signing-limit", "list")
    assert [(one["name"], one["cents"]) for one in listed] == [("Administration", 5_000_000)]


def test_what_does_not_go_is_refused_with_a_sentence(begun):
    assert give(begun)[0] == 2
    assert give(begun, "--cents", "1", "--unlimited")[0] == 2
    assert give(begun, "--unlimited")[0] == 0
    status, _result, told = give(begun, "--cents", "1")
    assert status != 0
    assert "Traceback" not in told
    assert "2026" in told
