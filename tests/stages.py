"""Bring a case to any state, through the services only."""

from __future__ import annotations

from datetime import date, timedelta

from funding.demo.story import REVIEWER, Story
from funding.law import berlin
from funding.services.applying.open_draft import open_draft
from funding.services.applying.save_rows import PartnerEntry
from tests.hearings import comment, open_hearing
from tests.recoveries import settle_with_recovery
from tests.stations import reach
from workflows.application import State, Trigger

TOWN, TOWN_KEY = "floeha", "14522140"
FIRST, SECOND, THIRD = (f"entscheidung{n}@smi.example" for n in (1, 2, 3))
EDITOR, SIGNATORY = f"bearbeitung@{TOWN}.example", f"zeichnung@{TOWN}.example"
AUDITOR, BUDGET = "nachweispruefung@smi.example", "haushalt@smi.example"
GRANT = 2_000_000
PARTNERS = ("14523170", "14522150")  # Lengenfeld, Frankenberg
PARTNER_EDITOR, PARTNER = "bearbeitung@lengenfeld.example", "zeichnung@lengenfeld.example"
LAST_PARTNER = "zeichnung@frankenberg.example"
TOGETHER = (State.COSIGNING, State.COSIGNED)


def bring(story: Story, state: State, field: str = "violence", grant: int = GRANT) -> str:
    """Return the reference of a new case that stands in ``state``."""
    name = f"{state.value}_{field}_{grant}"
    return reach(story, name, lambda: _play(story, state, field, grant))


def _play(story: Story, state: State, field: str, grant: int) -> str:
    if state in (State.DRAFT, State.EXPIRED):
        draft = story.act(EDITOR, lambda s, a: open_draft(s, a, story.call, TOWN_KEY))
        if state == State.EXPIRED:
            story.step(SIGNATORY, draft.reference, Trigger.DISCARD)
        return str(draft.reference)
    if state in TOGETHER:
        return bring_together(story, state, field, grant)
    if state == State.WAITLISTED:
        field, grant = "other", 5_500_000  # more than the line of this field holds
    return _go_on(story, story.apply(TOWN, f"Fall im Stand {state.value}", field, grant), state)


def bring_joint(story: Story, state: State = State.IN_PROGRESS) -> str:
    """Return the reference of a new joint project that stands in ``state`` after handing in."""
    title = "Gemeinsames Vorhaben"

    def play() -> str:
        return _go_on(story, story.apply(TOWN, title, "violence", GRANT, entries()), state)

    return reach(story, f"joint_{state.value}", play)


def _go_on(story: Story, reference: str, state: State) -> str:
    for reached, act in _ways(story, state):
        if _reached(story, reference, state):
            break
        act(reference)
        assert reached is None or story._read(reference).state == reached
    assert story._read(reference).state == state
    return reference


def entries() -> list[PartnerEntry]:
    """Return what the lead writes of its two partners."""
    return [
        PartnerEntry(key, f"Aufgabe {number}", 50_000, f"kontakt@{number}.example", 2_500)
        for number, key in enumerate(PARTNERS, 1)
    ]


def bring_together(
    story: Story, state: State, field: str = "violence", grant: int = GRANT, signed: int = 0
) -> str:
    """Return a new joint application that is written, waits for signatures, or has them all."""
    title = f"Fall im Stand {state.value}"
    reference = story.write(TOWN, title, field, grant, entries())
    if state in TOGETHER:
        story.ask_partners(TOWN, reference)
        for key in PARTNERS[: len(PARTNERS) if state == State.COSIGNED else signed]:
            story.cosign(reference, key)
    assert story._read(reference).state == state
    return reference


def _reached(story: Story, reference: str, state: State) -> bool:
    return story._read(reference).state == state


def _ways(story: Story, state: State):
    step = story.step
    start = [(State.IN_CHECK, story.claim)]
    if state == State.WITHDRAWN:
        return [(state, lambda r: story.withdraw(r, "anders finanziert"))]
    if state == State.INFO_REQUESTED:
        return [*start, (state, lambda r: story.ask(r, ["Bitte den Beschluss nachreichen."]))]
    if state in (State.FIRST_REJECTED, State.REJECTED):
        words = {"ground": "merit", "reason": "nicht überzeugend", "facts_put": True}
        return [
            *start,
            (None, lambda r: step(REVIEWER, r, Trigger.RECOMMEND_REJECTION, **words)),
            (
                State.FIRST_REJECTED,
                lambda r: step(FIRST, r, Trigger.REJECT_FIRST, reason="so ist es"),
            ),
            (
                State.REJECTED,
                lambda r: step(SECOND, r, Trigger.REJECT_SECOND, reason="so ist es"),
            ),
        ]
    assessed = [*start, (State.IN_ASSESSMENT, story.check_and_score)]
    if state == State.WAITLISTED:
        return [*assessed, (state, story.wait_for_money)]
    reclaims = state == State.RECOVERING
    heard = reclaims or state in (State.HEARING, State.HEARD)
    return [
        *assessed,
        (State.REVIEWED, story.recommend),
        (State.FIRST_APPROVED, lambda r: step(FIRST, r, Trigger.APPROVE_FIRST)),
        (State.APPROVED, lambda r: step(SECOND, r, Trigger.APPROVE_SECOND)),
        (State.IN_PROGRESS, lambda r: _begin(story, r)),
        (State.REPORT_DUE, lambda _r: story.go(date(2023, 1, 2))),
        *([(None, lambda r: story.pay(r, GRANT))] if heard else []),
        (State.REPORTED, story.report),
        *([(State.HEARING, lambda r: open_hearing(story, r))] if heard else []),
        *([(State.HEARD, lambda r: comment(story, r))] if heard else []),
        (State.AUDITED, story.audit),
        *([(State.RECOVERING, lambda r: settle_with_recovery(story, r))] if reclaims else []),
        (State.SETTLING, story.settle),
        (State.CLOSED, lambda r: _close(story, r)),
    ]


def _begin(story: Story, reference: str) -> None:
    story.notice(reference, story.today)
    story.go(max(story.today, date(2022, 9, 2)))


def _close(story: Story, reference: str) -> None:
    story.pay_rest(reference)
    story.go(berlin.local_date(story.moved.instant) + timedelta(days=45))
    story.close(reference)
