"""What lies ready for a town or is retrieved before it counts, and where it is read."""

from __future__ import annotations

from typing import Any

from flask import url_for

from funding.forms.speech import language
from funding.queries.case import Case
from funding.queries.spending.issued import fetched_early, ready_beside, settlement_signed
from funding.queries.spending.papers import THE_DECISION, THE_SETTLEMENT, About, about_of
from funding.words.deadlines import DEADLINES
from funding.words.decision_notices import ABOUT, RETRIEVES


def ready_of(case: Case) -> dict[str, Any]:
    """Return what lies ready: what it is about, its page, itself; it is the town's turn then."""
    reference, ready = case.application.reference, ready_beside(case)
    fetched = [
        (ABOUT[about_of(one).subject], url_of(reference, about_of(one)))
        for one in fetched_early(case)
    ]
    known = {"fetched": fetched, "signed": settlement_signed(case)}
    if not ready:
        return {"ready": [], **known}
    subjects = [about_of(one) for one in ready]
    shown = [
        (ABOUT[subject.subject], url_of(reference, subject), one)
        for subject, one in zip(subjects, ready, strict=True)
    ]
    return {
        "ready": shown,
        **known,
        "towns_turn": RETRIEVES,
        "until": min(one.ends_on for one in ready if one.ends_on),
        "until_word": DEADLINES["retrieval"].in_(language()),
    }


def url_of(reference: str, subject: About, *, document: bool = False) -> str:
    """Return the address of the page on which a notice is retrieved, or of the notice itself."""
    names = {
        THE_DECISION: ("retrieve", "retrieved"),
        THE_SETTLEMENT: ("retrieve_final", "retrieved_final"),
    }
    page_, paper = names.get(subject, ("retrieve_beside", "retrieved_beside"))
    # A key that is none adds nothing to the address.
    name = f"applying.{paper if document else page_}"
    return url_for(name, reference=reference, subject_id=subject.key)
