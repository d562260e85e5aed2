"""Envelope and budget lines as the pots that pictures are drawn of."""

from __future__ import annotations

from dataclasses import replace

from funding.models import BudgetLine, Envelope
from funding.pictures.envelope import Pot


def pot_of(name: str, row: BudgetLine | Envelope, repaid: int = 0) -> Pot:
    """Return the money of a row as a pot."""
    return Pot(
        name,
        row.total_cents,
        row.reserved_cents,
        row.committed_cents,
        row.paid_cents,
        row.blocked_cents,
        repaid,
    )


def reserved(pot: Pot, cents: int) -> Pot:
    """Return the pot after more was reserved."""
    return replace(pot, reserved_cents=pot.reserved_cents + cents)


def committed(pot: Pot, cents: int) -> Pot:
    """Return the pot after what was reserved was awarded."""
    return replace(
        pot,
        reserved_cents=pot.reserved_cents - cents,
        committed_cents=pot.committed_cents + cents,
    )


def moved(pot: Pot, cents: int) -> Pot:
    """Return the pot after a transfer changed its allocation."""
    return replace(pot, total_cents=pot.total_cents + cents)
