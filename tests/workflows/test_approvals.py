"""The approvals of a grant are declared in the procedure, and a wrong declaration is found."""

from __future__ import annotations

import dataclasses

import pytest

from funding.demo.checks import TABLES
from workflows import APPLICATION, checks
from workflows.application import Deed, Trigger
from workflows.core import Approval

FIRST, ALSO, LAST = APPLICATION.approvals


def found(*approvals, **tables):
    broken = dataclasses.replace(APPLICATION, approvals=approvals)
    return checks.findings(broken, dataclasses.replace(TABLES, **tables))


def test_two_approve_a_grant_and_a_third_from_a_dated_amount():
    assert [a.deed for a in APPLICATION.approvals] == [
        Deed.APPROVED_FIRST,
        Deed.APPROVED_ALSO,
        Deed.APPROVED_SECOND,
    ]
    assert [a.from_rule for a in APPLICATION.approvals] == ["", "third_approval_cents", ""]
    assert {a.role for a in APPLICATION.approvals} == {"approver"}


@pytest.mark.parametrize(
    ("approvals", "finding"),
    [
        ((ALSO, FIRST, LAST), "the first or the last approval is not always needed"),
        ((FIRST, LAST, ALSO), "the first or the last approval is not always needed"),
        ((LAST, FIRST), "one person could be approved_second and approved_first"),
        (
            (FIRST, Approval(Trigger.SETTLE, "waved", "approver"), LAST),
            "no step gives the approval waved",
        ),
        (
            (FIRST, dataclasses.replace(ALSO, from_rule="mood"), LAST),
            "nobody says from which amount approved_also is needed",
        ),
        (
            (FIRST, dataclasses.replace(LAST, from_rule=ALSO.from_rule), LAST),
            "approved_second decides, though it is not always needed",
        ),
        (
            (FIRST, dataclasses.replace(LAST, role="reviewer")),
            "reviewer may not approve_second",
        ),
    ],
)
def test_a_wrong_declaration_is_found_at_start(approvals, finding):
    assert f"application: {finding}" in found(*approvals)


def test_an_amount_that_no_rule_names_is_found():
    assert any("from which amount" in one for one in found(FIRST, ALSO, LAST, rules=()))
