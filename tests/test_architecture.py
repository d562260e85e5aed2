"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from funding.demo.checks import CALL_DEADLINES, TABLES, findings
from funding.models.application import Application
from funding.notices.catalogue import OWED
from funding.notices.reminders import REMINDERS
from funding.policy import RULES
from funding.queries.deadlines.due import DAYS
from funding.queries.facts import ANSWERS
from funding.services.perform import SERVICES
from workflows import ALL, checks
from workflows.application import APPLICATION, Trigger

ROOT = Path(__file__).parents[1]
SOURCES = [p for d in ("funding", "workflows") for p in sorted((ROOT / d).rglob("*.py"))]
TREES = {str(p.relative_to(ROOT)): ast.parse(p.read_text(encoding="utf-8")) for p in SOURCES}


def calls_of(method: str) -> list[str]:
    return [
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    ]


def test_there_is_one_commit():
    assert calls_of("commit") == ["funding/db/session.py"]


def state_writers(trees) -> list[str]:
    """Find who assigns ``….state`` of a case or call, or writes it with ``.values(state=…)``."""
    found = []
    for name, tree in trees.items():
        for node in ast.walk(tree):
            targets = getattr(node, "targets", [getattr(node, "target", None)])
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and any(
                isinstance(leaf, ast.Attribute)
                and leaf.attr == "state"
                and isinstance(leaf.value, ast.Name)
                and leaf.value.id in ("application", "app", "case", "call", "record")
                for target in targets
                if target is not None
                for leaf in ast.walk(target)
            ):
                found.append(name)
            if isinstance(node, ast.Call) and any(
                isinstance(inner, ast.Constant) and inner.value == "set_committed_value"
                for inner in ast.walk(node)
            ):
                found.append(name)
    return found


def test_one_place_changes_the_state_of_a_case():
    assert state_writers(TREES) == []
    assert [n for n, t in TREES.items() if "set_committed_value(" in (ROOT / n).read_text()] == [
        "funding/services/step.py"
    ]


def test_the_search_for_state_writers_finds_one_that_is_planted():
    planted = {"planted.py": ast.parse("application.state = 'approved'")}
    assert state_writers(planted) == ["planted.py"]


def test_there_is_one_clock():
    readers = calls_of("now") + calls_of("utcnow") + calls_of("today")
    allowed = {"funding/clock.py"}
    foreign = [
        name
        for name in readers
        if name not in allowed
        and any(word in (ROOT / name).read_text() for word in ("datetime.now(", "date.today("))
    ]
    assert foreign == []


def test_no_template_is_made_of_a_text_of_the_moment():
    """What staff typed is never read as a template: only files of the house are."""
    makers = ("render_template_string", "from_string", "Template(")
    found = [
        (path.name, maker)
        for path in sorted((ROOT / "funding").rglob("*.py"))
        for maker in makers
        if maker in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_only_the_settings_read_the_environment():
    readers = [n for n in TREES if "os.environ" in (ROOT / n).read_text(encoding="utf-8")]
    assert readers == ["funding/config.py"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_rooms_are_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_the_procedures_are_sound():
    assert findings() == []


def test_a_trigger_without_policy_notice_or_words_is_found():
    bare = checks.Tables(policy=(), notices=(), deadlines=TABLES.deadlines, texts={})
    found = " ".join(checks.findings(APPLICATION, bare))
    for sentence in ("nobody says who may claim", "claim tells nobody", "claim has no words"):
        assert sentence in found


def test_every_trigger_has_a_rule_and_a_notice():
    keys = {(w.name, t.value) for w in ALL for t in w.triggers}
    assert keys <= {(w, str(t)) for w, t in RULES}
    assert keys == {(w, str(t)) for w, t in OWED if w != "act"}
    assert all(OWED.values())


def test_every_trigger_of_a_case_has_a_service():
    assert set(SERVICES) == set(Trigger) - {Trigger.OPEN_DRAFT}


def test_every_question_of_a_guard_has_an_answer():
    asked = {g.code for s in APPLICATION.steps for g in (*s.guards, *([s.when] if s.when else []))}
    assert asked == set(ANSWERS)


def test_every_deadline_is_told_to_somebody_or_belongs_to_the_clock():
    quiet = {"begin", "opening", "closing", "settlement", "transfer", "year_end"}
    # Told by the drawdown, the account, the claim, the notice or the disposal itself.
    quiet |= {"drawdown", "draw_answer", "use", "bank_details", "recovery", "retrieval"}
    quiet |= {"notice_retrieval", "notice_remedy"}
    quiet |= {"disposal", "archive_answer"}
    assert {*DAYS, "call", *CALL_DEADLINES} == set(REMINDERS)
    assert {kind for kind, thresholds in REMINDERS.items() if not thresholds} == quiet


def test_the_database_knows_every_state():
    states = {s.value for s in APPLICATION.states}
    assert set(Application.__table__.c.state.type.enums) == states
