"""The procedures of the programme, as a civil servant would read them."""

from workflows.application import APPLICATION
from workflows.bank_details import BANK_DETAILS
from workflows.block import BLOCK
from workflows.call import CALL
from workflows.change import CHANGE
from workflows.decision_notice import DECISION_NOTICE
from workflows.disposal import DISPOSAL
from workflows.drawdown import DRAWDOWN
from workflows.interest_claim import INTEREST_CLAIM
from workflows.interim_proof import INTERIM_PROOF
from workflows.opinion import OPINION
from workflows.recovery import RECOVERY
from workflows.remedy import REMEDY
from workflows.transfer import TRANSFER

ALL = (
    *(CALL, APPLICATION, OPINION, DECISION_NOTICE, DRAWDOWN),
    *(BANK_DETAILS, CHANGE, INTERIM_PROOF, RECOVERY, REMEDY, INTEREST_CLAIM),
    *(TRANSFER, BLOCK, DISPOSAL),
)

__all__ = [
    "ALL",
    "APPLICATION",
    "BANK_DETAILS",
    "BLOCK",
    "CALL",
    "CHANGE",
    "DECISION_NOTICE",
    "DISPOSAL",
    "DRAWDOWN",
    "INTEREST_CLAIM",
    "INTERIM_PROOF",
    "OPINION",
    "RECOVERY",
    "REMEDY",
    "TRANSFER",
]
