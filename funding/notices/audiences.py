"""Audiences put together from others, and the names under which they are explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Either:
    """The audience of all who belong to one of these."""

    audiences: tuple[Any, ...]

    def __call__(self, recipient: Any, about: Any) -> bool:
        """Answer whether it is one of them."""
        return any(audience(recipient, about) for audience in self.audiences)


def names_of(audience: Any) -> tuple[str, ...]:
    """Return the names of the audiences that one is put together from, in order."""
    if isinstance(audience, Either):
        return tuple(name for one in audience.audiences for name in names_of(one))
    return (str(audience.__name__),)
