"""While a remedy is pending each machine itself stops what moves money, whatever else stops it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from workflows.application import APPLICATION
from workflows.application import State as C
from workflows.application import Trigger as T
from workflows.core import Facts
from workflows.drawdown import DRAWDOWN
from workflows.drawdown import State as D
from workflows.drawdown import Trigger as Draw
from workflows.interest_claim import INTEREST_CLAIM
from workflows.interest_claim import State as I
from workflows.interest_claim import Trigger as Ask
from workflows.recovery import RECOVERY
from workflows.recovery import State as R
from workflows.recovery import Trigger as Claim

RESTING = [
    (APPLICATION, C.APPROVED, T.WAIVE_REMEDY),
    (APPLICATION, C.REJECTED, T.CLOSE_REJECTED),
    (APPLICATION, C.IN_PROGRESS, T.RECORD_PAYMENT),
    (APPLICATION, C.SETTLING, T.RECORD_PAYMENT),
    (APPLICATION, C.SETTLING, T.CLOSE),
    (DRAWDOWN, D.DRAFTED, Draw.REQUEST),
    (DRAWDOWN, D.REQUESTED, Draw.CHECK),
    (DRAWDOWN, D.CHECKED, Draw.COMPUTE),
    (DRAWDOWN, D.COMPUTED, Draw.ORDER),
    (DRAWDOWN, D.ORDERED, Draw.PAY),
    (RECOVERY, R.ORDERED, Claim.FALL_DUE),
    (RECOVERY, R.DUE, Claim.LAPSE),
    (RECOVERY, R.IN_INSTALMENTS, Claim.LAPSE),
    (RECOVERY, R.OVERDUE, Claim.ENFORCE),
    (INTEREST_CLAIM, I.NEW, Ask.PROPOSE),
    (INTEREST_CLAIM, I.NEW, Ask.PROPOSE_GIVING_UP),
    (INTEREST_CLAIM, I.PROPOSED, Ask.SIGN),
]


class AllBut(Mapping):
    """Yes to every question but some."""

    def __init__(self, *no):
        self.no = no

    def __getitem__(self, code):
        return code not in self.no

    def __iter__(self):
        return iter(self.no)

    def __len__(self):
        return len(self.no)


@pytest.mark.parametrize(
    ("machine", "state", "trigger"), RESTING, ids=[f"{m.name}-{s}-{t}" for m, s, t in RESTING]
)
def test_money_rests(machine, state, trigger):
    found = machine.objections(state, trigger, Facts(AllBut("uncontested")))
    assert [reason.code for reason in found] == ["uncontested"]
    assert list(machine.objections(state, trigger, Facts(AllBut()))) == []


@pytest.mark.parametrize("state", [R.ORDERED, R.DUE, R.OVERDUE])
def test_what_comes_in_is_booked_all_the_same(state):
    assert list(RECOVERY.objections(state, Claim.RECEIVE, Facts(AllBut("uncontested")))) == []
