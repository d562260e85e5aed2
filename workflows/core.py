"""The small language in which procedures are written.

The only module that speaks to the ``transitions`` library. It hides the habits
of the library that do not suit records kept in a database: it never decorates
our objects, it keeps none of them, it offers no way past a guard, and a guard
that says no is an error with every reason rather than a silent ``False``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import SimpleNamespace
from typing import Any, Generic, TypeVar
from uuid import UUID

from transitions import Machine

S = TypeVar("S", bound=StrEnum)
T = TypeVar("T", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands in the way: a code, and what its sentence needs."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


class StepRefused(Exception):
    """The step is not possible now; ``reasons`` names everything that stands in the way."""

    def __init__(self, workflow: str, trigger: str, reasons: Iterable[Reason]) -> None:
        self.workflow = workflow
        self.trigger = trigger
        self.reasons = tuple(reasons)
        codes = ", ".join(reason.code for reason in self.reasons)
        super().__init__(f"{workflow}:{trigger} refused: {codes}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a case at this moment, as plain values.

    ``answers`` holds yes or no for each guard code that was asked, ``person`` is
    the natural person who acts (``None`` for the clock), ``hands`` who has done
    which deed on the case, ``params`` the words that a refusal may need.
    """

    answers: Mapping[str, bool]
    person: UUID | None = None
    hands: frozenset[tuple[str, UUID]] = frozenset()
    params: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guard:
    """A yes-or-no question about the facts; a no refuses the step with this code."""

    code: str
    question: str

    def __call__(self, facts: Facts) -> bool:
        """Answer the question; a question nobody answered is an error, not a yes."""
        return facts.answers[self.code]


@dataclass(frozen=True, slots=True)
class Step(Generic[S, T]):
    """One row of a procedure: one act of one actor.

    ``when`` chooses silently between rows of one trigger, ``guards`` refuse with
    reasons, ``distinct_from`` names the deeds whose doers may not take this step,
    ``deed`` is what the actor has done by it, ``sets`` and ``ends`` name deadlines
    (``"*"`` ends all), ``books`` the entry in the ledger.
    """

    trigger: T
    source: S
    target: S
    guards: tuple[Guard, ...] = ()
    when: Guard | None = None
    distinct_from: tuple[str, ...] = ()
    deed: str | None = None
    sets: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    books: str | None = None

    def applies(self, facts: Facts) -> bool:
        """Tell whether this is the row meant by the facts."""
        return self.when is None or self.when(facts)

    def another_person(self, facts: Facts) -> bool:
        """Tell whether whoever acts is another natural person than those named."""
        return not any((deed, facts.person) in facts.hands for deed in self.distinct_from)

    def objections(self, facts: Facts) -> list[Reason]:
        """List everything that stands in the way of this row."""
        reasons = [
            Reason(guard.code, facts.params.get(guard.code, {}))
            for guard in self.guards
            if not guard(facts)
        ]
        if not self.another_person(facts):
            mine = sorted(d for d in self.distinct_from if (d, facts.person) in facts.hands)
            reasons.append(Reason("another_person", {"deeds": mine}))
        return reasons


@dataclass(frozen=True, slots=True)
class Standing:
    """What waiting in a state means: who has the ball, which timers run, whether it is the end.

    At least one of the ``timers`` runs by whatever way one came. ``pauses`` names
    deadlines that stand still while the case is here. ``children`` names those of something
    open within the state; while one runs, it comes first and its role has the ball.
    """

    ball: str | None
    timers: tuple[str, ...] = ()
    final: bool = False
    pauses: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ManyHands(Generic[S]):
    """A state that only different people together may bring about, deed by deed.

    ``unless`` names triggers that lead there on another ground.
    """

    target: S
    deeds: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """One of the approvals that a decision needs, in the order in which they are given.

    ``role`` says who gives it. ``from_rule`` names the dated amount from which on it is needed
    beside the others; without, it always is.
    """

    trigger: str
    deed: str
    role: str
    from_rule: str = ""


@dataclass(frozen=True, slots=True)
class Move(Generic[S, T]):
    """A step that was taken: what audit, ledger, deadlines and notices are made from."""

    workflow: str
    version: int
    step: Step[S, T]

    @property
    def trigger(self) -> T:
        """Return what was done."""
        return self.step.trigger


@dataclass(frozen=True)
class Workflow(Generic[S, T]):
    """A procedure: its states, where it begins, what each state means, its steps and approvals."""

    name: str
    version: int
    states: type[S]
    initial: S
    standings: Mapping[S, Standing]
    steps: tuple[Step[S, T], ...]
    many_hands: tuple[ManyHands[S], ...] = ()
    approvals: tuple[Approval, ...] = ()

    def take(self, state: S, trigger: T, facts: Facts) -> Move[S, T]:
        """Take one step from ``state``, or raise :class:`StepRefused` with all reasons."""
        rows = self.rows(state, trigger)
        if not rows:
            raise StepRefused(self.name, trigger, [Reason("wrong_state", {"state": state.value})])
        cursor = SimpleNamespace()
        self._machine(cursor, state, rows)
        if cursor.trigger(trigger.value, facts) is not True:
            raise StepRefused(self.name, trigger, self._objections(rows, facts))
        taken = next(row for row in rows if row.applies(facts) and not row.objections(facts))
        return Move(self.name, self.version, taken)

    def objections(self, state: S, trigger: T, facts: Facts) -> list[Reason]:
        """List what stands in the way of a step, for the buttons; empty means it is possible."""
        rows = self.rows(state, trigger)
        return self._objections(rows, facts) if rows else [Reason("wrong_state")]

    def rows(self, state: S, trigger: T) -> tuple[Step[S, T], ...]:
        """Return the rows of a trigger in a state, in the order of the table."""
        return tuple(s for s in self.steps if s.source == state and s.trigger == trigger)

    def asks(self, state: S, triggers: Iterable[T]) -> frozenset[str]:
        """Return the codes of all questions that these triggers would ask in ``state``."""
        rows = [row for trigger in triggers for row in self.rows(state, trigger)]
        guards = {g.code for row in rows for g in row.guards}
        return frozenset(guards | {row.when.code for row in rows if row.when})

    def open_triggers(self, state: S) -> tuple[T, ...]:
        """Return the triggers that the table knows in ``state``, guards aside."""
        return tuple(dict.fromkeys(s.trigger for s in self.steps if s.source == state))

    @property
    def triggers(self) -> tuple[T, ...]:
        """Return every trigger of the procedure, in the order of the table."""
        return tuple(dict.fromkeys(s.trigger for s in self.steps))

    @property
    def final_states(self) -> frozenset[S]:
        """Return the states in which nobody waits for anything."""
        return frozenset(state for state, standing in self.standings.items() if standing.final)

    @staticmethod
    def _objections(rows: tuple[Step[S, T], ...], facts: Facts) -> list[Reason]:
        meant = [row for row in rows if row.applies(facts)]
        if not meant:
            return [Reason("wrong_state")]
        best = min((row.objections(facts) for row in meant), key=len)
        return list({reason.code: reason for reason in best}.values())

    @staticmethod
    def _machine(cursor: SimpleNamespace, state: S, rows: tuple[Step[S, T], ...]) -> None:
        Machine(
            model=cursor,
            states=sorted({state.value, *(row.target.value for row in rows)}),
            initial=state.value,
            auto_transitions=False,
            transitions=[
                {
                    "trigger": row.trigger.value,
                    "source": row.source.value,
                    "dest": row.target.value,
                    "conditions": [row.applies, *row.guards, row.another_person],
                }
                for row in rows
            ],
        )
