"""What is asked no more stays in the draft, counts for nothing, and is not handed in."""

from __future__ import annotations

from datetime import date

from funding.db import reading
from funding.policy import CLOCK
from funding.queries import find
from funding.queries.applying.findings import findings
from funding.services.applying.save_rows import PartnerEntry
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
