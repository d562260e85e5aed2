"""What can be wrong with a procedure: found before anybody runs it.

The tables of policy, notices, deadlines and texts are handed in; this module
knows none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflows.core import Approval, ManyHands, Standing, Step, Workflow

Any_ = Workflow[Any, Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """What lies around the procedures: keys of policy and notices, known deadlines, texts.

    ``rules`` are the keys of dated values, ``roles`` who may give an approval.
    """

    policy: Collection[tuple[str, str]]
    notices: Collection[tuple[str, str]]
    deadlines: Collection[str]
    texts: Mapping[str, Collection[str]]
    rules: Collection[str] = ()
    roles: Mapping[tuple[str, str], Collection[str]] = field(default_factory=dict)


def findings(workflow: Any_, tables: Tables) -> list[str]:
    """List every finding of a procedure, one sentence each."""
    return [
        *_unreachable(workflow),
        *_dead_ends(workflow),
        *_waiting(workflow, tables),
        *_timers_unset(workflow),
        *_one_person(workflow),
        *_approvals(workflow, tables),
        *_ambiguous(workflow),
        *_untold(workflow, tables),
    ]


def reachable(steps: Collection[Step[Any, Any]], start: str) -> set[str]:
    """Return the states that can be reached from ``start`` by these steps."""
    reached, before = {start}, set[str]()
    while reached != before:
        before = set(reached)
        reached |= {s.target for s in steps if s.source in reached}
    return reached


def _unreachable(w: Any_) -> Iterator[str]:
    for state in sorted({str(state) for state in w.states} - reachable(w.steps, w.initial)):
        yield f"{w.name}: {state} cannot be reached"


def _dead_ends(w: Any_) -> Iterator[str]:
    for state in w.states:
        leaves = any(s.source == state and s.target != state for s in w.steps)
        if not leaves and state not in w.final_states:
            yield f"{w.name}: {state} is a dead end but not final"
        if leaves and state in w.final_states:
            yield f"{w.name}: {state} is final but can be left"


def _waiting(w: Any_, tables: Tables) -> Iterator[str]:
    for state in w.states:
        standing = w.standings.get(state)
        if standing is None:
            yield f"{w.name}: nobody says what {state} means"
            continue
        if standing.final or (state == w.initial and not standing.timers and w.name != "call"):
            continue
        if not standing.ball:
            yield f"{w.name}: in {state} nobody has the ball"
        if not standing.timers:
            yield f"{w.name}: {state} waits without a timer"
        for timer in (*standing.children, *standing.timers):
            if timer not in tables.deadlines:
                yield f"{w.name}: nobody knows how to compute the deadline {timer}"


def _standing(w: Any_, state: str) -> Standing:
    return w.standings.get(state) or Standing(None)


def situations(w: Any_) -> set[tuple[str, frozenset[str]]]:
    """Return every state together with every set of timers that may run in it."""
    start = (w.initial, frozenset(_standing(w, w.initial).timers))
    seen, ahead = {start}, [start]
    while ahead:
        state, running = ahead.pop()
        for step in w.steps:
            if step.source != state:
                continue
            found = (step.target, after_step(w, step, running))
            if found not in seen:
                seen.add(found)
                ahead.append(found)
    return seen


def after_step(w: Any_, step: Step[Any, Any], running: frozenset[str]) -> frozenset[str]:
    """Return the timers that run after a step, given those that ran before it.

    What a state pauses runs on afterwards, for the way back leads to where one came from.
    """
    paused = frozenset(_standing(w, step.source).pauses)
    left = frozenset() if "*" in step.ends else (running | paused) - frozenset(step.ends)
    return left | frozenset(step.sets)


def _timers_unset(w: Any_) -> Iterator[str]:
    """Every way into a waiting state must have one of its timers running."""
    told = set()
    for state, running in situations(w):
        for step in w.steps:
            standing = _standing(w, step.target)
            if step.source != state or standing.final or not standing.timers:
                continue
            if not after_step(w, step, running) & frozenset(standing.timers):
                told.add((str(step.trigger), str(step.target), " or ".join(standing.timers)))
    for trigger, target, names in sorted(told):
        yield f"{w.name}: {trigger} leads to {target} without setting {names}"


def _one_person(w: Any_) -> Iterator[str]:
    for rule in w.many_hands:
        yield from _missing_hands(w, rule)


def _missing_hands(w: Any_, rule: ManyHands[Any]) -> Iterator[str]:
    for place, deed in enumerate(rule.deeds):
        without = [s for s in w.steps if s.deed != deed and s.trigger not in rule.unless]
        if rule.target in reachable(without, w.initial):
            yield f"{w.name}: {rule.target} can be reached although nobody has {deed}"
        for step in w.steps:
            if step.deed != deed:
                continue
            for earlier in rule.deeds[:place]:
                if earlier not in step.distinct_from:
                    yield f"{w.name}: one person could be {earlier} and take {step.trigger}"


def _approvals(w: Any_, tables: Tables) -> Iterator[str]:
    """What is declared of approvals must be what the steps do, in that order."""
    if w.approvals and (w.approvals[0].from_rule or w.approvals[-1].from_rule):
        yield f"{w.name}: the first or the last approval is not always needed"
    for place, approval in enumerate(w.approvals):
        rows = [s for s in w.steps if (s.trigger, s.deed) == (approval.trigger, approval.deed)]
        if not rows:
            yield f"{w.name}: no step gives the approval {approval.deed}"
        for earlier in w.approvals[:place]:
            if any(earlier.deed not in row.distinct_from for row in rows):
                yield f"{w.name}: one person could be {earlier.deed} and {approval.deed}"
        yield from _conditional(w, approval, rows, tables)
        if approval.role not in tables.roles.get((w.name, approval.trigger), ()):
            yield f"{w.name}: {approval.role} may not {approval.trigger}"


def _conditional(
    w: Any_, approval: Approval, rows: list[Step[Any, Any]], tables: Tables
) -> Iterator[str]:
    if not approval.from_rule:
        return
    if any(row.target != row.source for row in rows):
        yield f"{w.name}: {approval.deed} decides, though it is not always needed"
    if approval.from_rule not in tables.rules:
        yield f"{w.name}: nobody says from which amount {approval.deed} is needed"


def _ambiguous(w: Any_) -> Iterator[str]:
    seen: dict[tuple[str, str], list[Step[Any, Any]]] = {}
    for step in w.steps:
        seen.setdefault((step.source, step.trigger), []).append(step)
    for (source, trigger), rows in seen.items():
        if len(rows) > 1 and len({r.when.code for r in rows if r.when}) != len(rows):
            yield f"{w.name}: {trigger} in {source} has rows that nothing tells apart"


def _untold(w: Any_, tables: Tables) -> Iterator[str]:
    for trigger in w.triggers:
        if (w.name, trigger) not in tables.policy:
            yield f"{w.name}: nobody says who may {trigger}"
        if (w.name, trigger) not in tables.notices:
            yield f"{w.name}: {trigger} tells nobody"
        if trigger not in tables.texts.get(f"{w.name}.triggers", ()):
            yield f"{w.name}: {trigger} has no words in German and English"
    for state in w.states:
        if state not in tables.texts.get(f"{w.name}.states", ()) and state != "new":
            yield f"{w.name}: {state} has no words in German and English"
    codes = {g.code for s in w.steps for g in s.guards}
    for code in sorted(codes - set(tables.texts.get("reasons", ()))):
        yield f"{w.name}: the refusal {code} has no words in German and English"
