"""What is asked no more stays in the draft, counts for nothing, and is not handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from funding.db import reading
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.findings import findings
from funding.queries.applying.submission import content_of, submission_of
from funding.services.applying.save_rows import LineEntry, PartnerEntry, entry_of
from funding.services.applying.save_section import save_section
from tests.stages import EDITOR, GRANT, SIGNATORY, TOWN
from workflows.application import Trigger

RODEWISCH = PartnerEntry("14523360", "Stellt Räume.", 0, "bearbeitung@rodewisch.example")


def save(play, reference, page, values, **rows):
    play.act(EDITOR, lambda s, a: save_section(s, a, reference, page, values, **rows))


def held(reference):
    with reading() as session:
        case = find.case(session, CLOCK, reference)
        return case.answers.value("agreement_on"), case.partner_keys


def written(play):
    """Write an application alone, over one that was together for a while."""
    reference = play.write(TOWN, "Doch allein", "violence", GRANT)
    together = {"together": True, "agreement": "signed", "agreement_on": date(2022, 7, 22)}
    save(play, reference, "partners", together, partners=[RODEWISCH])
    save(play, reference, "partners", {"together": False})
    return reference


def test_what_a_condition_hides_is_kept_in_the_draft_and_not_judged(play):
    reference = written(play)
    assert held(reference) == (date(2022, 7, 22), ("14523360",))
    with reading() as session:
        assert findings(find.case(session, CLOCK, reference)) == []


def test_it_leaves_the_form_with_the_submission(play):
    reference = written(play)
    play.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
    assert held(reference) == (None, ())


def test_what_hangs_on_a_field_that_goes_itself_goes_too(play):
    reference = play.write(TOWN, "Früher Beginn", "violence", GRANT)
    early = {"begun": False, "early_start": True, "early_start_on": date(2022, 8, 20)}
    save(play, reference, "schedule", early | {"early_start_risk": True})
    save(play, reference, "schedule", {"early_start": False})
    play.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
    with reading() as session:
        answers = find.case(session, CLOCK, reference).answers
        assert {"early_start_on", "early_start_risk"}.isdisjoint(answers.entries)
        assert answers.value("early_start") is False


def test_what_hangs_on_another_answer_of_the_same_line_goes_too(play):
    """A line that is no personnel any more, a lump sum, not eligible, of a town that applies alone."""
    reference = play.write(TOWN, "Andere Positionen", "violence", GRANT)
    with reading() as session:
        lines = [entry_of(line) for line in find.case(session, CLOCK, reference).lines]
    stale = {"pay_grade": "E9b", "qualification": "applied", "post_hundredths": 50}
    stale |= {"quantity_thousandths": 3_000, "unit_price_cents": 500, "eligible_part_cents": 1}
    stale |= {"municipality_key": "14522140"}
    more = LineEntry("material", "Poller", 100_000, False, 2022, **stale)
    counted = LineEntry("fees", "Fachtag", 0, False, 2022, 2_000, "day", 5_000)
    save(play, reference, "expenditure", {}, lines=[*lines, more, counted])
    with reading() as session:
        own = find.case(session, CLOCK, reference).answers.own_cash_cents
        requested = find.case(session, CLOCK, reference).application.requested_cents
    money = {"own_cash": own + 110_000, "income": 0, "requested": requested}
    save(play, reference, "financing", money)
    play.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
    with reading() as session:
        *kept, poller, day = find.case(session, CLOCK, reference).lines
        assert entry_of(poller) == LineEntry("material", "Poller", 100_000, False, 2022)
        assert entry_of(day) == LineEntry(
            "fees", "Fachtag", 10_000, False, 2022, 2_000, "day", 5_000
        )
        assert [entry_of(line) for line in kept] == lines


def test_what_is_shown_before_signing_is_what_is_handed_in(play):
    reference = play.write(TOWN, "Mit einem alten Rest", "violence", GRANT)
    save(play, reference, "project", {"title": "Neuer Titel"})
    with reading() as session:
        lines = [entry_of(line) for line in find.case(session, CLOCK, reference).lines]
    # A pay grade that was typed before the line became one of fees.
    lines[1] = replace(lines[1], pay_grade="E13", quantity_thousandths=7_000)
    save(play, reference, "expenditure", {}, lines=lines)
    with reading() as session:
        before = content_of(find.case(session, CLOCK, reference))
    play.step(SIGNATORY, reference, Trigger.SUBMIT, reauthenticated=True)
    with reading() as session:
        kept = submission_of(find.case(session, CLOCK, reference))
    assert kept.content == before
    assert "E13" not in str(before)


def test_the_days_by_which_annexes_follow_belong_to_what_is_handed_in(play):
    reference = play.apply(TOWN, "Mit Zusagen", "violence", GRANT)
    with reading() as session:
        case = find.case(session, CLOCK, reference)
        kept = submission_of(case)
        promised = case.answers.value("annex_later_resolution")
    assert promised
    assert kept.content["answers"]["a11.ratsbeschluss.folgt"] == promised
