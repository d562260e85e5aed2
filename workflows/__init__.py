"""The procedures of the programme, as a civil servant would read them."""

from workflows.application import APPLICATION
from workflows.block import BLOCK
from workflows.call import CALL
from workflows.opinion import OPINION
from workflows.transfer import TRANSFER

ALL = (CALL, APPLICATION, OPINION, TRANSFER, BLOCK)

__all__ = ["ALL", "APPLICATION", "BLOCK", "CALL", "OPINION", "TRANSFER"]
