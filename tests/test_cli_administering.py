"""A portal is begun at the console: programme, first administrator, a call from plan to end."""

from __future__ import annotations

import json
import mailbox

import pytest

from funding import clock
from funding.law import berlin
from tests.test_cli import run  # noqa: F401 - a fixture

ADMIN, BUDGET = "verwaltung@smi.example", "haushalt@smi.example"
PLAN = ("--total-cents", "100000000", "--line", "violence=20000000", "--as")


@pytest.fixture
def begun(run, tmp_path):  # noqa: F811 - the fixture
    database = f"sqlite:///{tmp_path / 'new.sqlite3'}"

    def command(*args):
        status, out, err = run(*args, database=database)
        return status, json.loads(out) if out else None, err

    assert command("set-up", "--name", "Administration", "--email", ADMIN)[0] == 0
    return command


def plan(begun, *more, by=ADMIN):
    today = berlin.local_date(clock.now())
    window = ("--opens", today.isoformat(), "--closes", f"{today.year + 1}-12-31")
    return begun("call", "plan", "2099", "--year", "2099", *window, *PLAN, by, *more)


def invite_budget_officer():
    from funding.db import transaction
    from funding.queries.accounts.actors import by_email
    from funding.services.accounts.invite import invite

    with transaction() as session:
        actor = by_email(session, ADMIN)
        about = {"name": "Haushalt", "email": BUDGET, "role": "budget", "municipality_key": None}
        invite(session, actor, **about)


def test_the_first_administrator_gets_a_letter_with_a_link(begun, tmp_path):
    assert begun("post")[1] == {"taken": 1}
    [letter] = mailbox.Maildir(tmp_path / "var" / "mail")
    assert letter["To"] == ADMIN
    assert "/passwort/" in letter.get_payload(0).get_payload(decode=True).decode()


def test_there_is_only_one_first_administrator(begun):
    status, out, err = begun("set-up", "--name", "Zweite", "--email", "zweite@smi.example")
    assert (status, out) == (1, None)
    assert "There is an administration already" in err


def test_a_call_is_planned_confirmed_opened_by_the_clock_and_cancelled(begun):
    assert plan(begun)[1]["state"] == "planned"
    begun("tick")
    assert begun("call", "list")[1][0]["state"] == "planned"  # its funds are not confirmed
    invite_budget_officer()
    assert begun("call", "confirm", "2099", "--as", BUDGET)[1] == {"confirmed": 1}
    begun("tick")
    assert begun("call", "list")[1][0]["state"] == "open"
    status, told, _err = begun("call", "step", "2099", "cancel", "--as", ADMIN)
    assert (status, [r["code"] for r in told["reasons"]]) == (1, ["reason_given"])
    told = begun("call", "step", "2099", "cancel", "--as", ADMIN, "--reason", "Haushaltssperre")[1]
    assert told["state"] == "cancelled"
    assert begun("verify")[1] == {"differences": []}


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--line", "violence=viel"), "is no limit"),
        (("--line", "nirgends=1"), "There is no such action field"),
        (("--line", "violence=100000001"), "must not exceed the total"),
    ],
)
def test_a_call_that_cannot_be_is_refused_with_a_sentence(begun, more, sentence):
    status, out, err = plan(begun, *more)
    assert (status > 0, out) == (True, None)
    assert sentence in err
    assert begun("call", "list")[1] == []


def test_only_administration_plans_and_only_the_budget_officer_confirms(begun):
    invite_budget_officer()
    assert plan(begun, by=BUDGET)[0] == 1
    assert begun("call", "list")[1] == []
    plan(begun)
    assert begun("call", "confirm", "2099", "--as", ADMIN)[0] == 1
    assert begun("call", "step", "2099", "cancel", "--as", BUDGET, "--reason", "x")[0] == 1
    assert plan(begun)[0] == 1  # twice
    assert [one["code"] for one in begun("call", "list")[1]] == ["2099"]


def test_an_association_is_entered_and_listed_and_what_is_wrong_is_said(begun):
    def enter(*more):
        about = ("--kind", "special_purpose", "--as", ADMIN)
        return begun("register", "enter", "Zweckverband Beispiel", *about, *more)

    status, out, _err = enter("--seat", "Flöha", "--domain", "zweckverband.example")
    assert (status, out["key"], out["district"]) == (0, "P14522001", "Mittelsachsen")
    [listed] = begun("register", "list")[1]
    assert (listed["seat"], listed["entered_by"]) == ("Flöha", "Administration")
    for seat, sentence in (
        ("Flöha", "already has under this name"),
        ("Nirgendwo", "This seat is not in the register"),
        ("Auerbach", "14521040"),
    ):
        status, out, err = enter("--seat", seat)
        assert (status, out) == (1, None)
        assert sentence in err
