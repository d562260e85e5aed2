"""The language of procedures: refusals carry every reason, and nothing goes past a guard."""

from __future__ import annotations

from enum import StrEnum
from uuid import uuid4

import pytest

from workflows.core import Facts, Guard, ManyHands, Standing, Step, StepRefused, Workflow


class S(StrEnum):
    OPEN = "open"
    DONE = "done"


class T(StrEnum):
    GO = "go"


warm = Guard("warm", "Is it warm?")
dry = Guard("dry", "Is it dry?")
early = Guard("early", "Is it early?")
late = Guard("late", "Is it late?")


def flow(*steps, **more):
    return Workflow(
        "flow",
        1,
        S,
        S.OPEN,
        {S.OPEN: Standing("me", ("t",)), S.DONE: Standing(None, final=True)},
        steps,
        **more,
    )


def test_a_step_that_nothing_forbids_is_taken():
    move = flow(Step(T.GO, S.OPEN, S.DONE, (warm,))).take(S.OPEN, T.GO, Facts({"warm": True}))
    assert (move.step.source, move.step.target, move.trigger) == (S.OPEN, S.DONE, T.GO)


def test_a_refusal_names_every_reason():
    with pytest.raises(StepRefused) as refused:
        flow(Step(T.GO, S.OPEN, S.DONE, (warm, dry))).take(
            S.OPEN, T.GO, Facts({"warm": False, "dry": False}, params={"dry": {"mm": 3}})
        )
    assert [(r.code, r.params) for r in refused.value.reasons] == [("warm", {}), ("dry", {"mm": 3})]


def test_a_step_that_the_state_does_not_know_is_refused():
    with pytest.raises(StepRefused) as refused:
        flow(Step(T.GO, S.OPEN, S.DONE)).take(S.DONE, T.GO, Facts({}))
    assert refused.value.reasons[0].code == "wrong_state"


def test_a_question_that_nobody_answered_is_an_error_and_no_yes():
    with pytest.raises(KeyError):
        flow(Step(T.GO, S.OPEN, S.DONE, (warm,))).take(S.OPEN, T.GO, Facts({}))


def test_when_chooses_silently_between_rows():
    w = flow(Step(T.GO, S.OPEN, S.OPEN, when=early), Step(T.GO, S.OPEN, S.DONE, (dry,), when=late))
    facts = {"early": False, "late": True, "dry": True}
    assert w.take(S.OPEN, T.GO, Facts(facts)).step.target == S.DONE
    with pytest.raises(StepRefused) as refused:
        w.take(S.OPEN, T.GO, Facts(facts | {"dry": False}))
    assert [r.code for r in refused.value.reasons] == ["dry"]


def test_who_did_one_deed_may_not_do_the_other():
    me, you = uuid4(), uuid4()
    w = flow(Step(T.GO, S.OPEN, S.DONE, distinct_from=("wrote",)))
    assert w.take(S.OPEN, T.GO, Facts({}, you, frozenset({("wrote", me)})))
    with pytest.raises(StepRefused) as refused:
        w.take(S.OPEN, T.GO, Facts({}, me, frozenset({("wrote", me)})))
    assert refused.value.reasons[0].code == "another_person"


def test_the_objections_for_a_button_are_those_of_the_step():
    w = flow(Step(T.GO, S.OPEN, S.DONE, (warm, dry)))
    assert [r.code for r in w.objections(S.OPEN, T.GO, Facts({"warm": True, "dry": False}))] == [
        "dry"
    ]


def test_a_definition_is_pinned_to_its_version():
    move = flow(Step(T.GO, S.OPEN, S.DONE)).take(S.OPEN, T.GO, Facts({}))
    assert move.version == 1


def test_a_rule_for_many_hands_is_kept_with_the_definition():
    rule = ManyHands(S.DONE, ("wrote", "signed"))
    assert flow(Step(T.GO, S.OPEN, S.DONE), many_hands=(rule,)).many_hands == (rule,)
