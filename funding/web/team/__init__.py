"""Pages of the lead: workload, assignment and its rules, hand-over when somebody leaves."""

from funding.web.team import giving, overview, ruling
from funding.web.team.blueprint import pages

giving.hang(pages)
overview.hang(pages)
ruling.hang(pages)

__all__ = ["pages"]
