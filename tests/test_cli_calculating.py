"""Periods and notifications at the console: one JSON object, no database, one sentence for faults."""

from __future__ import annotations

import json

import pytest

from tests.law.tables import table
from tests.test_cli import run  # noqa: F401 - a fixture

KEYS = {"notified", "raw_end", "end", "one_year_end", "steps"}
PERIODS = [*table("periods")["periods"], *table("vectors_periods")]


@pytest.fixture
def calc(run, tmp_path):  # noqa: F811 - the fixture
    """Run a command where no database can be had, and return what it answered."""

    def command(*args):
        status, out, err = run("calc", *args, database="postgresql+psycopg://nobody@127.0.0.1:1/no")
        assert not (tmp_path / "var").exists()
        assert "Traceback" not in err
        return status, json.loads(out) if out else None, err

    return command


def test_the_period_of_the_issue(calc):
    status, told, err = calc("period", "--event", "2025-03-18", "--months", "1")
    assert (status, err, set(told)) == (0, "", KEYS)
    assert (told["raw_end"], told["end"]) == ("2025-04-18", "2025-04-22")
    assert (told["notified"], told["one_year_end"]) == (None, None)
    assert all(set(step) == {"text", "basis", "date"} for step in told["steps"])
    assert told["steps"][-1]["date"] == "2025-04-22"
    assert "Karfreitag" in told["steps"][-1]["text"]


def test_the_notification_of_the_issue(calc):
    status, told, _ = calc("notification", "--posted", "2025-03-14", "--channel", "post")
    assert (status, set(told)) == (0, KEYS)
    assert (told["notified"], told["raw_end"]) == ("2025-03-18", "2025-04-18")
    assert (told["end"], told["one_year_end"]) == ("2025-04-22", "2026-03-18")
    assert [step["date"] for step in told["steps"]][::4] == ["2025-03-18", "2026-03-18"]


@pytest.mark.parametrize("row", PERIODS, ids=lambda row: str(row["name"]))
def test_every_option_of_a_period_says_what_the_table_says(calc, row):
    words = ["period", "--event", row["event"].isoformat()]
    for name, value in row.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            words += [option]
        elif isinstance(value, int):
            words += [option, str(value)]
    told = calc(*words)[1]
    assert (told["raw_end"], told["end"]) == (row["raw"].isoformat(), row["end"].isoformat())


@pytest.mark.parametrize("row", table("vectors_notifying"), ids=lambda row: str(row["name"]))
def test_every_channel_says_what_the_table_says(calc, row):
    words = ["notification", "--channel", row["channel"]]
    options = {"posted": "--posted", "retrieved": "--retrieved", "received": "--receipt"}
    for name, option in options.items():
        words += [option, row[name].isoformat()] if name in row else []
    told = calc(*words, *(["--lost"] if row.get("lost") else []))[1]
    assert told["notified"] == (row["notified"] and row["notified"].isoformat())
    reached = told["notified"] is not None
    assert all((told[key] is not None) == reached for key in ("raw_end", "end", "one_year_end"))


def test_the_change_of_2025_is_a_value_of_the_programme(calc):
    days = {}
    for posted in ("2024-12-31", "2025-01-01"):
        told = calc("notification", "--posted", posted, "--channel", "registered")[1]
        days[posted] = told["notified"]
    assert days == {"2024-12-31": "2025-01-03", "2025-01-01": "2025-01-05"}


def test_the_steps_are_told_in_english_too(calc):
    words = ("--event", "2025-03-18", "--months", "1", "--benefit", "--language", "en")
    told = calc("period", *words)[1]
    assert told["end"] == "2025-04-18"
    assert told["steps"][-1]["text"].startswith("The benefit ends with Friday, 18 April 2025")


@pytest.mark.parametrize(
    ("words", "status", "cure"),
    [
        ("period --event 2025-03-18", 1, "Say how long the period is"),
        ("period --event 2025-02-30 --days 1", 2, "YYYY-MM-DD"),
        ("period --event 18.03.2025 --days 1", 2, "YYYY-MM-DD"),
        ("period --event 20250318 --days 1", 2, "YYYY-MM-DD"),
        ("period --event 1989-12-31 --days 1", 2, "1990 to 2100"),
        ("period --event 9999-12-31 --years 1", 2, "1990 to 2100"),
        ("period --event 1990-05-01 --days 1", 1, "1991 to 2100"),
        ("period --event 2100-12-31 --days 1", 1, "1991 to 2100"),
        ("period --event 2025-03-18 --years 101", 1, "at most 100 years"),
        ("period --event 2025-03-18 --days 40000", 1, "at most 100 years"),
        ("period --event 2025-03-18 --days -1", 2, "range"),
        ("period --event 2025-03-18 --days 1.5", 2, "--days"),
        ("period --days 1", 2, "--event"),
        ("notification --channel post", 1, "Give the day"),
        ("notification --channel receipt", 1, "Give the day"),
        ("notification --channel pigeon --posted 2025-03-14", 2, "'mailbox'"),
        ("notification --posted 2025-03-14", 2, "--channel"),
        ("notification --channel post --posted 2025-03-14 --retrieved 2025-03-15", 1, "portal"),
        ("notification --channel portal --posted 2025-03-14 --receipt 2025-03-15", 1, "retrieval"),
        ("notification --channel portal --posted 2025-03-14 --retrieved 2025-03-13", 1, "before"),
        ("notification --channel post --posted 2025-03-14 --receipt 2025-03-13", 1, "before"),
        ("notification --channel post --posted 2100-01-01", 1, "1991 to 2100"),
    ],
)
def test_what_cannot_be_computed_is_one_sentence(calc, words, status, cure):
    ended, told, err = calc(*words.split())
    assert (ended, told) == (status, None)
    assert cure in err
