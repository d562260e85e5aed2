"""What the notice would say of a proposal, to read on a page: the words of the document itself."""

from __future__ import annotations

from typing import Any

from funding.forms.notice_paper import words_of
from funding.queries.case import Case
from funding.queries.spending.notice_content import Proposed, notice_content


def draft_of(case: Case, proposed: Proposed | None) -> dict[str, Any] | None:
    """Draft the notice; nothing without an amount to grant, or a reason to refuse (§ 39 VwVfG)."""
    if proposed is None or not (proposed.amount_cents or proposed.reasons):
        return None
    if proposed.kind == "grant" and not proposed.amount_cents:
        return None
    content = notice_content(case, case.today, proposed)
    return words_of(content, draft=True) if content else None
