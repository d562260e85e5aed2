"""Where an application stands on the way that the public knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

DONE, CURRENT, TODO, SKIPPED = "done", "current", "todo", "skipped"

STATE_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "de": {
            DONE: "Erledigt",
            CURRENT: "Aktueller Schritt",
            TODO: "Noch offen",
            SKIPPED: "Entfällt",
        },
        "en": {
            DONE: "Done",
            CURRENT: "Current step",
            TODO: "Still to come",
            SKIPPED: "Does not apply",
        },
    }
)
"""What is read out in front of a station, for what the eye sees in its dot."""


@dataclass(frozen=True, slots=True)
class Station:
    """One stop on the way: its name, how far it has come, when, and one remark."""

    label: str
    state: str
    when: str = ""
    note: str = ""


def stations(  # noqa: PLR0913 - a stop has a name, a state, a date and a remark
    labels: Sequence[str],
    current: int,
    dates: Mapping[int, str],
    ended: bool = False,
    notes: Mapping[int, str] = MappingProxyType({}),
    *,
    missed: Collection[int] = (),
) -> tuple[Station, ...]:
    """Lay out the way: what lies before the current stop is done, what lies behind is to come.

    ``current`` below nought means not yet begun, past the last stop means all done. If the case
    has ``ended`` early, by rejection or withdrawal, the stops behind the current one do not apply,
    nor do those before it that it ``missed``.
    """
    behind = SKIPPED if ended else TODO

    def state(position: int) -> str:
        if position == current:
            return CURRENT
        if position in missed:
            return SKIPPED
        return DONE if position < current else behind

    return tuple(
        Station(label, state(position), dates.get(position, ""), notes.get(position, ""))
        for position, label in enumerate(labels)
    )
