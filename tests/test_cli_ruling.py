"""Rule values are added at the console, by administration, from a day on that is still free."""

from __future__ import annotations

from tests.test_cli_administering import ADMIN, begun, run

__all__ = ["begun", "run"]
KEY = "base_rate_basis_points"


def give(begun, *more, key=KEY, value="152", since="2026-07-01", source="Bundesbank", by=ADMIN):
    words = ("--value", value, "--since", since, "--source", source, "--as", by, *more)
    return begun("rule", "set", key, *words)


def values(begun, key=KEY):
    return [one for one in begun("rule", "list")[1] if one["key"] == key]


def test_a_base_rate_is_added_and_ends_the_one_before(begun):
    status, result, _ = give(begun)
    assert (status, result["value"], result["from"]) == (0, 152, "2026-07-01")
    by_day = {one["from"]: one for one in values(begun)}
    assert by_day["2026-07-01"]["source"] == "Bundesbank"
    assert by_day["2026-01-01"]["to"] == "2026-06-30"


def test_what_does_not_go_is_refused_with_a_sentence_and_changes_nothing(begun):
    assert give(begun)[0] == 0
    before = values(begun)
    refused = (
        give(begun, value="1"),
        give(begun, since="2025-01-01"),
        give(begun, since="2027-01-01", source=" "),
        give(begun, key="weather", since="2027-01-01"),
        give(begun, value="1.5", since="2027-01-01"),
        give(begun, since="2027-01-01", by="niemand@smi.example"),
    )
    for status, _result, told in refused:
        assert status != 0
        assert told.strip()
        assert "Traceback" not in told
    assert values(begun) == before
