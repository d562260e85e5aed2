"""The procedures of the programme, as a civil servant would read them."""

from workflows.application import APPLICATION
from workflows.call import CALL

ALL = (CALL, APPLICATION)

__all__ = ["ALL", "APPLICATION", "CALL"]
