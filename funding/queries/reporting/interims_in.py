"""Whether the final proof of use has to wait for an interim one."""

from __future__ import annotations

from typing import Any

from funding.queries.applying.answers import Answer
from funding.queries.case import Case
from funding.queries.reporting.interims import missing_interims


def interims_in(case: Case) -> bool:
    """Is every interim proof that is owed handed in, and none given back to be corrected?"""
    return not missing_interims(case)


ANSWERS: dict[str, Answer] = {"interims_in": interims_in}


def params(case: Case, _code: str) -> dict[str, Any]:
    """Return which years the sentence of a refusal names."""
    return {"years": ", ".join(str(one.year) for one in missing_interims(case))}
