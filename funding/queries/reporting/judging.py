"""What the judging of receipts is called in the audit."""

from __future__ import annotations

JUDGING = "judging"
JUDGE_RECEIPTS = "judge_receipts"
JUDGING_STEPS = frozenset({(JUDGING, JUDGE_RECEIPTS, JUDGING, JUDGING)})
