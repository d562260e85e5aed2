"""``funding race``: real servers, real HTTP, and a sum that tells when two have won."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from funding.cli.racing import Tried, over, told
from funding.models import BudgetLine

pytestmark = pytest.mark.slow
PEOPLE = 6


def race(kind, url, tmp_path):
    env = os.environ | {"DATABASE_URL": url, "FUNDING_VAR": str(tmp_path)}
    command = [sys.executable, "-m", "funding", "race", kind, "--workers", str(PEOPLE)]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300)
    return ended.returncode, json.loads(ended.stdout.splitlines()[-1])


def test_of_all_who_approve_a_case_at_once_one_does(database, tmp_path):
    status, result = race("approvals", database, tmp_path)
    assert (status, result["attempts"], result["succeeded"]) == (0, PEOPLE, 1)
    assert (result["overspent_cents"], result["double"]) == (0, 0)


def test_a_case_is_approved_or_rejected_and_the_last_money_is_given_once(database, tmp_path):
    status, result = race("decision", database, tmp_path)
    assert (status, result["attempts"]) == (0, 2 * PEOPLE)
    # One of the decisions; of the proposals, what the money left by it is enough for.
    assert result["succeeded"] == 1 + PEOPLE // 2 - 1
    assert (result["overspent_cents"], result["double"]) == (0, 0)


def test_a_hundred_cases_have_a_hundred_holders(database, tmp_path):
    status, result = race("claim", database, tmp_path)
    assert (status, result["succeeded"], result["double"]) == (0, 100, 0)


def test_two_who_are_told_that_they_won_one_case_are_counted(sqlite_database):
    """Negative control: the sum would show what the races never do."""
    tried = [Tried("A", True), Tried("A", True), Tried("B", True), Tried("B", False)]
    result = told(tried)
    assert (result["attempts"], result["succeeded"], result["refused"]) == (4, 3, 1)
    assert result["double"] == 1


def test_a_cent_too_much_in_any_pot_is_counted():
    """Negative control: counters that a broken guard would have let through."""
    full = BudgetLine(total_cents=100, reserved_cents=60, committed_cents=40, blocked_cents=0)
    late = BudgetLine(total_cents=100, reserved_cents=60, committed_cents=41, blocked_cents=0)
    assert (over([full]), over([full, late, late])) == (0, 2)
