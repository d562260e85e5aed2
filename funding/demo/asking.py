"""What a town hands in and asks for while its project runs: interim proofs, a change of plan."""

from __future__ import annotations

from functools import partial

from sqlalchemy.orm import Session

from funding.demo.story import REVIEWER, Story
from funding.models import Change
from funding.models.change import SHIFT
from funding.policy import Actor
from funding.queries import find
from funding.queries.reporting.goals import planned_goals
from funding.queries.reporting.interims import interim_figures, interim_of
from funding.queries.spending.changes import moved_lines
from funding.services.reporting import look_through_interim
from funding.services.reporting.write_interim import hand_in_interim, save_interim
from funding.services.spending.ask_change import (
    Content,
    draft_change,
    request_change,
    save_change,
)


def hand_in_interim_proof(story: Story, reference: str, year: int) -> None:
    """Let a town write the interim proof of a year as its form suggests, and sign it."""

    def write(session: Session, actor: Actor) -> None:
        case = find.case(session, actor, reference)
        one = interim_of(case, year)
        assert one is not None  # noqa: S101 - the project lasts beyond the year
        spent = {row.line_id: row.suggested for row in interim_figures(case, one)}
        goals = {goal.key: ("on_track", "2") for goal in planned_goals(case)}
        words = {"narrative": "Die Stelle ist besetzt, zwei Veranstaltungen fanden statt."}
        save_interim(
            session, actor, reference, year, words | {"confirmed": True}, spent, goals=goals
        )

    story.act(story.editor(reference), write)
    sign = partial(hand_in_interim, key=reference, year=year, reauthenticated=True)
    story.act(story.signatory(reference), sign)


def take_up_interim(story: Story, reference: str, year: int) -> None:
    """Let the reviewer begin to look an interim proof through."""
    story.act(REVIEWER, partial(look_through_interim.take_up, key=reference, year=year))


def hand_in_and_accept(story: Story, reference: str, year: int) -> None:
    """Let an interim proof come in time, and be accepted."""
    hand_in_interim_proof(story, reference, year)
    take_up_interim(story, reference, year)
    story.act(REVIEWER, partial(look_through_interim.accept, key=reference, year=year))


def ask_for_a_shift(story: Story, reference: str) -> None:
    """Let a town ask to shift half of the first line of its plan to the second."""

    def write(session: Session, actor: Actor) -> Change:
        change = draft_change(session, actor, reference, SHIFT)
        first, second, *_rest = moved_lines(find.case(session, actor, reference), change)
        moved = first.old // 2
        lines = {first.line.id: first.old - moved, second.line.id: second.old + moved}
        why = "Die Stelle wird später besetzt; bis dahin übernehmen Honorarkräfte die Aufgaben."
        content = Content(reason=why, lines=lines)
        return save_change(session, actor, reference, change.id, content, change.version)

    made = story.act(story.editor(reference), write)
    request = partial(request_change, key=reference, change_id=made.id, version=made.version)
    story.act(story.signatory(reference), partial(request, reauthenticated=True))
