"""What was owed before an update is sent after it."""

from __future__ import annotations

import pytest

from funding.notices.earlier import not_yet_known
from funding.notices.letters import write
from tests.notices.test_letters_exist import BASE, FULL

CHANGED = (
    *("proof_overdue", "proof_threat", "repayment_due", "repayment_reminder", "repayment_overdue"),
    *("repayment_overdue_office", "deferral_granted", "instalments_granted", "claim_waived"),
    *("claim_written_off", "claim_enforced", "claim_payment", "relief_to_decide"),
    *("relief_refused", "renounced", "hearing_reminder", "hearing_lapsed"),
)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("kind", CHANGED)
def test_a_letter_that_lacks_what_came_later_is_written_all_the_same(kind, language):
    later = not_yet_known(language)
    earlier = {name: value for name, value in FULL.items() if name not in later}
    assert set(FULL) > set(earlier)
    found = write(kind, language, "Kim Beispiel", earlier, BASE)
    assert found == write(kind, language, "Kim Beispiel", FULL | later, BASE)
