"""Why a step is not possible, what cures it and where: one entry for each question."""

from __future__ import annotations

from funding.words.bank_details import BANK_REASONS
from funding.words.disposal import DISPOSAL_REASONS
from funding.words.drawdowns import DRAW_REASONS
from funding.words.funds import FUND_REASONS
from funding.words.interest_claims import INTEREST_REASONS
from funding.words.interim_proofs import INTERIM_REASONS
from funding.words.opinions import OPINION_REASONS
from funding.words.reasons_afterwards import AFTERWARDS
from funding.words.reasons_applying import APPLYING
from funding.words.reasons_auditing import AUDITING
from funding.words.reasons_changes import CHANGE_REASONS
from funding.words.reasons_cosigning import COSIGNING
from funding.words.reasons_deciding import DECIDING
from funding.words.reasons_extending import EXTENDING
from funding.words.reasons_hearing import HEARING
from funding.words.reasons_issuing import ISSUE_REASONS
from funding.words.reasons_persons import PERSONS
from funding.words.reasons_reviewing import REVIEWING
from funding.words.reasons_spending import SPENDING
from funding.words.recoveries import RECOVERY_REASONS
from funding.words.remedies import REMEDY_REASONS
from funding.words.rights import ENTRUSTING
from funding.words.text import ReasonWords

REASONS: dict[str, ReasonWords] = (
    APPLYING
    | ENTRUSTING
    | COSIGNING
    | AFTERWARDS
    | PERSONS
    | REVIEWING
    | EXTENDING
    | DECIDING
    | SPENDING
    | DRAW_REASONS
    | BANK_REASONS
    | ISSUE_REASONS
    | AUDITING
    | HEARING
    | RECOVERY_REASONS
    | REMEDY_REASONS
    | INTEREST_REASONS
    | INTERIM_REASONS
    | FUND_REASONS
    | OPINION_REASONS
    | CHANGE_REASONS
    | DISPOSAL_REASONS
)

__all__ = ["REASONS", "ReasonWords"]
