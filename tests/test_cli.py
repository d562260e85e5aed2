"""The console: JSON alone on standard output, one sentence for what is wrong, honest statuses."""

from __future__ import annotations

import json

import pytest

from funding import cli
from tests.services.test_oracle import ORACLE, PEOPLE
from tests.stages import REVIEWER, bring
from workflows.application import State


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run a command as from a shell; return status, standard output and standard error."""
    monkeypatch.setenv("FUNDING_VAR", str(tmp_path / "var"))

    def command(*args, database=None):
        if database:
            monkeypatch.setenv("DATABASE_URL", database)
        monkeypatch.setattr("sys.argv", ["funding", *args])
        try:
            cli.main()
            status = 0
        except SystemExit as end:
            status = end.code or 0
        out, err = capsys.readouterr()
        return status, out, err

    return command


def test_the_demo_prints_one_json_object_and_plays_every_end(run, tmp_path):
    status, out, err = run("demo", "--json")
    told = json.loads(out)
    assert status == 0
    assert "Koordinierungsstelle" in err
    main = next(c for c in told["cases"] if c["partners_ags"])
    assert (main["lead_ags"], main["partners_ags"]) == ("14523020", ["14523170", "14523360"])
    for state in ("submitted", "reviewed", "approved", "reported", "closed"):
        assert state in main["states"]
    assert main["states"][:4] == ["draft", "cosigning", "cosigned", "submitted"]
    assert main["states"][5:7] == ["info_requested", "in_check"]
    ends = {c["states"][-1] for c in told["cases"]}
    assert ends == {"closed", "withdrawn"}
    assert any("waitlisted" in c["states"] for c in told["cases"])
    assert any("rejected" in c["states"] for c in told["cases"])
    approvals = [h for h in main["history"] if h["trigger"].startswith("approve_")]
    assert [h["actor_role"] for h in approvals] == ["approver", "approver"]
    assert all(h["at"] < "2022-12-31" for h in approvals)
    pot = told["envelope"]
    assert pot["available_cents"] == (
        pot["total_cents"] - pot["reserved_cents"] - pot["committed_cents"]
    )
    assert set(main["mails"][0]) == {"to_role", "kind", "subject", "at"}
    assert {d["kind"] for d in main["deadlines"]} >= {"call", "claim", "answer", "proof", "audit"}
    after = [case for call in told["after_decision"] for case in call["cases"]]
    beside = {kind: states for case in after for kind, states in case["beside"].items() if states}
    assert {"issued_notices", "changes", "interim_proofs", "recoveries"} <= set(beside)
    assert {"hearing", "heard", "recovering", "settling"} <= {c["states"][-1] for c in after}
    assert not (tmp_path / "var").exists()


def test_the_procedures_are_checked_and_drawn(run):
    assert run("workflows", "check")[:2] == (0, '{\n  "findings": []\n}\n')
    status, out, _err = run("workflows", "diagram", "application", "--format", "svg")
    assert (status, out.startswith("<svg")) == (0, True)
    assert run("workflows", "diagram", "call")[1].startswith("stateDiagram")
    status, _out, err = run("workflows", "diagram", "nonsense")
    assert (status, "There is no procedure" in err) == (2, True)


def test_migrations_go_up_down_and_up_and_agree_with_the_models(run):
    assert run("migrations", "check")[0] == 0


def test_verify_says_yes_to_a_sound_record_and_names_what_was_changed(run, play, sqlite_database):
    bring(play, State.REVIEWED)
    assert run("verify", database=sqlite_database)[0] == 0
    from sqlalchemy import text

    from funding.db import transaction

    with transaction() as session:
        session.execute(text("DROP TRIGGER audit_entry_no_update"))
        session.execute(text("UPDATE audit_entry SET note = 'anders' WHERE trigger = 'claim'"))
        session.execute(text("UPDATE envelope SET reserved_cents = reserved_cents + 1"))
    status, out, _err = run("verify", database=sqlite_database)
    found = " ".join(json.loads(out)["differences"])
    assert (status, "was changed" in found, "the ledger says" in found) == (1, True, True)


def test_a_command_that_needs_the_database_makes_it(run, tmp_path):
    assert run("verify")[0] == 0
    assert (tmp_path / "var" / "funding.sqlite3").exists()


def test_a_detail_that_cannot_be_read_is_named(run, play, sqlite_database):
    reference = bring(play, State.SUBMITTED)
    at = ("case", "step", reference, "recommend", "--as", REVIEWER)
    status, _out, err = run(*at, "--with", "amount_cents=viel", database=sqlite_database)
    assert (status, "amount_cents=viel" in err) == (2, True)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("notified_on=9999-12-31", "the year must be 1990 to 2100"),
        ("notified_on=2101-01-01", "the year must be 1990 to 2100"),
        ("issued_on=0001-01-01", "the year must be 1990 to 2100"),
        ("issued_on=gestern", "cannot be read"),
        ("amount_cents=True", "whole cents"),
        ("amount_cents=1e9", "whole cents"),
        ("amount_cents=" + "9" * 30, "at most 12 digits"),
        ("recognised_cents=٣", "whole cents"),
    ],
)
def test_a_detail_no_case_can_have_is_one_sentence(run, play, sqlite_database, typed, told):
    reference = bring(play, State.APPROVED)
    at = ("case", "step", reference, "record_notice", "--as", REVIEWER, "--with", typed)
    status, out, err = run(*at, database=sqlite_database)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_the_last_day_that_can_be_typed_can_be_computed_with(run, play, sqlite_database):
    reference = bring(play, State.APPROVED)
    at = ["case", "step", reference, "record_notice", "--as", REVIEWER]
    for name in ("issued_on", "notified_on", "waived_on"):
        at += ["--with", f"{name}=2100-12-31"]
    status, out, _err = run(*at, "--with", "channel=post", database=sqlite_database)
    assert status in (0, 1)
    assert json.loads(out)


def test_what_is_no_utf_8_is_one_sentence(run, sqlite_database):
    at = ("case", "show", "KP-2022-\udcff")
    status, out, err = run(*at, database=sqlite_database)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "UTF-8" in err


@pytest.mark.parametrize("trigger", sorted(ORACLE))
def test_a_step_by_the_console_asks_the_same_questions(trigger, run, play, sqlite_database):
    row = ORACLE[trigger]
    reference = bring(play, State(next(iter(row["from"]))))
    permitted = PEOPLE[row["role"]] or "clock"
    may = {row["role"], *row.get("also", ())}
    refused = PEOPLE["scorer" if "approver" in may else "approver"]
    step = ("case", "step", reference, trigger, "--as")
    status, out, err = run(*step, refused, database=sqlite_database)
    assert (status, out) == (1, "")
    assert "not permitted" in err or "no such thing" in err
    status, out, _err = run(*step, permitted, database=sqlite_database)
    told = json.loads(out)
    if status == 0:
        assert told["state"] in next(iter(row["from"].values()))
    else:
        assert "wrong_state" not in {reason["code"] for reason in told["reasons"]}
        assert told["reasons"]


def test_words_that_are_no_utf_8_are_refused_before_anything_happens(run):
    for args in (("show", "KP-\udcff"), ("step", "KP-2022-0001", "claim", "--as", "a\udcff")):
        status, out, err = run("case", *args)
        assert (status, out, "not UTF-8" in err) == (2, "", True)
