"""All states, all triggers, all roles, through the service: the table is the law."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from sqlalchemy import func, select

from funding.db import reading, transaction
from funding.errors import Invalid, NotFound, NotPermitted, Outdated
from funding.models import AuditEntry
from funding.policy import CLOCK
from funding.queries.accounts.actors import by_email
from funding.services.perform import SERVICES, perform
from tests.stages import bring
from workflows.application import APPLICATION, State, Trigger
from workflows.core import StepRefused

ORACLE = yaml.safe_load((Path(__file__).parent / "oracle.yaml").read_text(encoding="utf-8"))
# One account for each role; towns of the case, of another case, and the ministry.
PEOPLE = {
    "applicant_editor": "bearbeitung@floeha.example",
    "applicant_signatory": "zeichnung@floeha.example",
    "partner_signatory": "zeichnung@lengenfeld.example",
    "stranger_signatory": "zeichnung@rodewisch.example",
    "reviewer": "sachbearbeitung1@smi.example",
    "other_reviewer": "sachbearbeitung2@smi.example",
    "scorer": "zweitbewertung@smi.example",
    "lead_reviewer": "teamleitung@smi.example",
    "approver": "entscheidung3@smi.example",
    "budget": "haushalt@smi.example",
    "cashier": "kasse@smi.example",
    "proof_auditor": "nachweispruefung@smi.example",
    "auditor": "revision@smi.example",
    "admin": "verwaltung@smi.example",
    "clock": None,
}
# A signatory may do what an editor does; every reviewer is asked the same questions.
ALSO = {
    "applicant_editor": {"applicant_signatory"},
    "reviewer": {"other_reviewer"},
}
STATES = [s for s in State if s != State.NEW]


class Undone(Exception):
    """Taken, and taken back again."""


def may(trigger: str, role: str) -> bool:
    named = ORACLE[trigger]["role"]
    also = ORACLE[trigger].get("also", ())
    return role == named or role in ALSO.get(named, ()) or role in also


def outcome(reference: str, trigger: Trigger, role: str) -> str:
    """Try a step, take it back, and tell what became of it."""
    try:
        with transaction() as session:
            email = PEOPLE[role]
            actor = by_email(session, email) if email else CLOCK
            target = perform(session, actor, reference, trigger, {}).state
            raise Undone(target.value)
    except Undone as undone:
        return f"taken:{undone}"
    except NotFound:
        return "unknown"
    except NotPermitted:
        return "forbidden"
    except StepRefused as refused:
        codes = {reason.code for reason in refused.reasons}
        return "wrong_state" if codes == {"wrong_state"} else "refused"
    except (Invalid, Outdated, KeyError) as error:
        return f"error:{error!r}"


def expected(state: State, trigger: str, role: str, found: str) -> bool:
    rows = ORACLE[trigger]["from"]
    if not may(trigger, role):
        return found in ("forbidden", "unknown")
    if role == "partner_signatory" and state == State.DRAFT:
        return found == "unknown"  # the draft of these stages names no partner
    if state.value not in rows:
        # The office knows nothing of a draft, so it is not even told that the state is wrong.
        return found in ("wrong_state", "unknown")
    return found == "refused" or found in {f"taken:{target}" for target in rows[state.value]}


def test_the_oracle_names_every_trigger_and_no_other():
    assert set(ORACLE) == {t.value for t in SERVICES}


def test_the_definition_has_the_rows_of_the_oracle_and_no_others():
    rows = {
        (trigger, source, target)
        for trigger, row in ORACLE.items()
        for source, targets in row["from"].items()
        for target in targets
    }
    assert {
        (s.trigger.value, s.source.value, s.target.value)
        for s in APPLICATION.steps
        if s.trigger != Trigger.OPEN_DRAFT
    } == rows


@pytest.mark.parametrize("state", STATES, ids=lambda s: s.value)
def test_every_role_may_do_in_a_state_what_the_oracle_says_and_nothing_else(story, state):
    reference = bring(story, state)
    with reading() as session:
        before = session.scalar(select(func.count(AuditEntry.id)))
    wrong = []
    for trigger in SERVICES:
        for role in PEOPLE:
            found = outcome(reference, trigger, role)
            if not expected(state, trigger.value, role, found):
                wrong.append(f"{trigger.value} by {role}: {found}")
    assert wrong == []
    with reading() as session:
        assert session.scalar(select(func.count(AuditEntry.id))) == before
    story.moved.instant += timedelta(minutes=1)


def test_an_oracle_with_one_more_right_would_be_noticed(play, monkeypatch):
    """Negative control: what the oracle compares can fail."""
    reference = bring(play, State.REVIEWED)
    found = outcome(reference, Trigger.APPROVE_FIRST, "reviewer")
    assert expected(State.REVIEWED, "approve_first", "reviewer", found)
    monkeypatch.setitem(ORACLE["approve_first"], "role", "reviewer")
    assert not expected(State.REVIEWED, "approve_first", "reviewer", found)
