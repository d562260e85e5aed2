"""Facts that letters have by now, and that those lack which were owed before an update.

A letter is written when it is sent: what was owed yesterday is sent with the texts of today.
"""

from __future__ import annotations

from typing import Any

from funding.models.recovery import GRANT
from funding.words.recoveries import CLAIM_NAMES, PAYMENT_NAMES

# When they were owed there were claims to grants only, and no later day was set for a proof.
NOT_YET: dict[str, Any] = {
    "new_due": "",
    "reminded_on": "",
    "threatened_on": "",
    "interest": False,
    "against_receipt": False,
    "outside": False,
    "about": "",
}


def not_yet_known(language: str) -> dict[str, Any]:
    """Return what a letter says that was owed before these facts came, in its language."""
    return NOT_YET | {
        "claim": CLAIM_NAMES[GRANT].in_(language),
        "repayment": PAYMENT_NAMES[GRANT].in_(language),
    }
