"""The last day of every deadline of a case, worked out by hand for one day and one case."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from funding.db import reading
from funding.law import berlin
from funding.models import Application
from funding.policy import CLOCK
from funding.queries.case import Case
from funding.queries.deadlines.due import DAYS, due
from tests.stages import bring
from workflows.application import State
from workflows.application.words import PROMISES

# A Friday. In working days from there: 11 May is the 3rd, 13 May the 5th, 20 May the 10th.
# Ascension on Thursday, 26 May, and Whit Monday, 6 June, are public holidays and count for none,
# so that 30 May is the 15th and 7 June the 20th.
TODAY = date(2022, 5, 6)
GIVEN = date(2022, 5, 29)
PROMISED = date(2023, 7, 12)
EXPECTED: dict[str, tuple[str, date | None]] = {
    "claim": ("lead_reviewer", date(2022, 5, 11)),  # 3 working days
    "check": ("reviewer", date(2022, 5, 20)),  # 10 working days
    "assess": ("reviewer", date(2022, 6, 7)),  # 20 working days
    "opinion": ("scorer", date(2022, 5, 30)),  # 15 working days
    "extension": ("reviewer", date(2022, 5, 10)),  # 2 working days
    "approve1": ("approver", date(2022, 5, 11)),  # 3 working days
    "approve2": ("approver", date(2022, 5, 11)),  # 3 working days
    "sign_notice": ("approver", date(2022, 5, 11)),  # 3 working days
    "notice_sign": ("approver", date(2022, 5, 11)),
    "sign_final": ("approver", date(2022, 5, 11)),  # 3 working days
    "change_assess": ("reviewer", date(2022, 5, 20)),  # 10 working days
    "change_approve": ("approver", date(2022, 5, 11)),  # 3 working days
    # Notified on the third day, Monday, 9 May; two weeks on.
    "change_answer": ("applicant_editor", date(2022, 5, 23)),
    "change_consent": ("applicant_signatory", date(2022, 5, 23)),
    "issue": ("reviewer", date(2022, 5, 13)),  # 5 working days
    "notice_issue": ("reviewer", date(2022, 5, 13)),
    # § 75 VwGO: three months are the earliest day of an action, not a period for anybody to act
    # in, so that they end on Saturday, 6 August.
    "vwgo75": ("reviewer", date(2022, 8, 6)),
    # Both come from the step that sets them, a Sunday as it was worked out there.
    "answer": ("applicant_editor", GIVEN),
    "remedy": ("applicant_signatory", GIVEN),
    "notice_remedy": ("applicant_signatory", GIVEN),
    "retrieval": ("applicant_editor", GIVEN),
    "notice_retrieval": ("applicant_editor", GIVEN),
    "recovery": ("applicant_signatory", GIVEN),
    # Notified on the third day, Monday, 9 May; four weeks on is Whit Monday, so Tuesday.
    "hearing": ("applicant_signatory", date(2022, 6, 7)),
    "interest_hearing": ("applicant_signatory", date(2022, 6, 7)),
    "interest_weigh": ("proof_auditor", date(2022, 5, 20)),  # 10 working days
    "interest_sign": ("approver", date(2022, 5, 11)),  # 3 working days
    "interest_limit": ("proof_auditor", GIVEN),
    "weigh": ("proof_auditor", date(2022, 5, 20)),  # 10 working days
    "revocation_year": ("proof_auditor", date(2023, 5, 6)),  # a year, though a Saturday
    "interim_check": ("reviewer", date(2022, 5, 20)),  # 10 working days
    "settle": ("reviewer", GIVEN),
    "list_end": ("budget", date(2022, 12, 31)),  # the end of the budget year, though a Saturday
    "begin": ("clock", date(2022, 9, 1)),  # as the town wrote
    "period_end": ("clock", date(2022, 12, 31)),  # as the town wrote
    # Six months from 31 December: June has no 31st (§ 188 (3) BGB); the 30th is a Friday.
    "proof": ("applicant_signatory", date(2023, 6, 30)),
    "last_draw": ("applicant_editor", date(2022, 11, 15)),  # 15 November of the budget year
    "audit": ("proof_auditor", date(2022, 6, 5)),  # 30 calendar days, a task of the house: a Sunday
    # Ten years are the shortest time to keep a file: Ascension of 2032 does not prolong them.
    "retention": ("data_protection", date(2032, 5, 6)),
    # The town's own word: 400 days from the day on which it wrote, a Friday as it happens.
    **dict.fromkeys(PROMISES, ("applicant_editor", PROMISED)),
    "cosign": ("applicant_signatory", date(2022, 5, 16)),  # ten days, well before closing
    "call": ("applicant_editor", date(2022, 8, 31)),  # the last day of the call
}


@pytest.fixture
def granted(play):
    """Bring a case to its project, with an award notified; return its reference."""
    return bring(play, State.IN_PROGRESS)


def found(reference, day, **details):
    """Compute every kind of deadline of a case as if it were a day."""
    with reading() as session:
        app = session.scalars(select(Application).where(Application.reference == reference)).one()
        case = Case(session, CLOCK, app, details, now=berlin.at_hour(day, 10))
        return {kind: due(kind, case) for kind in (*DAYS, "call")}


def test_every_kind_of_deadline_has_the_day_worked_out_by_hand(granted):
    dues = found(granted, TODAY, deadline_on=GIVEN)
    assert {*EXPECTED, "interim", "court"} == set(dues)
    told = {kind: (one.role, one.on) if one else None for kind, one in dues.items()}
    assert told.pop("interim") is None  # it ends with the budget year
    assert told.pop("court") is None  # nobody has filed an action
    assert told == EXPECTED


def test_every_deadline_ends_with_its_last_day_in_berlin(granted):
    for kind, one in found(granted, TODAY, deadline_on=GIVEN).items():
        if one is None:
            assert kind in {"interim", "court"}
            continue
        assert one.kind == kind
        assert one.at == berlin.end_of_day(one.on), kind


def test_a_month_for_the_settlement_ends_on_the_next_working_day(granted):
    # One month from 6 May is Whit Monday; the period is a lawful one (§ 31 (3) VwVfG).
    assert found(granted, TODAY)["settle"].on == date(2022, 6, 7)


def test_what_nobody_gave_is_not_waited_for(granted):
    dues = found(granted, TODAY)
    assert (dues["answer"], dues["remedy"]) == (None, None)


def test_the_last_drawdown_is_waited_for_until_the_day_before(granted):
    last = date(2022, 11, 15)
    assert found(granted, date(2022, 11, 14))["last_draw"].on == last
    assert found(granted, last)["last_draw"] is None


def test_an_extension_moves_the_end_of_the_call_for_the_town(granted):
    later = date(2022, 9, 12)
    assert found(granted, TODAY, ends_on=later)["call"].on == later


def test_before_its_notice_a_case_waits_for_no_proof(play):
    assert found(bring(play, State.APPROVED), TODAY)["proof"] is None
