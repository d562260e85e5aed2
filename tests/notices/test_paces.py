"""What may come later or not at all, and what may not: told here once more, apart from the code."""

from __future__ import annotations

import pytest

from funding.notices.catalogue import OWED
from funding.notices.paces import (
    DATED,
    OF_EXPERTS,
    OF_OFFICE,
    OF_TOWNS,
    PART_OF,
    PARTS,
    WITH_LINK,
    paces_of,
    parts_for,
)
from funding.notices.reminders import REMINDERS
from funding.words.paces import PACES
from funding.words.paces import PARTS as NAMES

OWED_KINDS = {owed.kind for row in OWED.values() for owed in row}
REMINDED = {threshold.kind for row in REMINDERS.values() for threshold in row}
# S in section 4.1 of status-and-notices.md, by step, and what is about an account (E59, E29).
ALWAYS = {
    *("cosign_requested", "cosign_contact", "cosign_reminder", "cosign_again", "cosign_reopened"),
    *("cosign_access_missing", "draft_expired", "deadline_extended"),
    *("application_received", "application_received_partner"),
    *("information_requested", "information_requested_partner"),
    *("extension_granted", "extension_refused"),
    *("answer_received", "annex_received", "report_received"),
    *("answer_lapsed", "answer_lapsed_office"),
    *("notice_granted", "notice_rejected", "settled", "legal_limit"),
    *("withdrawn_town", "discontinued", "succeeded", "renounced", "reopened"),
    "settlement_redone",
    *("proof_due", "proof_overdue", "proof_threat", "repayment_received"),
    *("bank_proposed", "bank_confirmed", "bank_active", "bank_replaced", "bank_refused"),
    "bank_lapsed",
    *("drawdown_questioned", "drawdown_refused", "use_overdue"),
    *("repayment_due", "repayment_overdue", "deferral_granted", "instalments_granted"),
    *("claim_waived", "claim_enforced", "revocation_ending", "claim_dropped"),
    *("revocation_hearing", "revocation_dropped", "revoked"),
    *("annulment_hearing", "annulment_dropped"),
    *("interest_hearing", "interest_claimed", "interest_not_asked", "interest_dropped"),
    *("interest_ending", "interim_received", "interim_questioned", "interim_overdue"),
    *("comment_received", "hearing_opened", "hearing_lapsed"),
    *("rights_changed", "contact_changed_told"),
    *("change_received", "change_questioned", "change_lapsed", "change_granted", "change_refused"),
    *("change_consent_asked", "change_agreed", "change_declined", "change_partners_granted"),
    *("change_partners_refused", "change_award_lowered", "change_consent_overdue"),
    *("change_notice_sent", "notice_provided", "retrieval_reminder", "notice_retrieved"),
    *("notice_void", "notice_came_back", "notice_recalled", "remedy_waived"),
    *("remedy_filed", "remedy_ended", "remedy_won"),
    *("invitation", "password_reset", "account_changed", "delivery_failed"),
}


def test_every_kind_is_either_always_mailed_or_in_one_group():
    kinds = OWED_KINDS | REMINDED | {"invitation", "password_reset", "account_changed"}
    assert kinds | {"delivery_failed"} == ALWAYS | set(PART_OF)
    assert not ALWAYS & set(PART_OF)
    assert sum(map(len, PARTS.values())) == len(PART_OF)


def test_every_group_has_its_words_and_reaches_somebody():
    assert set(NAMES) == set(PARTS) == {*OF_TOWNS, *OF_OFFICE, *OF_EXPERTS}
    for part in PARTS:
        assert set(paces_of(part)) <= set(PACES)


def test_what_names_a_day_is_never_kept_for_a_week():
    assert REMINDED & set(PART_OF) <= {kind for part in DATED for kind in PARTS[part]} | {
        "notice_final"
    }
    assert all("weekly" not in paces_of(part) for part in DATED)


@pytest.mark.parametrize(
    ("who", "parts"),
    [
        ({"ministry": False, "town": True}, OF_TOWNS),
        ({"ministry": True, "town": False}, OF_OFFICE),
        ({"ministry": False, "town": False}, OF_EXPERTS),
        ({"ministry": True, "town": True}, (*OF_OFFICE, "reminders")),
    ],
)
def test_everybody_is_asked_about_what_can_reach_them(who, parts):
    assert parts_for(**who) == parts


def test_a_secret_link_is_no_matter_of_taste():
    assert not WITH_LINK & set(PART_OF)
