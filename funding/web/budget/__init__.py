"""Pages about the money of a call: how it stands, what was booked, transfers and blocks."""

from __future__ import annotations

from funding.web.budget import blocking, ledger, standing, transferring, years
from funding.web.budget.blueprint import pages

__all__ = ["blocking", "ledger", "pages", "standing", "transferring", "years"]
