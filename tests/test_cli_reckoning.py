"""Final grants and interest at the console: one JSON object, one sentence for what cannot be."""

from __future__ import annotations

import pytest

from tests.law.tables import table
from tests.test_cli import run  # noqa: F401 - a fixture
from tests.test_cli_calculating import calc  # noqa: F401 - a fixture

TABLE = table("financing")
SHARE = [
    "grant",
    "--type",
    "share",
    "--plan-eligible",
    "40000",
    "--plan-grant",
    "36000",
    "--own",
    "4000",
    "--plan-income",
    "0",
    "--actual-eligible",
    "35000",
    "--actual-income",
    "0",
]
INTEREST = ["interest", "--amount", "12000", "--from", "2024-11-16", "--to", "2025-08-15"]


def test_the_grant_of_the_issue(calc):  # noqa: F811 - the fixture
    status, told, err = calc(*SHARE)
    assert (status, err) == (0, "")
    assert set(told) == {"grant_cents", "recovery_cents", "relief_cents", "steps"}
    assert (told["grant_cents"], told["recovery_cents"]) == (3_150_000, 450_000)
    assert told["relief_cents"] == 500_000
    assert all(set(step) == {"text", "basis", "cents"} for step in told["steps"])
    assert calc(*SHARE, "--paid", "30000")[1]["recovery_cents"] == 0
    assert calc(*SHARE, "--cap-rate", "80")[1]["grant_cents"] == 2_800_000
    assert "Reduced in proportion" in calc(*SHARE, "--language", "en")[1]["steps"][1]["text"]


@pytest.mark.parametrize(
    "row", [row for row in TABLE["rows"] if str(row["name"]).isdigit()], ids=lambda row: row["name"]
)
def test_the_worked_examples_at_the_console(calc, row):  # noqa: F811 - the fixture
    base = TABLE["bases"][row["base"]]
    given = {
        "--plan-eligible": base.get("eligible"),
        "--plan-grant": base["grant"],
        "--plan-income": base.get("income"),
        "--actual-eligible": row.get("spent"),
        "--actual-income": row.get("earned"),
        "--rate": base.get("rate"),
        "--planned-units": base.get("planned"),
        "--actual-units": row.get("units"),
    }
    words = [word for name, value in given.items() if value is not None for word in (name, value)]
    told = calc("grant", "--type", base["type"], *map(str, words))[1]
    assert told["grant_cents"] == round(row["final"] * 100)
    assert told["recovery_cents"] == round(row["recovery"] * 100)
    assert (told["relief_cents"] is None) == (base["type"] in ("fixed", "unit"))


def test_the_interest_of_the_issue(calc):  # noqa: F811 - the fixture
    status, told, err = calc(*INTEREST)
    assert (status, err) == (0, "")
    assert told["interest_cents"] == 65_402
    assert told["periods"][0] == {
        "from": "2024-11-16",
        "to": "2024-12-31",
        "days": 46,
        "rate_percent": 8.37,
        "cents": 12_658,
    }
    assert [one["days"] for one in told["periods"]] == [46, 181, 46]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("grant --type share", "needs --plan-eligible, --plan-grant, --actual-eligible."),
        ("grant --type unit --rate 300", "needs --planned-units, --actual-units."),
        ("grant --type share --plan-eligible 0 --plan-grant 0 --actual-eligible 1", "above 0"),
        ("grant --type gap --plan-eligible 1 --plan-grant 2 --actual-eligible 1", "not be above"),
        ("grant --type fixed --plan-grant -1 --actual-eligible 1", "is no amount in euros"),
        ("grant --type fixed --plan-grant 1.234 --actual-eligible 1", "36000.50"),
        ("grant --type fixed --plan-grant 99999999999 --actual-eligible 1", "no amount"),
        ("grant --type loan", "'loan' is not one of"),
        ("grant --type unit --rate 1 --planned-units 1 --actual-units 1 --cap-rate 9", "--cap-rate"),
        ("interest --amount 1 --from 2025-01-02 --to 2025-01-01", "must not be before"),
        ("interest --amount 1 --from 2026-06-30 --to 2026-07-01", "Basiszinssatz ab 01.07.2026 fehlt."),
        ("interest --amount 1 --from 1999-01-01 --to 1999-01-02", "Basiszinssatz vor dem 01.07.2016"),
        ("interest --amount eins --from 2025-01-01 --to 2025-01-02", "36000.50"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_in_a_sentence(calc, words, said):  # noqa: F811 - the fixture
    status, told, err = calc(*words.split())
    assert (status, told) == (2, None)
    assert said in " ".join(err.split())
